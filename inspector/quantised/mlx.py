"""MLX's weights: groups of neighbours in a row, packed without gaps in 32-bit words.

Source: ``affine_dequantize`` and ``fp_quantize`` in ``mlx/ops.cpp`` and ``mlx/backend/cpu/quantized.cpp`` of
https://github.com/ml-explore/mlx.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from inspector.quantised.decoding import Array, Decoder, Floats
from inspector.quantised.groups import spread
from inspector.quantised.unpacking import fp4, power_of_two, unpacked
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DTYPES

__all__ = ["AffineWords", "FloatWords"]


@dataclass(frozen=True, kw_only=True)
class AffineWords(Decoder):
    """``packed * scale + bias`` of integers of ``bits`` bits."""

    bits: int

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        rows = slice(first, last)
        values = unpacked(self.part("packed", matrix, rows), self.bits, self.columns).astype(np.float32)
        scale, bias = (np.asarray(self.part(name, matrix, rows), np.float32) for name in ("scale", "bias"))
        return values * spread(scale, self.columns) + spread(bias, self.columns)


@dataclass(frozen=True, kw_only=True)
class FloatWords(Decoder):
    """Floats of four or eight bits times the scale of their group, which is a power of two or E4M3, as ``mode`` says."""

    mode: str

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        rows = slice(first, last)
        packed = np.ascontiguousarray(self.part("packed", matrix, rows)).view(np.uint8)
        of_elements, of_scales = _FLOATS[self.mode]
        return of_elements(packed) * spread(of_scales(self.part("scale", matrix, rows)), self.columns)


def _e4m3(codes: Array) -> Floats:
    values: Floats = decode(codes, DTYPES["float8_e4m3fn"])
    return values


_FLOATS: dict[str, tuple[Callable[[Array], Floats], Callable[[Array], Floats]]] = {
    "mxfp4": (fp4, power_of_two),
    "nvfp4": (fp4, _e4m3),
    "mxfp8": (_e4m3, power_of_two),
}
