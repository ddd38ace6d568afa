"""skops: scikit-learn's estimators without pickles, as an archive of a description and of arrays."""

from __future__ import annotations

from inspector.formats.format import ZIP, Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "skops", "skops", (".skops",), ZIP, "inspector.formats.skops.reader", members=("schema.json",),
        about="`skops.io.dump`: estimators as objects with their arrays, sparse matrices by their parts",
    ),
)  # fmt: skip
