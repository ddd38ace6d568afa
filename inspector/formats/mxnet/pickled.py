"""MXNet's arrays as pickles record them, such as the states of a trainer: an object whose ``handle`` is one array's bytes.

Source: ``NDArray.__getstate__`` in ``python/mxnet/ndarray/ndarray.py`` of https://github.com/apache/mxnet.
"""

from __future__ import annotations

from inspector.errors import CorruptError
from inspector.formats.mxnet.ndarray import read_array
from inspector.formats.numpy.pickled import as_storage
from inspector.pickles.recogniser import FrameworkTensors, PickleContext, Recogniser
from inspector.pickles.records import Call, named_values
from inspector.sources.cursor import Cursor
from inspector.tensors.entries import Path, TensorEntry

__all__ = ["MXNET"]

_CLASSES = frozenset({
    "mxnet.ndarray.NDArray",  # before 0.12
    "mxnet.ndarray.ndarray.NDArray",
    "mxnet.ndarray.sparse.RowSparseNDArray",
    "mxnet.ndarray.sparse.CSRNDArray",
    "mxnet.numpy.multiarray.ndarray",
})  # fmt: skip


class _Arrays(FrameworkTensors):
    """Arrays whose state is the bytes that ``mx.nd.save`` would write for one."""

    def __init__(self, _context: PickleContext) -> None:
        super().__init__(dict.fromkeys(_CLASSES, self._array))

    def _array(self, call: Call, path: Path) -> TensorEntry | None:
        handle = named_values(call.states[-1]).get("handle") if call.states else None
        if handle is None:
            return None
        cursor = Cursor(as_storage(handle))
        found = read_array(cursor, path)
        if cursor.remaining:
            raise CorruptError(f"an array of MXNet is followed by {cursor.remaining:,} bytes")
        return found if isinstance(found, TensorEntry) else None


MXNET = Recogniser(
    name="mxnet",
    harmless=_CLASSES,
    harmless_pattern=r"mxnet\.optimizer\.(\w+\.)*[A-Z]\w*|mxnet\.lr_scheduler\.[A-Z]\w*|mxnet\.context\.(Context|Device)",
    open=_Arrays,
)
