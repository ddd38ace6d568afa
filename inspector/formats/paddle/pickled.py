"""Paddle's tensors as pickles record them: ``eval('data', {'data': array})``, with a numpy array.

Source: python/paddle/framework/io.py (``reduce_varbase``, ``reduce_LoDTensor``) in https://github.com/PaddlePaddle/Paddle.
"""

from __future__ import annotations

from inspector.formats.numpy.pickled import NumpyArrays
from inspector.pickles.recogniser import FrameworkTensors, PickleContext, Recogniser
from inspector.pickles.records import Call, PickledDict
from inspector.tensors.entries import Path, TensorEntry

__all__ = ["PADDLE", "is_data_expression"]


def is_data_expression(call: Call) -> bool:
    """Whether a call of ``eval`` has exactly the form Paddle writes: ``eval('data', {'data': something})``."""
    if type(call.args) is not tuple or len(call.args) != 2 or call.args[0] != "data":
        return False
    scope = call.args[1]
    return type(scope) is PickledDict and len(scope.pairs) == 1 and scope.pairs[0][0] == "data"


class _PaddleTensors(FrameworkTensors):
    """Tensors whose data is a numpy array."""

    def __init__(self, _context: PickleContext) -> None:
        super().__init__({"builtins.eval": self._tensor})
        self._arrays = NumpyArrays()

    def _tensor(self, call: Call, path: Path) -> TensorEntry | None:
        array = call.args[1].pairs[0][1] if is_data_expression(call) else None
        return self._arrays.entry(array, path) if type(array) is Call else None


def _harm(call: Call) -> str:
    return "" if is_data_expression(call) else "The pickle calls builtins.eval on an expression; nothing was run."


PADDLE = Recogniser(
    name="paddle",
    conditional={"builtins.eval": _harm},
    open=_PaddleTensors,
)
