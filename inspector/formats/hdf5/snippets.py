"""Lines of Python that load one dataset with h5py."""

from __future__ import annotations

from inspector.tensors.entries import TensorEntry

__all__ = ["loaded"]


def loaded(path: str, entry: TensorEntry) -> str:
    """A dataset by its path; none for types that h5py knows as bytes only."""
    if entry.dtype.name == "bfloat16":
        return ""
    name = "/".join(map(str, entry.path))
    return f"import h5py\n\nwith h5py.File({path!r}) as file:\n    array = file[{name!r}][...]"
