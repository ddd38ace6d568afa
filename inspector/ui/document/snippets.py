"""Lines of Python that load just one tensor: with the format's own library, and with this program's."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.tensors.entries import Attribute, Key, Path, TensorEntry

__all__ = ["Snippet", "snippets"]

Snippet = tuple[str, str]
"""What the lines use, and the lines."""


def snippets(checkpoint: Checkpoint, entry: TensorEntry) -> Sequence[Snippet]:
    """How to load ``entry``, the format's own way first if there is one that runs no code of the file."""
    name = str(checkpoint.path)
    own = _OWN_WAYS.get(checkpoint.format)
    lines = own(name, entry) if own is not None else ""
    ways: list[Snippet] = [(_LIBRARIES[checkpoint.format], lines)] if lines else []
    code = (
        "import inspector\n\n"
        f"with inspector.open({name!r}) as checkpoint:\n"
        f"    array = checkpoint.read(checkpoint[{entry.key!r}])"
    )
    return [*ways, ("Checkpoint Inspector", code)]


def subscripts(path: Path) -> str | None:
    """How Python reaches a path in a loaded file (``["model"][0]``); None where it takes an object of the file's classes."""
    written = []
    for element in path:
        if isinstance(element, Attribute) or (isinstance(element, Key) and element.opaque):
            return None
        written.append(f"[{element.value!r}]" if isinstance(element, Key) else f"[{element!r}]")
    return "".join(written)


def _torch(name: str, entry: TensorEntry, *, mapped: bool = False) -> str:
    reached = subscripts(entry.path)
    if reached is None:
        return ""
    options = 'map_location="cpu", weights_only=True' + (", mmap=True" if mapped else "")
    return f"import torch\n\ncheckpoint = torch.load({name!r}, {options})\ntensor = checkpoint{reached}"


def _torch_zip(name: str, entry: TensorEntry) -> str:
    return _torch(name, entry, mapped=True)


def _safetensors(name: str, entry: TensorEntry) -> str:
    return (
        "from safetensors import safe_open\n\n"
        f'with safe_open({name!r}, framework="pt") as file:\n'
        f"    tensor = file.get_tensor({entry.key!r})"
    )


def _npy(name: str, entry: TensorEntry) -> str:  # noqa: ARG001 - the file is one array
    return f'import numpy\n\narray = numpy.load({name!r}, mmap_mode="r")'


def _npz(name: str, entry: TensorEntry) -> str:
    return f"import numpy\n\nwith numpy.load({name!r}) as file:\n    array = file[{entry.key!r}]"


_OWN_WAYS = {
    "pytorch-zip": _torch_zip,
    "pytorch-legacy": _torch,
    "safetensors": _safetensors,
    "npy": _npy,
    "npz": _npz,
}
_LIBRARIES = {
    "pytorch-zip": "PyTorch",
    "pytorch-legacy": "PyTorch",
    "safetensors": "safetensors",
    "npy": "NumPy",
    "npz": "NumPy",
}
