"""What safetensors calls the element types: one table for its reader and its writer.

Source: the ``Dtype`` of https://github.com/huggingface/safetensors, ``safetensors/src/tensor.rs``.
"""

from __future__ import annotations

from inspector.tensors.dtypes import DType, dtype_named

__all__ = ["SAFETENSORS_TYPES"]

#: Code -> type, in the library's order, in which a file has the last ones first.
SAFETENSORS_TYPES: dict[str, DType] = {
    code: dtype_named(name)
    for code, name in (
        ("BOOL", "bool"),
        ("F4", "float4_e2m1fn_x2"), ("F6_E2M3", "float6_e2m3fn"), ("F6_E3M2", "float6_e3m2fn"),
        ("U8", "uint8"), ("I8", "int8"),
        ("F8_E5M2", "float8_e5m2"), ("F8_E4M3", "float8_e4m3fn"), ("F8_E8M0", "float8_e8m0fnu"),
        ("F8_E4M3FNUZ", "float8_e4m3fnuz"), ("F8_E5M2FNUZ", "float8_e5m2fnuz"),
        ("I16", "int16"), ("U16", "uint16"), ("F16", "float16"), ("BF16", "bfloat16"),
        ("I32", "int32"), ("U32", "uint32"), ("F32", "float32"),
        ("C64", "complex64"), ("F64", "float64"), ("I64", "int64"), ("U64", "uint64"),
    )
}  # fmt: skip
