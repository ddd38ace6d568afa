"""Recognisers taken together: whose objects they are that several frameworks may know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from inspector.pickles.machine import Machine
from inspector.pickles.recogniser import (
    DataReaderMethod,
    FrameworkTensors,
    Maker,
    PickleContext,
    Recogniser,
    Recognisers,
)
from inspector.pickles.records import Call, Global
from inspector.tensors.entries import Path, TensorEntry
from tests.tensors import entry_of


class _Tensors(FrameworkTensors):
    """Tensors of zeros, as many as the class says."""

    size = 1

    def _made(self, _call: Call, path: Path) -> TensorEntry:
        return entry_of([0.0] * self.size, path=path)

    def _read(self, _machine: Machine, _call: Call, position: int) -> int:
        return position + self.size

    makers: ClassVar[Mapping[str, Maker]] = {"acme.make": _made}
    built: ClassVar[Mapping[str, DataReaderMethod]] = {"acme.Built": _read}


class _Others(_Tensors):
    """The same calls and another, of tensors that are always given other values."""

    size = 2

    def is_overwritten(self, call: Call) -> bool:
        return True

    makers: ClassVar[Mapping[str, Maker]] = {**_Tensors.makers, "other.make": _Tensors._made}


def _call(name: str) -> Call:
    return Call(Global(*name.split(".")), ())


def test_of_two_that_know_a_call_the_first_counts() -> None:
    for kinds, size in (((_Tensors, _Others), 1), ((_Others, _Tensors), 2)):
        recognisers = Recognisers(Recogniser(name=kind.__name__, open=kind) for kind in kinds)
        tensors = recognisers.open(PickleContext())
        entry, other = tensors.entry(_call("acme.make"), ("a",)), tensors.entry(_call("other.make"), ())
        assert entry is not None
        assert other is not None
        assert (entry.path, entry.shape, other.shape) == (("a",), (size,), (2,))
        assert tensors.entry(_call("unknown.make"), ()) is None
        read = tensors.after_build("acme.Built")
        assert read is not None
        assert read(None, _call("acme.Built"), 10) == 10 + size  # type: ignore[arg-type]
        assert tensors.after_build("acme.make") is None
        overwritten = [tensors.is_overwritten(_call(name)) for name in ("acme.make", "other.make", "unknown.make")]
        assert overwritten == [size == 2, True, False]
