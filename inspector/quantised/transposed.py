"""Decoders of GPTQ and AWQ, which store the transpose: inputs along the first axis, outputs along the second."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inspector.quantised.decoding import Array, Decoder, Floats
from inspector.quantised.unpacking import unpacked

__all__ = ["AwqColumns", "GptqColumns"]

#: AWQ's gemm layout: which output each half-byte of a word is of, from the lowest.
_AWQ_ORDER = (0, 2, 4, 6, 1, 3, 5, 7)


@dataclass(frozen=True, kw_only=True)
class GptqColumns(Decoder):
    """``scales * (qweight - qzeros)`` of the group of each input, which ``g_idx`` names if they are not in order.

    ``qweight`` packs integers of ``bits`` bits along the inputs, ``qzeros`` along the outputs. Zero points are stored less
    one, modulo their range, but for version 2 of the format. In order, ``group`` inputs are a group.
    """

    bits: int
    version: int
    group: int

    def decode(self, _matrix: int, first: int, last: int) -> Floats:
        weight = self._inputs(self.part("qweight", 0, slice(None), slice(first, last)))
        low, high = first * self.bits // 32, -(-last * self.bits // 32)
        zeros = unpacked(self.part("qzeros", 0, slice(None), slice(low, high)), self.bits, last - first)
        if self.version == 1:
            zeros = (zeros + np.uint8(1)) & np.uint8((1 << self.bits) - 1)
        scales = np.asarray(self.part("scales", 0, slice(None), slice(first, last)), np.float32)
        groups = self._groups(len(scales))
        values = np.subtract(weight, zeros[groups], dtype=np.float32)
        return np.multiply(scales[groups], values, out=values).T

    def _inputs(self, words: Array) -> Array:
        """The integers in words of the first axis, along that axis."""
        if 8 % self.bits:
            return unpacked(words.T, self.bits, self.columns).T
        fields = np.empty((len(words), 32 // self.bits, words.shape[1]), np.uint8)
        codes = words.view(np.uint32)
        for place in range(32 // self.bits):
            fields[:, place] = (codes >> np.uint32(place * self.bits)) & np.uint32((1 << self.bits) - 1)
        return fields.reshape(-1, words.shape[1])

    def _groups(self, count: int) -> Array:
        if "g_idx" not in self.parts:
            return np.arange(self.columns) // self.group
        return self.indices("g_idx", count)


@dataclass(frozen=True, kw_only=True)
class AwqColumns(Decoder):
    """``scales * (qweight - qzeros)`` of 4-bit integers, packed along the outputs in an order of their own."""

    def decode(self, _matrix: int, first: int, last: int) -> Floats:
        words = slice(first // 8, -(-last // 8))
        weight = _in_order(self.part("qweight", 0, slice(None), words))[:, : last - first]
        zeros = _in_order(self.part("qzeros", 0, slice(None), words))[:, : last - first]
        scales = np.asarray(self.part("scales", 0, slice(None), slice(first, last)), np.float32)
        groups = np.arange(self.columns) * len(scales) // self.columns
        values = np.subtract(weight, zeros[groups], dtype=np.float32)
        return np.multiply(scales[groups], values, out=values).T


def _in_order(words: Array) -> Array:
    """The eight integers of each word, in the order of the outputs."""
    ordered = np.empty((*words.shape, 8), np.uint8)
    codes = words.view(np.uint32)
    for place, output in enumerate(_AWQ_ORDER):
        ordered[..., output] = (codes >> np.uint32(4 * place)) & np.uint32(15)
    return ordered.reshape(len(words), -1)
