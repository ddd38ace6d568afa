"""NumPy: single arrays, archives of them, and what pickles of arrays look like."""

from __future__ import annotations

from inspector.formats.format import EMPTY_ZIP, ZIP, Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "npz", "NumPy archive", (".npz",), ZIP + EMPTY_ZIP, "inspector.formats.numpy.npz_reader",
        writer="inspector.formats.numpy.npz_writer:NpzWriter", written_suffixes=(".npz",),
        snippet="inspector.formats.numpy.snippets:npz", library="NumPy",
        recognisers=("inspector.formats.numpy.pickled:NUMPY",),
        about="`numpy.savez` and those who write its format; object arrays are read as data",
    ),
    Format(
        "npy", "NumPy array", (".npy",), ((0, b"\x93NUMPY"),), "inspector.formats.numpy.npy_reader",
        writer="inspector.formats.numpy.npy_writer:NpyWriter", written_suffixes=(".npy",),
        snippet="inspector.formats.numpy.snippets:npy", library="NumPy",
        about="`numpy.save` and those who write its format, several arrays in one file too; object arrays are read as data",
    ),
)  # fmt: skip
