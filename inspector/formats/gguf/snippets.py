"""Lines of Python that load one tensor of a GGUF file with the gguf package."""

from __future__ import annotations

from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry

__all__ = ["loaded"]


def loaded(path: str, entry: TensorEntry) -> str:
    """The values of a tensor; the package decodes block types and bfloat16 on request."""
    is_coded = entry.dtype.kind is Kind.BLOCK or entry.dtype.name == "bfloat16"
    lines = (
        "from gguf import GGUFReader\n\n"
        f"tensor = next(each for each in GGUFReader({path!r}).tensors if each.name == {entry.key!r})\n"
    )
    if not is_coded:
        return f"{lines}array = tensor.data"
    return f"from gguf.quants import dequantize\n{lines}array = dequantize(tensor.data, tensor.tensor_type)"
