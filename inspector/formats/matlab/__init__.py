"""MATLAB: ``.mat`` files of level 5, which MatConvNet's models are, and of level 4; those of 7.3 are HDF5."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "matlab", "MATLAB file", (".mat",), ((0, b"MATLAB 5.0 MAT-file"),), "inspector.formats.matlab.reader",
        about="`save` of MATLAB 5 to 7.2, Octave and scipy: arrays, cells and structures; no objects, no functions",
    ),
    Format(
        "matlab-4", "MATLAB 4 file", (".mat",), (), "inspector.formats.matlab.level_4", headless_suffixes=(".mat",),
        about="`save -v4` of MATLAB, Octave and scipy",
    ),
)  # fmt: skip
