"""The elements of a chunked dataset as one sequence of bytes, C order, whose chunks are undone as they are wanted.

Work goes through an array in blocks of whole rows, which touch the same row of chunks several times. So the chunks last used
are kept, and each is undone once; threads that want the same one wait for it.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import LimitError
from inspector.formats.hdf5.chunk_index import Places
from inspector.formats.hdf5.dataset import Filter
from inspector.formats.hdf5.filters import unfiltered
from inspector.sources.recent import recent
from inspector.sources.storage import Buffer, ByteRange, Storage
from inspector.tensors.dtypes import DType, Kind
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.tensors.reading import read_stored
from inspector.text import size_text

__all__ = ["ChunkCache", "ChunkedStorage"]

Array = npt.NDArray[Any]
Box = tuple[tuple[int, int], ...]
"""Start and stop on each axis."""

_CACHE_NBYTES = 64 << 20
#: A chunk under filters is undone as a whole, in as much memory as a few times its size.
_MAX_CHUNK_NBYTES = 256 << 20


class ChunkCache:
    """The undone chunks of a file that were used last. For any thread; two that want one chunk undo it once."""

    def __init__(self, nbytes: int = _CACHE_NBYTES) -> None:
        self._room = nbytes
        self._chunks: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        self._under_way: dict[tuple[int, int], threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple[int, int], make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives, or gave not long ago."""
        with self._lock:
            found = self._found(key)
            if found is not None:
                return found
            making = self._under_way.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                found = self._found(key)
            if found is None:
                found = make()
                with self._lock:
                    self._under_way.pop(key, None)
                    self._keep(key, found)
        return found

    def _found(self, key: tuple[int, int]) -> bytes | None:
        found = self._chunks.get(key)
        if found is not None:
            self._chunks.move_to_end(key)
        return found

    def _keep(self, key: tuple[int, int], chunk: bytes) -> None:
        self._chunks[key] = chunk
        self._room -= len(chunk)
        while self._room < 0 and len(self._chunks) > 1:
            _, dropped = self._chunks.popitem(last=False)
            self._room += len(dropped)


class ChunkedStorage(Storage):
    """An array of ``shape``, elements of ``itemsize`` bytes, of which the chunks in ``places`` were written.

    All others hold nothing but ``fill``. ``number`` tells the arrays of one source apart, whose chunks share a ``cache``.
    """

    __slots__ = (
        "_cache", "_chunk", "_fill", "_filters", "_grid", "_number", "_places", "_shape", "_source", "_unit", "nbytes",
    )  # fmt: skip

    def __init__(
        self,
        source: Storage,
        shape: tuple[int, ...],
        chunk: tuple[int, ...],
        itemsize: int,
        places: Places,
        filters: Sequence[Filter],
        fill: bytes,
        number: int,
        cache: ChunkCache | None = None,
    ) -> None:
        self._source = source
        self._shape = shape
        self._chunk = chunk
        self._grid = tuple(-(-size // step) for size, step in zip(shape, chunk, strict=True))
        self._unit = np.dtype((np.void, itemsize))
        self._places = places
        self._filters = filters
        self._fill = np.frombuffer(fill.ljust(itemsize, b"\0")[:itemsize], self._unit)
        self._number = number
        self._cache = cache or ChunkCache()
        self.nbytes = math.prod(shape) * itemsize

    @property
    def key(self) -> Hashable:
        return "hdf5-chunks", self._source.key, self._number

    def __reduce__(self) -> tuple[Any, ...]:
        fill = self._fill.tobytes()
        array = (self._source, self._shape, self._chunk, self._unit.itemsize)
        return recent, (ChunkedStorage, *array, self._places, self._filters, fill, self._number)

    @property
    def held_nbytes(self) -> int:
        return min(self.nbytes, len(self._places) * math.prod(self._chunk) * self._unit.itemsize)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        itemsize = self._unit.itemsize
        first, last = offset // itemsize, -(-(offset + len(buffer)) // itemsize)
        start = offset - first * itemsize
        is_whole = start == 0 and len(buffer) == (last - first) * itemsize
        out = np.frombuffer(buffer, np.uint8) if is_whole else np.empty((last - first) * itemsize, np.uint8)
        elements = out.view(self._unit)
        done = 0
        for box in _boxes(self._shape, first, last):
            size = math.prod(stop - begin for begin, stop in box)
            self._read_box(box, elements[done : done + size].reshape([stop - begin for begin, stop in box]))
            done += size
        if not is_whole:
            memoryview(buffer)[:] = out[start : start + len(buffer)].tobytes()

    def _read_box(self, box: Box, out: Array) -> None:
        """Fill ``out`` with the elements of a box."""
        low = tuple(begin // step for (begin, _), step in zip(box, self._chunk, strict=True))
        high = tuple((stop - 1) // step for (_, stop), step in zip(box, self._chunk, strict=True))
        places, numbers = self._places, self._places["number"]
        first, last = (np.ravel_multi_index(corner, self._grid) if corner else 0 for corner in (low, high))
        rows = np.arange(np.searchsorted(numbers, first), np.searchsorted(numbers, last, "right"))
        at = np.array(np.unravel_index(numbers[rows], self._grid)).T if low else np.empty((len(rows), 0), np.int64)
        is_inside = ((at >= low) & (at <= high)).all(axis=1)
        if is_inside.sum() < math.prod(end - begin + 1 for begin, end in zip(low, high, strict=True)):
            out[...] = self._fill
        for row, place in zip(rows[is_inside], at[is_inside].tolist(), strict=True):
            inside, outside = [], []
            for (begin, stop), step, each in zip(box, self._chunk, place, strict=True):
                start, end = max(begin, each * step), min(stop, (each + 1) * step)
                inside.append(slice(start - each * step, end - each * step))
                outside.append(slice(start - begin, end - begin))
            out[tuple(outside)] = self._read_chunk(places[row], tuple(inside))

    def _read_chunk(self, place: np.void, region: tuple[slice, ...]) -> Array:
        """A region of a chunk that was written."""
        number, start, nbytes, mask = map(int, place.tolist())
        chunk_nbytes = math.prod(self._chunk) * self._unit.itemsize
        if all(mask >> step & 1 for step in range(len(self._filters))):
            return self._read_plain(ByteRange(self._source, start, min(nbytes, chunk_nbytes)), region)
        if chunk_nbytes > _MAX_CHUNK_NBYTES:
            size, most = size_text(chunk_nbytes), size_text(_MAX_CHUNK_NBYTES)
            raise LimitError(f"has compressed chunks of {size}; at most {most} are undone")

        def undone() -> bytes:
            return unfiltered(self._source.read(start, nbytes), self._filters, mask, chunk_nbytes)

        chunk = np.frombuffer(self._cache.get((self._number, number), undone), self._unit)
        return chunk.reshape(self._chunk)[region]

    def _read_plain(self, storage: Storage, region: tuple[slice, ...]) -> Array:
        """A region of a chunk that is in the file as it is: only what is wanted is read."""
        dtype = DType("element", Kind.BITS, self._unit)
        whole = TensorEntry((), dtype, self._chunk, contiguous_strides(self._chunk), storage)
        return read_stored(whole.region(region))


def _boxes(shape: tuple[int, ...], first: int, last: int) -> Iterator[Box]:
    """The elements from ``first`` to before ``last`` of an array, C order, as the fewest boxes one after the other."""
    steps = contiguous_strides(shape)
    while first < last:
        axis = next(axis for axis, step in enumerate((*steps, 1)) if first % step == 0 and first + step <= last)
        if axis == len(steps):  # an array without axes
            yield ()
            return
        at = [first // step % size for step, size in zip(steps, shape, strict=True)]
        count = min((last - first) // steps[axis], shape[axis] - at[axis])
        yield (
            *((place, place + 1) for place in at[:axis]),
            (at[axis], at[axis] + count),
            *((0, size) for size in shape[axis + 1 :]),
        )
        first += count * steps[axis]
