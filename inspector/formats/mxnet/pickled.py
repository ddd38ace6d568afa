"""MXNet's arrays as pickles record them, such as the states of a trainer: an object whose ``handle`` is one array's bytes.

Source: ``NDArray.__getstate__`` in ``python/mxnet/ndarray/ndarray.py`` of https://github.com/apache/mxnet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from inspector.errors import CorruptError
from inspector.formats.mxnet.ndarray import read_array
from inspector.formats.numpy.pickled import as_storage
from inspector.pickles.names import words
from inspector.pickles.recogniser import FrameworkTensors, Maker, Recogniser
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

    def _array(self, call: Call, path: Path) -> TensorEntry | None:
        handle = named_values(call.states[-1]).get("handle") if call.states else None
        if handle is None:
            return None
        cursor = Cursor(as_storage(handle))
        found = read_array(cursor, path)
        if cursor.remaining:
            raise CorruptError(f"an array of MXNet is followed by {cursor.remaining:,} bytes")
        return found if isinstance(found, TensorEntry) else None

    makers: ClassVar[Mapping[str, Maker]] = dict.fromkeys(_CLASSES, _array)


#: Of one module until 1.3, then of ``optimizer.optimizer``, in 2.0 of one each.
_OPTIMIZERS = frozenset(
    f"mxnet.optimizer{module}.{name}"
    for name in words("""
        Optimizer Updater SGD Signum FTML LARS LBSGD DCASGD NAG SGLD ccSGD Adam AdamW AdaBelief AdaGrad RMSProp AdaDelta
        Ftrl Adamax Nadam LAMB LANS GroupAdaGrad
    """)
    for module in ("", ".optimizer", f".{name.lower()}", ".updater", ".contrib")
)
_SETTINGS = words("""
    mxnet.lr_scheduler.LRScheduler mxnet.lr_scheduler.FactorScheduler mxnet.lr_scheduler.MultiFactorScheduler
    mxnet.lr_scheduler.PolyScheduler mxnet.lr_scheduler.CosineScheduler mxnet.context.Context mxnet.context.Device
    mxnet.device.Device
""")


MXNET = Recogniser(
    name="mxnet",
    harmless=_CLASSES | _OPTIMIZERS | _SETTINGS,
    open=_Arrays,
)
