"""Lines of Python that load one tensor with torch, running no code of the file."""

from __future__ import annotations

from inspector.tensors.entries import Attribute, Key, Path, TensorEntry

__all__ = ["loaded", "mapped", "subscripts"]


def loaded(path: str, entry: TensorEntry) -> str:
    """With ``torch.load``; empty where the tensor lies in an object of the file's classes."""
    return _lines(path, entry, 'map_location="cpu", weights_only=True')


def mapped(path: str, entry: TensorEntry) -> str:
    """The same, reading nothing but what is used."""
    return _lines(path, entry, 'map_location="cpu", weights_only=True, mmap=True')


def _lines(path: str, entry: TensorEntry, options: str) -> str:
    reached = subscripts(entry.path)
    if reached is None:
        return ""
    return f"import torch\n\ncheckpoint = torch.load({path!r}, {options})\ntensor = checkpoint{reached}"


def subscripts(path: Path) -> str | None:
    """How Python reaches a path in a loaded file (``["model"][0]``); None where it takes an object of the file's classes."""
    written = []
    for element in path:
        if isinstance(element, Attribute) or (isinstance(element, Key) and element.opaque):
            return None
        written.append(f"[{element.value!r}]" if isinstance(element, Key) else f"[{element!r}]")
    return "".join(written)
