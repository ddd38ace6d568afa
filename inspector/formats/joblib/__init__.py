"""joblib: pickles with arrays in the stream or in files beside it."""

from __future__ import annotations

from inspector.formats.format import Format
from inspector.formats.pickle import MAGIC

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "joblib", "joblib", (".joblib",), MAGIC, "inspector.formats.pickle.reader",
        recognisers=("inspector.formats.joblib.pickled:JOBLIB",),
        about="joblib 0.8 to today, also as scikit-learn's own copy; estimators as objects with their arrays",
    ),
)  # fmt: skip
