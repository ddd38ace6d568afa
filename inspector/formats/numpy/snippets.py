"""Lines of Python that load one array with numpy."""

from __future__ import annotations

from inspector.tensors.entries import TensorEntry

__all__ = ["npy", "npz"]


def npy(path: str, _entry: TensorEntry) -> str:
    """The one array of the file."""
    return f'import numpy\n\narray = numpy.load({path!r}, mmap_mode="r")'


def npz(path: str, entry: TensorEntry) -> str:
    """A member of the archive."""
    return f"import numpy\n\nwith numpy.load({path!r}) as file:\n    array = file[{entry.key!r}]"
