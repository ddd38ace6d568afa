"""What the index of a TensorFlow checkpoint says of each tensor: messages of some thirty bytes, by the ten thousand.

Nearly all have the same fields in the order of their numbers. Those are decoded a field of all of them at a time, as columns
of numpy, which takes a tenth of the time of going through each; what is not exactly so is read field by field.
Source: ``BundleEntryProto`` in ``tensorflow/core/protobuf/tensor_bundle.proto`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from inspector.errors import CorruptError, UnsupportedError
from inspector.formats.tensorflow.types import Extents, dtype_of, extents_of, shape_of
from inspector.sources.protobuf import Message, signed
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import contiguous_strides

__all__ = ["Described", "Kind", "Kinds", "Tensors"]

_CODE, _SHAPE, _SHARD, _OFFSET, _SIZE, _CHECKSUM = b"\x08\x12\x18\x20\x28\x35"
#: Numbers of so many bytes are not negative.
_MAX_NUMBER_NBYTES = 9
#: No usual entry goes on so far: tags, a shape of 127 bytes, numbers.
_USUAL_NBYTES = 256
#: Fewer are sooner read one by one.
_FEW = 32

Places = npt.NDArray[np.int64]


class Kind(Struct, gc=False, eq=False):
    """A type and a shape, and what follows from them; of thousands of tensors few are of a kind of their own.

    ``dtype`` is None for a type that is not known.
    """

    code: int = 0
    shape: tuple[int, ...] = ()
    dtype: DType | None = None
    strides: tuple[int, ...] = ()
    count: int = 0
    nbytes: int = 0

    def __post_init__(self) -> None:
        self.strides, self.count = contiguous_strides(self.shape), math.prod(self.shape)
        try:
            self.dtype = dtype_of(self.code)
        except UnsupportedError:
            return
        self.nbytes = self.dtype.nbytes(self.count)


_NO_KIND = Kind()


class Kinds(dict[bytes, Kind]):
    """The kinds of entries by their beginnings, up to the end of the shape. Raises CheckpointError for an impossible one."""

    def __missing__(self, beginning: bytes) -> Kind:
        kind = self[beginning] = _in_full(beginning).kind
        return kind


class Described(Struct, gc=False):
    """What the index says of a tensor."""

    kind: Kind
    shard: int = 0
    offset: int = 0
    nbytes: int = 0
    checksum: int = 0
    slices: tuple[Extents, ...] = ()


@dataclass
class Tensors:
    """What the index says of many tensors, in columns; ``slices`` by their positions, of the few that are in slices."""

    kinds: list[Kind] = field(default_factory=list)
    shards: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    checksums: list[int] = field(default_factory=list)
    slices: dict[int, tuple[Extents, ...]] = field(default_factory=dict)

    def __getitem__(self, at: int) -> Described:
        slices = self.slices.get(at, ())
        return Described(self.kinds[at], self.shards[at], self.offsets[at], self.sizes[at], self.checksums[at], slices)

    def extend(self, data: bytes, starts: Places, ends: Places, kinds: Kinds) -> None:
        """Add the entries whose messages are in ``data`` from ``starts`` to ``ends``. CheckpointError for one that lies."""
        first = len(self.kinds)
        usual = self._extend(data, starts, ends, kinds) if len(starts) >= _FEW else np.zeros(len(starts), np.bool_)
        for index in np.flatnonzero(~usual).tolist():
            self._put(first + index, _in_full(data[starts[index] : ends[index]]))

    def _extend(self, data: bytes, starts: Places, ends: Places, kinds: Kinds) -> npt.NDArray[np.bool_]:
        """Add what is right of all that are usual, as this tells."""
        codes = np.frombuffer(data + bytes(_USUAL_NBYTES), np.uint8)
        usual: npt.NDArray[np.bool_] = (codes[starts] == _CODE) & (codes[starts + 2] == _SHAPE)
        usual &= (codes[starts + 1] | codes[starts + 3]) < 0x80
        at = starts + 4 + codes[starts + 3]
        usual &= at <= ends
        at = np.where(usual, at, starts)
        self.kinds += [kinds[data[start:end]] for start, end in zip(starts.tolist(), at.tolist(), strict=True)]
        for tag, column in ((_SHARD, self.shards), (_OFFSET, self.offsets), (_SIZE, self.sizes)):
            numbers, at = _numbers(codes, at, tag, usual)
            column += numbers.tolist()
        usual &= (codes[at] == _CHECKSUM) & (at + 5 == ends)
        self.checksums += codes[at[:, None] + np.arange(1, 5)].view("<u4")[:, 0].tolist()
        return usual

    def _put(self, at: int, tensor: Described) -> None:
        """Make this the tensor at a position, or the next one."""
        self.kinds[at : at + 1] = [tensor.kind]
        self.shards[at : at + 1] = [tensor.shard]
        self.offsets[at : at + 1] = [tensor.offset]
        self.sizes[at : at + 1] = [tensor.nbytes]
        self.checksums[at : at + 1] = [tensor.checksum]
        if tensor.slices:
            self.slices[at] = tensor.slices


def _numbers(codes: npt.NDArray[np.uint8], at: Places, tag: int, usual: npt.NDArray[np.bool_]) -> tuple[Places, Places]:
    """The numbers at the places where ``tag`` is, 0 elsewhere, and the places behind them; too long ones are not usual."""
    goes_on = codes[at] == tag
    at = at + goes_on
    numbers = np.zeros(len(at), np.int64)
    for shift in range(0, 7 * _MAX_NUMBER_NBYTES, 7):
        if not goes_on.any():
            break
        byte = codes[at]
        numbers |= (byte & np.where(goes_on, 0x7F, 0)) << shift
        at += goes_on
        goes_on &= byte >= 0x80
    usual &= ~goes_on
    return numbers, at


def _in_full(value: bytes) -> Described:
    code = 0
    shape: tuple[int, ...] = ()
    found = Described(_NO_KIND)
    message = Message(value)
    for each in message:
        if each.number == 1:
            code = each.value
        elif each.number == 2:
            shape = shape_of(message.message(each))
        elif each.number == 3:
            found.shard = signed(each.value)
        elif each.number == 4:
            found.offset = signed(each.value)
        elif each.number == 5:
            found.nbytes = signed(each.value)
        elif each.number == 6:
            found.checksum = each.value
        elif each.number == 7:
            found.slices += (extents_of(message.message(each)),)
    if min(found.shard, found.offset, found.nbytes) < 0:
        raise CorruptError("has an entry with negative numbers in its index")
    found.kind = Kind(code, shape)
    return found
