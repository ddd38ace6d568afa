"""Text tensors whose elements have lengths of their own, as TensorFlow's, ONNX's and HDF5's: an index and a heap of bytes.

The stored unit of :data:`~inspector.tensors.dtypes.STRING` is a place in the heap, so that views, slices and blocks of work
are those of any other type. Whoever needs the text itself asks the storage for what the units it has read stand for.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any

from inspector.buffers import BLOCK_NBYTES
from inspector.errors import CorruptError, LimitError
from inspector.limits import LIMITS, Limits
from inspector.numeric import np
from inspector.sources.storage import Buffer, Storage
from inspector.text import size_text

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

__all__ = ["StringStorage"]


class StringStorage(Storage):
    """``index`` holds a stored unit for each element: the place of its text in ``heap``."""

    __slots__ = ("heap", "index", "limits", "nbytes")

    def __init__(self, index: Storage, heap: Storage, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.index = index
        self.heap = heap
        self.nbytes = index.nbytes

    @property
    def key(self) -> Hashable:
        return "strings", self.index.key, self.heap.key

    @property
    def stored_nbytes(self) -> int:
        return self.index.stored_nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self.index.read_into(buffer, offset)

    def texts(self, units: Array) -> Array:
        """The elements that ``units`` stand for: ``str`` where they are UTF-8, else ``bytes``, in an array of objects.

        Raises CorruptError for a place outside the heap, LimitError for more text than may be in memory at once.
        """
        texts = np.empty(units.size, object)
        most = self.limits.text_nbytes
        if units["nbytes"].sum(dtype=np.float64) > most:
            raise LimitError(f"more than {size_text(most)} of text can't be shown at once; name a smaller slice")
        for position, text in enumerate(self.each(units)):
            try:
                texts[position] = text.decode()
            except UnicodeDecodeError:
                texts[position] = text
        return texts.reshape(units.shape)

    def each(self, units: Array) -> Iterator[bytes]:
        """The bytes of one element after another, read a few MiB at a time. Raises as :meth:`texts`."""
        units = units.reshape(-1)
        starts, sizes = units["start"], units["nbytes"]
        if ((sizes > self.heap.nbytes) | (starts > self.heap.nbytes - np.minimum(sizes, self.heap.nbytes))).any():
            raise CorruptError("an element of text lies outside the bytes there are")
        if sizes.sum(dtype=np.float64) > self.heap.nbytes + self.limits.shared_text_nbytes:
            raise LimitError("has elements that repeat the same text out of all proportion")
        ends = np.cumsum(sizes)
        first = 0
        while first < len(units):
            before = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + BLOCK_NBYTES, "right")))
            yield from self._group(starts[first:last], sizes[first:last])
            first = last

    def _group(self, starts: Array, sizes: Array) -> Iterator[bytes]:
        """The bytes of a few elements, with a single read where they lie together."""
        most = self.limits.text_nbytes
        if sizes[0] > most:
            raise LimitError(f"has {size_text(int(sizes[0]))} of text in one element; {size_text(most)} are read")
        low, high = int(starts.min()), int((starts + sizes).max())
        if high - low <= 2 * BLOCK_NBYTES or len(starts) == 1:
            data = self.heap.read(low, high - low)
            for start, size in zip((starts - np.uint64(low)).tolist(), sizes.tolist(), strict=True):
                yield data[start : start + size]
        else:
            for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
                yield self.heap.read(start, size)
