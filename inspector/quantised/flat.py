"""Decoders of schemes that drop the shape: blocks, or planes, of a weight's elements one after another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from inspector.errors import CorruptError
from inspector.quantised.decoding import Array, Decoder, Floats
from inspector.quantised.unpacking import nibbles
from inspector.tensors.reading import read_stored, read_values

__all__ = ["CodedBlocks", "DividedInt8", "HighPlanes", "LowPlanes", "RowScaledInt8", "check_planes"]


@dataclass(frozen=True, kw_only=True)
class CodedBlocks(Decoder):
    """bitsandbytes' 4 bits: codes into ``quant_map``, the high half of a byte first, times ``absmax`` of their block.

    ``absmax`` may be quantised itself: codes into ``nested_quant_map`` times ``nested_absmax`` of theirs, plus an offset.
    """

    block: int
    nested_block: int = 0
    nested_offset: float = 0.0

    def decode(self, _matrix: int, first: int, last: int) -> Floats:
        start, stop = first * self.columns, last * self.columns
        packed = self._bytes(start // 2, -(-stop // 2))  # an even number of rows is before them
        codes = nibbles(packed, high_first=True)[: stop - start]
        low = start // self.block
        absmax = self._absmax(low, -(-stop // self.block))
        scale = np.repeat(absmax, self.block)[start - low * self.block :][: stop - start]
        return (self._map[codes] * scale).reshape(last - first, self.columns)

    def _bytes(self, low: int, high: int) -> Array:
        """Packed bytes, which may be stored as a wider type."""
        entry = self.parts["packed"]
        flat = entry.replace(shape=(entry.numel,), strides=(1,))
        size = entry.dtype.itemsize
        stored = read_stored(flat.region((slice(low // size, -(-high // size)),)))
        return stored.view(np.uint8)[low % size :][: high - low]

    @cached_property
    def _map(self) -> Floats:
        return np.asarray(read_values(self.parts["quant_map"]), np.float32)

    def _absmax(self, low: int, high: int) -> Floats:
        absmax = read_values(self.parts["absmax"].region((slice(low, high),)))
        if not self.nested_block:
            return np.asarray(absmax, np.float32)
        scale = np.asarray(read_values(self.parts["nested_absmax"]), np.float32)
        of_block = np.arange(low, high) // self.nested_block
        nested = self._nested_map[absmax] * scale[of_block]
        return nested + np.float32(self.nested_offset)

    @cached_property
    def _nested_map(self) -> Floats:
        return np.asarray(read_values(self.parts["nested_quant_map"]), np.float32)


@dataclass(frozen=True, kw_only=True)
class RowScaledInt8(Decoder):
    """bitsandbytes' LLM.int8: ``weight * SCB / 127``, the largest magnitude of each row."""

    def decode(self, _matrix: int, first: int, last: int) -> Floats:
        values = np.asarray(self.part("weight", 0, slice(first, last)), np.float32)
        largest = np.asarray(self.part("SCB", 0, slice(first, last)), np.float32)
        return (values * largest[:, np.newaxis]) * np.float32(1 / 127)


@dataclass(frozen=True, kw_only=True)
class DividedInt8(Decoder):
    """Keras: ``weight / scale``, which has a value for each index along ``axis``."""

    axis: int

    def decode(self, _matrix: int, first: int, last: int) -> Floats:
        values = np.asarray(self.part("weight", 0, slice(first, last)), np.float32)
        of_rows = slice(first, last) if self.axis == 0 else slice(None)
        scale = np.asarray(self.part("scale", 0, of_rows), np.float32)
        divided: Floats = values / (scale[:, np.newaxis] if self.axis == 0 else scale)
        return divided


@dataclass(frozen=True, kw_only=True)
class _Planes(Decoder):
    """A matrix packed along its rows: the first rows are in one plane of bits, the next ones in another, and so on.

    ``grouped`` is the shape of that matrix, whose elements in order are those of the weight.
    """

    grouped: tuple[int, int]
    bits: int

    def _decoded_rows(self, fields: Array, low: int, high: int) -> Floats:
        raise NotImplementedError

    def _shift(self, plane: int) -> int:
        raise NotImplementedError

    def decode(self, _matrix: int, first: int, last: int) -> Floats:
        width = self.grouped[1]
        start, stop = first * self.columns, last * self.columns
        low, high = start // width, -(-stop // width)
        values = self._decoded_rows(self._fields(low, high), low, high).reshape(-1)
        return values[start - low * width :][: stop - start].reshape(last - first, self.columns)

    def _fields(self, low: int, high: int) -> Array:
        """The integers of rows of the matrix, each out of the plane it is in."""
        packed = self.parts["packed"]
        height = packed.shape[0]
        found = np.empty((high - low, self.grouped[1]), np.float32)
        mask = (1 << self.bits) - 1
        for plane in range(low // height, -(-high // height)):
            begin, end = max(low, plane * height), min(high, (plane + 1) * height)
            region = slice(begin - plane * height, end - plane * height)
            words = read_values(packed.region((region,)))
            found[begin - low : end - low] = (words >> self._shift(plane)) & mask
        return found


@dataclass(frozen=True, kw_only=True)
class HighPlanes(_Planes):
    """HQQ: ``(W_q - zero) * scale``, the first plane in the highest bits; scales are of rows or of columns."""

    def _shift(self, plane: int) -> int:
        in_word = 30 if self.bits == 3 else 8
        return in_word - self.bits * (plane + 1)

    def _decoded_rows(self, fields: Array, low: int, high: int) -> Floats:
        zero, scale = (self._of_rows(name, low, high) for name in ("zero", "scale"))
        values: Floats = (fields - zero) * scale
        return values

    def _of_rows(self, name: str, low: int, high: int) -> Floats:
        entry = self.parts[name]
        if entry.shape[0] == 1:
            return np.asarray(read_values(entry), np.float32)
        return np.asarray(read_values(entry.region((slice(low, high),))), np.float32)


@dataclass(frozen=True, kw_only=True)
class LowPlanes(_Planes):
    """optimum-quanto: ``data * scale - shift``, the first plane in the lowest bits."""

    def _shift(self, plane: int) -> int:
        return self.bits * plane

    def _decoded_rows(self, fields: Array, low: int, high: int) -> Floats:
        scale, shift = (
            np.asarray(read_values(self.parts[name].region((slice(low, high),))), np.float32)
            for name in ("scale", "shift")
        )
        values: Floats = fields * scale - shift
        return values


def check_planes(decoder: HighPlanes | LowPlanes) -> None:
    """Raise CorruptError for a matrix that its planes do not have, or that has other elements than the weight."""
    rows, width = decoder.grouped
    shape = decoder.parts["packed"].shape
    planes = 10 if decoder.bits == 3 else 8 // decoder.bits
    if len(shape) != 2 or width != shape[1] or rows > shape[0] * planes or rows * width != math.prod(decoder.shape):
        raise CorruptError(f"has a matrix of {rows} by {width} in {planes} planes of shape {shape}")
