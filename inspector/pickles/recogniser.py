"""What a framework's pickles look like: the one thing :mod:`inspector.pickles` has to be told.

The machine records calls; that ``torch._utils._rebuild_tensor_v2`` makes a tensor is known to the package of the format, as
a :class:`Recogniser`. :class:`Recognisers` are several of them taken together, since a pickle may hold the objects of any
framework.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from inspector.errors import CorruptError
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.pickles.machine import Pickle
from inspector.pickles.names import Names
from inspector.pickles.records import Call, Global, Persistent, brief
from inspector.pickles.values import Constructor, PlainValues
from inspector.sources.storage import Storage
from inspector.tensors.entries import Key, Path, TensorEntry

__all__ = [
    "FrameworkTensors", "PickleContext", "PickleTensors", "Recogniser", "Recognisers", "Reference", "StorageLookup",
    "no_storages",
]  # fmt: skip

#: What a file offers for a storage key: the bytes. Raises CorruptError when there are none.
StorageLookup = Callable[[str], Storage]


def no_storages(key: str) -> Storage:
    """The lookup of a pickle that has no bytes beside it."""
    raise CorruptError(f"storage {brief(key)} is not in this file")


@dataclass(frozen=True, slots=True)
class PickleContext:
    """What lies around a pickle in its file.

    ``where`` is the member it lies in, for findings. Persistent ids refer to bytes, which ``lookup`` finds (in big-endian
    order if the file says so), or to tensors, which are ``outside``.
    """

    job: Job = field(default_factory=Job)
    where: str = ""
    lookup: StorageLookup = no_storages
    big_endian: bool = False
    outside: Mapping[str, TensorEntry] = field(default_factory=lambda: MappingProxyType({}))


class FrameworkTensors:
    """The tensors of one framework in one pickle, of whose shared parts it may remember what it made."""

    def entry(self, node: Call | Persistent, path: Path) -> TensorEntry | None:
        """The tensor that a call of one of the recogniser's ``tensors``, or a persistent id, stands for.

        None if it is something else after all. Raises CheckpointError when its numbers don't fit each other or the file.
        """
        raise NotImplementedError

    def key(self, call: Call) -> Key | None:
        """The key that a call stands for as a key of a dict, if it is hashed by its value; else None."""
        return None

    def findings(self, pickle: Pickle) -> list[Finding]:
        """What is to be said of the pickle beyond its names, once its entries are made."""
        return []


class Reference(NamedTuple):
    """A persistent id that stands for an object or a class: the name of the class, and its source text if that is there."""

    class_name: str
    source: str = ""


class _Unwrapper(Protocol):
    def __call__(self, call: Call, values: PlainValues, /) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """What one framework leaves in pickles. Calls are told by their canonical name (``numpy.core`` for ``numpy._core``).

    ``name``
        of the framework: ``torch``
    ``harmless``, ``harmless_pattern``
        names that stand for data, and a regular expression for more of them
    ``conditional``
        names that run code, but for some calls; the function says what harm a call does, or nothing. Handing such a name
        to other code is always harm.
    ``dangerous_parts``
        parts of dotted names that run or reach something, wherever they stand: ``load_state_dict_from_url``
    ``tensors``, ``open``
        the calls that make tensors, and what makes entries of those of one pickle
    ``values``
        calls that stand for a plain value
    ``unwrapped``
        calls that stand for something else in the pickle: the function returns a list, a dict, or an object's call, whose
        parts are shown in place of the call's arguments; None if it is an object like any other
    ``reference``
        what a persistent id stands for that is no tensor; None if it is not the framework's
    ``module_attributes``
        attributes by which a module is known, whose private and empty attributes are not worth showing
    """

    name: str
    harmless: frozenset[str] = frozenset()
    harmless_pattern: str = ""
    conditional: Mapping[str, Callable[[Call], str]] = field(default_factory=dict)
    dangerous_parts: frozenset[str] = frozenset()
    tensors: frozenset[str] = frozenset()
    open: Callable[[PickleContext], FrameworkTensors] | None = None
    values: Mapping[str, Constructor] = field(default_factory=dict)
    unwrapped: Mapping[str, _Unwrapper] = field(default_factory=dict)
    reference: Callable[[Persistent], Reference | None] | None = None
    module_attributes: frozenset[str] = frozenset()


class Recognisers:
    """Several recognisers as one. Of two that know the same call the first counts."""

    def __init__(self, recognisers: Iterable[Recogniser] = ()) -> None:
        self._all = tuple(recognisers)
        rising = self._all[::-1]
        self.names = Names(
            frozenset().union(*(each.harmless for each in rising)),
            [each.harmless_pattern for each in rising if each.harmless_pattern],
            frozenset().union(*(each.dangerous_parts for each in rising)),
        )
        self.conditional = {name: harm for each in rising for name, harm in each.conditional.items()}
        self.values = PlainValues({name: make for each in rising for name, make in each.values.items()})
        self.unwrapped = {name: unwrap for each in rising for name, unwrap in each.unwrapped.items()}
        self.module_attributes = frozenset().union(*(each.module_attributes for each in rising))

    def open(self, context: PickleContext) -> PickleTensors:
        """What makes entries of the tensors of one pickle."""
        return PickleTensors([(each.tensors, each.open(context)) for each in self._all if each.open is not None])

    def reference(self, persistent: Persistent) -> Reference:
        """What a persistent id stands for."""
        for each in self._all:
            found = each.reference(persistent) if each.reference is not None else None
            if found is not None:
                return found
        return Reference("<persistent id>")


class PickleTensors:
    """The tensors of one pickle, whichever framework made them."""

    def __init__(self, frameworks: Iterable[tuple[frozenset[str], FrameworkTensors]]) -> None:
        self._frameworks: list[FrameworkTensors] = []
        self._by_name: dict[str, FrameworkTensors] = {}
        for names, framework in frameworks:
            self._frameworks.append(framework)
            for name in names:
                self._by_name.setdefault(name, framework)

    def entry(self, node: Call | Persistent, path: Path) -> TensorEntry | None:
        """The tensor a call or a persistent id stands for, if it is one; raises as :meth:`FrameworkTensors.entry`."""
        if type(node) is Call:
            function = node.function
            if type(function) is not Global:
                return None
            framework = self._by_name.get(function.canonical)
            return None if framework is None else framework.entry(node, path)
        for framework in self._frameworks:
            entry = framework.entry(node, path)
            if entry is not None:
                return entry
        return None

    def key(self, call: Call) -> Key | None:
        """As :meth:`FrameworkTensors.key`."""
        framework = self._by_name.get(call.name)
        return None if framework is None else framework.key(call)

    def findings(self, pickle: Pickle) -> list[Finding]:
        """As :meth:`FrameworkTensors.findings`, of all frameworks."""
        return [finding for framework in self._frameworks for finding in framework.findings(pickle)]
