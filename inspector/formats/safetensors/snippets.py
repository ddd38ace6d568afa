"""Lines of Python that load one tensor with safetensors."""

from __future__ import annotations

from inspector.tensors.entries import TensorEntry

__all__ = ["loaded"]


def loaded(path: str, entry: TensorEntry) -> str:
    """With ``safe_open``, which reads just the tensor."""
    return (
        "from safetensors import safe_open\n\n"
        f'with safe_open({path!r}, framework="pt") as file:\n'
        f"    tensor = file.get_tensor({entry.key!r})"
    )
