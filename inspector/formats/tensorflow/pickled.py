"""TensorFlow's tensors as pickles record them: ``convert_to_tensor(array)``, with a numpy array.

Source: ``_EagerTensorBase.__reduce__`` in ``tensorflow/python/framework/ops.py`` of https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from inspector.formats.numpy.pickled import NumpyArrays
from inspector.pickles.names import words
from inspector.pickles.recogniser import FrameworkTensors, Maker, PickleContext, Recogniser
from inspector.pickles.records import Call
from inspector.tensors.entries import Path, TensorEntry

__all__ = ["TENSORFLOW"]

_CONVERSIONS = frozenset({
    "tensorflow.python.framework.ops.convert_to_tensor",
    "tensorflow.python.framework.tensor_conversion.convert_to_tensor_v2_with_dispatch",
    "tensorflow.python.framework.tensor_conversion_registry.convert",
})  # fmt: skip


class _EagerTensors(FrameworkTensors):
    """Tensors whose data is a numpy array."""

    def __init__(self, context: PickleContext) -> None:
        self._arrays = NumpyArrays(context)

    def _tensor(self, call: Call, path: Path) -> TensorEntry | None:
        array = call.args[0]
        return self._arrays.entry(array, path) if type(array) is Call else None

    makers: ClassVar[Mapping[str, Maker]] = dict.fromkeys(_CONVERSIONS, _tensor)


TENSORFLOW = Recogniser(
    name="tensorflow",
    harmless=_CONVERSIONS
    | words("""
        tensorflow.python.framework.dtypes.DType tensorflow.python.framework.dtypes.as_dtype
        tensorflow.python.framework.tensor_shape.TensorShape tensorflow.python.framework.tensor_shape.Dimension
    """),
    open=_EagerTensors,
)
