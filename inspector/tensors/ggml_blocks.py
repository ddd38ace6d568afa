"""How the element types of ggml (llama.cpp, whisper.cpp) lie in a file: blocks of 16 to 256 elements with their scales.

A block is a C structure, given here as a numpy record: ``d`` is its scale, ``m`` or ``dmin`` the scale of what is added,
``qs`` (``ql``, ``qh``, ``hmask``) the codes of the elements, packed. :mod:`inspector.tensors.ggml_decoding` makes numbers of
them. Fields of more than a byte have their own byte order, so that big-endian files are read like others.
Source: https://github.com/ggml-org/llama.cpp, ``ggml/src/ggml-common.h``. The layouts of files from before June 2023, whose
names end in the container version that was the last to have them, are those of ``ggml.c`` of that time.
"""

from __future__ import annotations

from typing import Any

__all__ = ["BLOCK_LAYOUTS", "Fields"]

Fields = tuple[tuple[Any, ...], ...]
"""Of a record: name, numpy's code of the type, and how many there are if they are more than one."""

#: Name -> elements in a block, and its fields.
BLOCK_LAYOUTS: dict[str, tuple[int, Fields]] = {
    name: (elements, tuple(fields))
    for name, elements, *fields in (
        ("q1_0", 128, ("d", "<f2"), ("qs", "u1", 16)),
        ("q4_0", 32, ("d", "<f2"), ("qs", "u1", 16)),
        ("q4_1", 32, ("d", "<f2"), ("m", "<f2"), ("qs", "u1", 16)),
        ("q5_0", 32, ("d", "<f2"), ("qh", "<u4"), ("qs", "u1", 16)),
        ("q5_1", 32, ("d", "<f2"), ("m", "<f2"), ("qh", "<u4"), ("qs", "u1", 16)),
        ("q8_0", 32, ("d", "<f2"), ("qs", "i1", 32)),
        ("q8_1", 32, ("d", "<f2"), ("s", "<f2"), ("qs", "i1", 32)),
        ("q2_k", 256, ("scales", "u1", 16), ("qs", "u1", 64), ("d", "<f2"), ("dmin", "<f2")),
        ("q3_k", 256, ("hmask", "u1", 32), ("qs", "u1", 64), ("scales", "u1", 12), ("d", "<f2")),
        ("q4_k", 256, ("d", "<f2"), ("dmin", "<f2"), ("scales", "u1", 12), ("qs", "u1", 128)),
        ("q5_k", 256, ("d", "<f2"), ("dmin", "<f2"), ("scales", "u1", 12), ("qh", "u1", 32), ("qs", "u1", 128)),
        ("q6_k", 256, ("ql", "u1", 128), ("qh", "u1", 64), ("scales", "i1", 16), ("d", "<f2")),
        ("q8_k", 256, ("d", "<f4"), ("qs", "i1", 256), ("bsums", "<i2", 16)),
        ("iq1_s", 256, ("d", "<f2"), ("qs", "u1", 32), ("qh", "<u2", 8)),
        ("iq1_m", 256, ("qs", "u1", 32), ("qh", "u1", 16), ("scales", "<u2", 4)),
        ("iq2_xxs", 256, ("d", "<f2"), ("qs", "<u2", 32)),
        ("iq2_xs", 256, ("d", "<f2"), ("qs", "<u2", 32), ("scales", "u1", 8)),
        ("iq2_s", 256, ("d", "<f2"), ("qs", "u1", 32), ("signs", "u1", 32), ("qh", "u1", 8), ("scales", "u1", 8)),
        ("iq3_xxs", 256, ("d", "<f2"), ("qs", "u1", 64), ("scales", "<u4", 8)),
        ("iq3_s", 256, ("d", "<f2"), ("qs", "u1", 64), ("qh", "u1", 8), ("signs", "u1", 32), ("scales", "u1", 4)),
        ("iq4_nl", 32, ("d", "<f2"), ("qs", "u1", 16)),
        ("iq4_xs", 256, ("d", "<f2"), ("scales_h", "<u2"), ("scales_l", "u1", 4), ("qs", "u1", 128)),
        ("tq1_0", 256, ("qs", "u1", 48), ("qh", "u1", 4), ("d", "<f2")),
        ("tq2_0", 256, ("qs", "u1", 64), ("d", "<f2")),
        ("mxfp4", 32, ("e", "u1"), ("qs", "u1", 16)),
        ("nvfp4", 64, ("d", "u1", 4), ("qs", "u1", 32)),
        ("q4_0_ggjt1", 32, ("d", "<f4"), ("qs", "u1", 16)),
        ("q4_1_ggjt1", 32, ("d", "<f4"), ("m", "<f4"), ("qs", "u1", 16)),
        ("q4_2_ggjt1", 16, ("d", "<f2"), ("qs", "u1", 8)),
        ("q4_3_ggjt1", 16, ("d", "<f2"), ("m", "<f2"), ("qs", "u1", 8)),
        ("q5_0_ggjt1", 32, ("d", "<f2"), ("qh", "<u4"), ("qs", "u1", 16)),
        ("q5_1_ggjt1", 32, ("d", "<f2"), ("m", "<f2"), ("qh", "<u4"), ("qs", "u1", 16)),
        ("q4_0_ggjt2", 32, ("d", "<f4"), ("qs", "u1", 16)),
        ("q4_1_ggjt2", 32, ("d", "<f4"), ("m", "<f4"), ("qs", "u1", 16)),
        ("q8_0_ggjt2", 32, ("d", "<f4"), ("qs", "i1", 32)),
    )
}
