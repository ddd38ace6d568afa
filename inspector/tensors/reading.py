"""Reading elements: from an entry, which is only an index, to numpy arrays of bounded size.

A block of work is itself an entry: :func:`split` cuts a tensor into views, and any thread may read any of them. Tensors of
any strides are read without holding more than the block: dense runs in one go, scattered ones piece by piece.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from inspector.buffers import BLOCK_NBYTES, aligned_buffer
from inspector.errors import SelectionError, UnsupportedError
from inspector.numeric import np
from inspector.sources.storage import Storage
from inspector.tensors.chunking import AxisChunks, chunks_of, cuts, gather_chunks
from inspector.tensors.entries import Quantization, TensorEntry, contiguous_strides
from inspector.tensors.strings import StringStorage

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

__all__ = [
    "any_order",
    "decoded",
    "dequantised",
    "flattened",
    "read_stored",
    "read_values",
    "split",
    "split_together",
]


#: A span read in one go may be this many times what is needed of it; beyond, reading its pieces is cheaper.
_MAX_WASTE = 8
_MIN_SPAN_NBYTES = 64 << 10


def read_values(entry: TensorEntry, buffer: npt.NDArray[np.uint8] | None = None) -> Array:
    """The values of a whole entry: decoded, dequantised, C order, native byte order. Loads it; regions bound the memory.

    ``buffer`` as for :func:`read_stored`; the result may lie in it.
    """
    return decoded(entry, read_stored(entry, buffer))


def decoded(entry: TensorEntry, stored: Array) -> Array:
    """What :func:`read_values` gives, from the ``stored`` units that :func:`read_stored` gave."""
    from inspector.tensors.decode import decode  # with tables that take time to make

    shape = entry.shape
    if isinstance(entry.storage, StringStorage):
        return entry.storage.texts(stored)
    values = decode(stored, entry.dtype)
    if entry.dtype.elements_per_unit != 1:  # the last unit may be padded
        values = values.reshape(-1)[: math.prod(shape)].reshape(shape)
    return values if entry.quantization is None else dequantised(values, entry.quantization)


def read_stored(entry: TensorEntry, buffer: npt.NDArray[np.uint8] | None = None) -> Array:
    """The stored units of an entry, little-endian, in C order, with conj and neg bits resolved.

    ``buffer`` (bytes, at least ``entry.nbytes``) is used for the result where given, so that a loop over blocks does not
    fault in new pages each time; the result is then valid until the buffer is used again. Shape: the entry's, for packed
    types with the last axis in units. Raises SelectionError for an entry without data.
    """
    if entry.storage is None:
        raise SelectionError(f"{entry.key} has no data in the file (device meta)")
    shape, strides, offset = _in_units(entry)
    if len(shape) > 64:
        raise UnsupportedError(f"{entry.key} has {len(shape)} axes; numpy has at most 64")
    core_shape, core_strides = _collapsed(shape, strides)
    if len(core_shape) > 32:
        raise UnsupportedError(f"{entry.key} has more than 32 axes that can't be merged")
    unit = entry.dtype.stored_dtype
    count = math.prod(shape)
    if math.prod(size or 1 for size in shape) * unit.itemsize > sys.maxsize:  # numpy multiplies around zeros too
        raise UnsupportedError(f"{entry.key} has a shape larger than any memory")
    if buffer is None:
        buffer = aligned_buffer(count * unit.itemsize)
    out = buffer[: count * unit.itemsize].view(unit) if unit.itemsize else np.empty(count, unit)
    if count and not gather_chunks(entry.storage, shape, strides, offset, out.reshape(shape)):
        _gather(entry.storage, unit, core_shape, core_strides, offset, out.reshape(core_shape))
    result = out.reshape(shape)
    if entry.dtype.is_big_endian:
        result = result.byteswap(inplace=True).view(unit.newbyteorder("<"))
    if entry.conjugate or entry.negative:
        _resolve_bits(result, entry)
    return result


def flattened(entry: TensorEntry) -> TensorEntry:
    """The entry as one axis if its elements lie in C order without gaps, else unchanged.

    Per-channel quantised tensors keep their axes, since their values depend on them; tensors stored in chunks keep them,
    to be cut along the chunks.
    """
    if entry.storage is not None and entry.storage.chunks is not None:
        return entry
    if not entry.is_contiguous or (entry.quantization is not None and entry.quantization.axis is not None):
        return entry
    return entry.replace(shape=(entry.numel,), strides=(1,))


def any_order(entry: TensorEntry) -> TensorEntry:
    """The same elements in whatever order reads fastest; for work that does not care, such as statistics.

    A dense tensor with permuted axes (a transposed matrix, Fortran order) becomes its storage order.
    """
    if entry.quantization is not None and entry.quantization.axis is not None:
        return entry
    order = sorted(range(len(entry.shape)), key=lambda axis: -entry.strides[axis])
    permuted = entry.replace(
        shape=tuple(entry.shape[axis] for axis in order),
        strides=tuple(entry.strides[axis] for axis in order),
    )
    return flattened(permuted)


def split(entry: TensorEntry, nbytes: int = BLOCK_NBYTES, *, ordered: bool = True) -> Iterator[TensorEntry]:
    """Views of at most about ``nbytes`` each that together are the entry, in C order.

    They are cut along the chunks of a tensor that has such. Then, if they need not be ``ordered``, none has a part of a
    chunk that would fit it, even where that is not C order.
    """
    limit = max(1, nbytes // max(1, entry.dtype.itemsize)) * entry.dtype.elements_per_unit
    flat = flattened(entry)
    for (block,) in _split((flat,), limit, chunks_of(flat), ordered=ordered):
        yield block


def split_together(entries: tuple[TensorEntry, ...], elements: int) -> Iterator[tuple[TensorEntry, ...]]:
    """Views of the same regions of entries of one shape, of at most about ``elements`` each, in C order."""
    flat = tuple(map(flattened, entries))
    if len({entry.shape for entry in flat}) > 1:
        flat = entries
    chunks = tuple(max(along) for along in zip(*map(chunks_of, flat), strict=True))
    yield from _split(flat, elements, chunks, ordered=True)


def _split(
    entries: tuple[TensorEntry, ...], limit: int, chunks: tuple[AxisChunks, ...], *, ordered: bool
) -> Iterator[tuple[TensorEntry, ...]]:
    shape, numel = entries[0].shape, entries[0].numel
    if numel <= limit:
        if numel:
            yield entries
        return
    several = (at for at, size in enumerate(shape) if size + chunks[at].before > chunks[at].length)
    along = None if ordered else next(several, None)
    axis = next(axis for axis, size in enumerate(shape) if size > 1) if along is None else along
    step = max(1, limit // (numel // shape[axis]), 1 if along is None else chunks[axis].length)
    if axis == len(shape) - 1:
        block = max(entry.dtype.elements_per_unit for entry in entries)
        step = max(block, step - step % block)
    whole = (slice(None),) * axis
    for part in cuts(shape[axis], step, chunks[axis]):
        cut = tuple(entry.region((*whole, part)) for entry in entries)
        length = chunks[axis].length
        inside = chunks[axis]._replace(before=(chunks[axis].before + part.start) % length)
        yield from _split(cut, limit, (*chunks[:axis], inside, *chunks[axis + 1 :]), ordered=ordered)


def _in_units(entry: TensorEntry) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Shape, strides and offset counted in stored units instead of elements."""
    block = entry.dtype.elements_per_unit
    shape, strides = entry.shape, entry.strides
    if block == 1:
        return shape, strides, entry.storage_offset
    if entry.storage_offset % block:
        raise SelectionError(f"{entry.key} is packed in blocks of {block} elements and can't be cut inside one")
    offset = entry.storage_offset // block
    if shape and shape[-1] % block == 0 and strides[-1] == 1 and not any(stride % block for stride in strides[:-1]):
        return (*shape[:-1], shape[-1] // block), (*(stride // block for stride in strides[:-1]), 1), offset
    if not entry.is_contiguous:
        raise UnsupportedError(f"{entry.key}: strided views of packed {entry.dtype} elements are not supported")
    units = -(-entry.numel // block)
    return (units,), (1,), offset


def _collapsed(shape: tuple[int, ...], strides: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The same elements in the same order with as few axes as possible."""
    sizes: list[int] = []
    steps: list[int] = []
    for size, stride in zip(shape, strides, strict=True):
        if size == 1:
            continue
        if sizes and steps[-1] == stride * size:
            sizes[-1] *= size
            steps[-1] = stride
        else:
            sizes.append(size)
            steps.append(stride)
    return tuple(sizes), tuple(steps)


def _gather(
    storage: Storage, unit: np.dtype[Any], shape: tuple[int, ...], strides: tuple[int, ...], offset: int, out: Array
) -> None:
    """Fill ``out`` with the strided units at ``offset``; reads spans, and halves the widest axis of wasteful ones."""
    itemsize = unit.itemsize
    if contiguous_strides(shape) == strides and out.flags.c_contiguous:
        storage.read_into(out.reshape(-1).view(np.uint8).data, offset * itemsize)
        return
    span = 1 + sum((size - 1) * stride for size, stride in zip(shape, strides, strict=True))
    nbytes = span * itemsize
    if (
        nbytes <= _MIN_SPAN_NBYTES
        or (nbytes <= 2 * BLOCK_NBYTES and span <= _MAX_WASTE * math.prod(shape))
        or span == 1
    ):
        span_buffer = aligned_buffer(nbytes)
        storage.read_into(span_buffer.data, offset * itemsize)
        data = span_buffer.view(unit)
        out[...] = np.lib.stride_tricks.as_strided(data, shape, tuple(stride * itemsize for stride in strides))
        return
    axis = max(range(len(shape)), key=lambda axis: strides[axis] if shape[axis] > 1 else -1)
    half = shape[axis] // 2
    for start, stop in ((0, half), (half, shape[axis])):
        part = (*shape[:axis], stop - start, *shape[axis + 1 :])
        where = (*(slice(None) for _ in range(axis)), slice(start, stop))
        _gather(storage, unit, part, strides, offset + start * strides[axis], out[where])


#: Types numpy can't negate: as what integers their units are flipped, and which bits for neg and for conj.
_SIGN_BITS = {
    "bfloat16": ("<u2", 0x8000, 0),
    "float8_e4m3fn": ("u1", 0x80, 0),
    "float8_e5m2": ("u1", 0x80, 0),
    "complex32": ("<u4", 0x80008000, 0x80000000),
}


def _resolve_bits(stored: Array, entry: TensorEntry) -> None:
    """Apply torch's lazy conj and neg bits in place."""
    dtype = entry.dtype
    if dtype.name in _SIGN_BITS:
        unit, negative, conjugate = _SIGN_BITS[dtype.name]
        words = stored.view(unit)
        words ^= words.dtype.type((negative if entry.negative else 0) ^ (conjugate if entry.conjugate else 0))
        return
    if dtype.stored_dtype.kind not in "iufc" or dtype.stored_dtype.name != dtype.name:
        raise UnsupportedError(f"{entry.key} is a negated or conjugated view of {dtype}")
    if entry.conjugate:
        np.conjugate(stored, out=stored)
    if entry.negative:
        np.negative(stored, out=stored)


def dequantised(values: Array, quantization: Quantization) -> Array:
    """What stored integers stand for, as float32: to the last bit what torch makes of them.

    torch takes the one scale of a tensor as float32, the scales of channels as float64.
    """
    precision = np.float32 if "per_tensor" in quantization.scheme else np.float64
    scale = np.asarray(quantization.scale, precision).astype(np.float64)
    zero_point = np.asarray(quantization.zero_point, np.float64)
    if quantization.axis is not None:
        spread = [1] * values.ndim
        spread[quantization.axis] = -1
        scale, zero_point = scale.reshape(spread), zero_point.reshape(spread)
    return ((values - zero_point) * scale).astype(np.float32)
