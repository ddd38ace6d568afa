"""jax arrays as pickles record them: a numpy array, taken apart, in a call of jax's own.

Source: ``_reconstruct_array`` in ``jax/_src/array.py`` of https://github.com/jax-ml/jax; before 0.4 ``DeviceArray`` in
``jax/_src/device_array.py``, of the same arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from inspector.formats.numpy.pickled import NumpyArrays
from inspector.pickles.names import words
from inspector.pickles.recogniser import FrameworkTensors, Maker, PickleContext, Recogniser
from inspector.pickles.records import Call
from inspector.tensors.entries import Path, TensorEntry

__all__ = ["JAX"]

_ARRAYS = frozenset({
    "jax._src.array._reconstruct_array",
    "jax._src.device_array.reconstruct_device_array",
    "jax.interpreters.xla._reconstruct_device_array",
})  # fmt: skip


#: Classes of flax and brax that trees of arrays consist of: they hold what they are given.
_TREES = words("""
    flax.nnx.statelib.State flax.nnx.variablelib.Variable flax.nnx.variablelib.VariableState flax.nnx.variablelib.Param
    flax.nnx.variablelib.BatchStat flax.nnx.variablelib.Cache flax.nnx.variablelib.Intermediate
    flax.nnx.variablelib.Perturbation flax.nnx.nn.lora.LoRAParam flax.nnx.tracers.TraceState flax.nnx.rnglib.RngState
    flax.nnx.rnglib.RngCount flax.nnx.rnglib.RngKey brax.training.acme.running_statistics.NestedMeanStd
    brax.training.acme.running_statistics.RunningStatisticsState
""")


class _JaxArrays(FrameworkTensors):
    """Arrays of jax, whose data is a numpy array's."""

    def __init__(self, context: PickleContext) -> None:
        self._arrays = NumpyArrays(context)

    def _array(self, call: Call, path: Path) -> TensorEntry | None:
        function, args, state = call.args[:3]
        array = Call(function, args)
        array.states = [state]
        entry = self._arrays.entry(array, path)
        return None if entry is None else entry.replace(attributes={"class": "jax.Array"})

    makers: ClassVar[Mapping[str, Maker]] = dict.fromkeys(_ARRAYS, _array)


JAX = Recogniser(
    name="jax",
    harmless=_ARRAYS | {"jaxlib.xla_extension.ArrayImpl", "jaxlib._jax.ArrayImpl"} | _TREES,
    open=_JaxArrays,
)
