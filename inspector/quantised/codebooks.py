"""AQLM's weights: each group of neighbours is a sum of vectors, one from each codebook, selected by codes.

Source: ``_dequantize_weight`` in ``inference_lib/src/aqlm/utils.py`` of https://github.com/Vahe1994/AQLM.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inspector.quantised.decoding import Decoder, Floats
from inspector.tensors.reading import read_values

__all__ = ["SummedCodes"]


@dataclass(frozen=True, kw_only=True)
class SummedCodes(Decoder):
    """``codes`` (output groups, input groups, codebooks) name vectors of ``codebooks``, whose sum is times its scale.

    The codebooks have the shape (codebooks, vectors, outputs of a group, inputs of a group), the scales one for each group
    of outputs, or of outputs and inputs. Codes are stored as signed integers of as many bits.
    """

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        codebooks = np.asarray(read_values(self.parts["codebooks"]), np.float32)
        count, vectors, outputs, _ = codebooks.shape
        low, high = first // outputs, -(-last // outputs)
        codes = self.part("codes", matrix, slice(low, high)).astype(np.int64) % vectors
        values = codebooks[0][codes[..., 0]]
        for number in range(1, count):
            values = values + codebooks[number][codes[..., number]]
        values = values * np.asarray(self.part("scales", matrix, slice(low, high)), np.float32)
        rows: Floats = values.swapaxes(1, 2).reshape((high - low) * outputs, -1)
        return rows[first - low * outputs : last - low * outputs]
