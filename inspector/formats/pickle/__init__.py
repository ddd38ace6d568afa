"""Plain pickles: whatever ``pickle.dump`` wrote, of any framework."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS", "MAGIC"]

#: Every opcode that pushes something, which any pickle must begin with; that of a protocol number is the usual one.
MAGIC = tuple((0, bytes([code])) for code in b"\x80(])}cNILFGJKMSTUVXPBC\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x95\x96")

FORMATS = (
    Format(
        "pickle", "pickle", (".pkl", ".pickle", ".p"), MAGIC, "inspector.formats.pickle.reader",
        recognisers=(  # of what has no format of its own here
            "inspector.formats.tensorflow.pickled:TENSORFLOW", "inspector.formats.pickle.data_frames:PANDAS",
            "inspector.formats.pickle.arrow:ARROW",
        ),
        about="`pickle.dump`, cloudpickle, dill, gensim's `save` with its files beside it, with arrays and tensors inside, "
        "pandas' data frames by column; objects of other classes by their state",
    ),
)  # fmt: skip
