"""The numbers ggml gives its element types.

Source: ``enum ggml_type`` of https://github.com/ggml-org/llama.cpp, ``ggml/include/ggml.h``.
"""

from __future__ import annotations

from inspector.tensors.dtypes import DType, dtype_named

__all__ = ["GGML_TYPES", "REMOVED_TYPES"]

GGML_TYPES: dict[int, DType] = {
    code: dtype_named(name)
    for code, name in {
        0: "float32", 1: "float16", 2: "q4_0", 3: "q4_1", 6: "q5_0", 7: "q5_1", 8: "q8_0", 9: "q8_1",
        10: "q2_k", 11: "q3_k", 12: "q4_k", 13: "q5_k", 14: "q6_k", 15: "q8_k",
        16: "iq2_xxs", 17: "iq2_xs", 18: "iq3_xxs", 19: "iq1_s", 20: "iq4_nl", 21: "iq3_s", 22: "iq2_s", 23: "iq4_xs",
        24: "int8", 25: "int16", 26: "int32", 27: "int64", 28: "float64", 29: "iq1_m", 30: "bfloat16",
        34: "tq1_0", 35: "tq2_0", 39: "mxfp4", 40: "nvfp4", 41: "q1_0",
    }.items()
}  # fmt: skip

#: Types of which files exist, but that ggml itself no longer reads.
REMOVED_TYPES = {
    4: "Q4_2", 5: "Q4_3", 31: "Q4_0_4_4", 32: "Q4_0_4_8", 33: "Q4_0_8_8",
    36: "IQ4_NL_4_4", 37: "IQ4_NL_4_8", 38: "IQ4_NL_8_8",
}  # fmt: skip
