"""What a framework's pickles look like: the one thing :mod:`inspector.pickles` has to be told.

The machine records calls; that ``torch._utils._rebuild_tensor_v2`` makes a tensor is known to the package of the format, as
a :class:`Recogniser`. :class:`Recognisers` are several of them taken together, since a pickle may hold the objects of any
framework.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, Protocol

from inspector.errors import CorruptError
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.pickles.machine import DataReader, Machine, Pickle
from inspector.pickles.names import Names
from inspector.pickles.records import Call, Global, Persistent, brief
from inspector.pickles.values import Constructor, PlainValues
from inspector.sources.storage import Storage
from inspector.tensors.entries import Entry, Key, Path, TensorEntry

__all__ = [
    "DataReaderMethod", "FrameworkTensors", "Maker", "ManyStoragesLookup", "PickleContext", "Recogniser", "Recognisers",
    "Reference", "StorageLookup", "no_siblings", "no_storages",
]  # fmt: skip

#: What a file offers for a storage key: the bytes. Raises CorruptError when there are none.
StorageLookup = Callable[[str], Storage]
#: The same for many keys, which takes less time than one after the other. None of their storages lies in memory.
ManyStoragesLookup = Callable[[Sequence[str]], Sequence[Storage]]


def no_storages(key: str) -> Storage:
    """The lookup of a pickle that has no bytes beside it."""
    raise CorruptError(f"storage {brief(key)} is not in this file")


def no_siblings(_name: str) -> Storage:
    """The ``sibling`` of a pickle that has none, such as one inside another file."""
    raise CorruptError("lies beside a pickle that is not a file of its own")


@dataclass(frozen=True, slots=True)
class PickleContext:
    """What lies around a pickle.

    ``where`` is the member it lies in, for findings. Persistent ids refer to bytes, which ``lookup`` finds, and
    ``lookup_many`` if it is there (in big-endian order if the file says so), or to tensors, which are ``outside``.
    ``sibling`` opens a file beside the pickle's by its name.
    """

    job: Job = field(default_factory=Job)
    where: str = ""
    lookup: StorageLookup = no_storages
    big_endian: bool = False
    outside: Mapping[str, TensorEntry] = field(default_factory=lambda: MappingProxyType({}))
    sibling: Callable[[str], Storage] = no_siblings
    lookup_many: ManyStoragesLookup | None = None


Maker = Callable[[Any, Call, Path], TensorEntry | None]
"""Makes the entry of a call, a method of :class:`FrameworkTensors`; None if it is no tensor after all.

Raises CheckpointError for numbers that don't fit each other or the file, and for arguments that are none what Python raises:
IndexError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError.
"""

DataReaderMethod = Callable[[Any, Machine, Call, int], int]
"""A ``DataReader`` of the machine, a method of :class:`FrameworkTensors`."""


class FrameworkTensors:
    """The tensors of one framework in one pickle, of whose shared parts it may remember what it made.

    ``makers`` are by the canonical names of the calls that make tensors; ``built`` by those of classes whose objects are
    followed by data that no opcode describes. Both are of the class: an object that held methods of its own would hold
    itself, and the file with it, and a window keeps the cycle collector away from what it has opened.
    """

    makers: ClassVar[Mapping[str, Maker]] = MappingProxyType({})
    built: ClassVar[Mapping[str, DataReaderMethod]] = MappingProxyType({})

    def __init__(self, _context: PickleContext | None = None) -> None:
        """Those of the pickle with that around it, of which most frameworks need nothing."""

    def after_build(self, class_name: str) -> DataReader | None:
        """What reads the data behind objects of a class (an ``AfterBuild`` of the machine)."""
        read = self.built.get(class_name)
        return None if read is None else partial(read, self)

    def entry(self, node: Call | Persistent, path: Path) -> TensorEntry | None:
        """The tensor a call or a persistent id stands for; None for one that is something else, as far as its names tell.

        Raises CheckpointError when its numbers don't fit each other or the file.
        """
        if type(node) is Persistent:
            return self.outside(node, path)
        function = node.function
        if type(function) is not Global:
            return None
        make = self.makers.get(function.canonical)
        if make is None:
            return None
        try:
            return make(self, node, path)
        except (IndexError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
            raise CorruptError(f"a call of {function!r} with arguments that are never written") from error
        except RecursionError as error:
            raise CorruptError("a tensor made from a tensor, made from a tensor, without an end") from error

    def plain_entries(
        self,
        nodes: Sequence[Any],
        paths: Sequence[Path | str],
    ) -> list[TensorEntry] | None:
        """The tensors of many records at once, if all are of the commonest kind; None if each has to be looked at.

        That is also the answer where one is overwritten or can't be read.
        """
        return None

    def outside(self, reference: Persistent, path: Path) -> TensorEntry | None:
        """The tensor that a persistent id stands for; None if it is none of this framework."""
        return None

    def is_overwritten(self, call: Call) -> bool:
        """Whether the pickle gives a tensor, once it is made, other values than those of its entry."""
        return bool(call.items or call.pairs)

    def key(self, call: Call) -> Key | None:
        """What a call stands for as a key of a dict, if it is hashed by its value; else None."""
        return None

    def arranged(self, entries: list[Entry]) -> list[Entry]:
        """The entries of the whole pickle as the framework means them: without its notes, say, and in one piece."""
        return entries

    def findings(self, pickle: Pickle) -> list[Finding]:
        """What is to be said of the pickle beyond its names, once its entries are made."""
        return []

    @property
    def format(self) -> str:
        """The name of the format that only such a pickle has; empty if any pickle may look like it."""
        return ""


class _AllTensors(FrameworkTensors):
    """Those of several frameworks. Of two that know the same call the first counts."""

    def __init__(self, frameworks: Sequence[FrameworkTensors]) -> None:
        self._frameworks = frameworks
        self._making, self._building = _indices(tuple(map(type, frameworks)))

    def after_build(self, class_name: str) -> DataReader | None:
        index = self._building.get(class_name)
        return None if index is None else self._frameworks[index].after_build(class_name)

    def entry(self, node: Call | Persistent, path: Path) -> TensorEntry | None:
        if type(node) is Persistent:
            return self.outside(node, path)
        owner = self._owner(node)
        return None if owner is None else owner.entry(node, path)

    def plain_entries(self, nodes: Sequence[Any], paths: Sequence[Path | str]) -> list[TensorEntry] | None:
        owner = self._owner(nodes[0])
        return None if owner is None else owner.plain_entries(nodes, paths)

    def is_overwritten(self, call: Call) -> bool:
        owner = self._owner(call)
        return super().is_overwritten(call) if owner is None else owner.is_overwritten(call)

    def _owner(self, node: Any) -> FrameworkTensors | None:
        """Whose tensors a record's call makes."""
        function = node.function if type(node) is Call else None
        index = self._making.get(function.canonical) if type(function) is Global else None
        return None if index is None else self._frameworks[index]

    def outside(self, reference: Persistent, path: Path) -> TensorEntry | None:
        found = (each.outside(reference, path) for each in self._frameworks)
        return next((entry for entry in found if entry is not None), None)

    def key(self, call: Call) -> Key | None:
        found = (each.key(call) for each in self._frameworks)
        return next((key for key in found if key is not None), None)

    def arranged(self, entries: list[Entry]) -> list[Entry]:
        for each in self._frameworks:
            entries = each.arranged(entries)
        return entries

    def findings(self, pickle: Pickle) -> list[Finding]:
        return [finding for each in self._frameworks for finding in each.findings(pickle)]

    @property
    def format(self) -> str:
        return next((each.format for each in self._frameworks if each.format), "")


@cache
def _indices(frameworks: tuple[type[FrameworkTensors], ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Which of several knows a call that makes a tensor, and which a class of objects with data behind them."""
    rising = [*enumerate(frameworks)][::-1]
    making = {name: index for index, each in rising for name in each.makers}
    return making, {name: index for index, each in rising for name in each.built}


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
        names that stand for data, and a regular expression for more of them, where there is no end of them; those of
        :mod:`~inspector.pickles.known_names` are known without
    ``conditional``
        names that run code, but for some calls; the function says what harm a call does, or nothing. Handing such a name
        to other code is always harm.
    ``instantiates``
        names that make an object of a class they are given, without calling it
    ``callers``
        names that call the first of their arguments
    ``dangerous_parts``
        parts of dotted names that run or reach something, wherever they stand: ``load_state_dict_from_url``
    ``open``
        what makes entries of the tensors of one pickle
    ``values``
        calls that stand for a plain value
    ``unwrapped``
        calls that stand for something else in the pickle: the function returns a list, a dict, or an object's call, whose
        parts are shown in place of the call's arguments; None if it is an object like any other
    ``reference``
        what a persistent id stands for that is no tensor; None if it is not the framework's
    ``module_attributes``
        attributes by which a module is known: tables of its parts, which its state dict names as often as they are used.
        Its private and empty attributes are not worth showing
    """

    name: str
    harmless: frozenset[str] = frozenset()
    harmless_pattern: str = ""
    conditional: Mapping[str, Callable[[Call], str]] = field(default_factory=dict)
    instantiates: frozenset[str] = frozenset()
    callers: frozenset[str] = frozenset()
    dangerous_parts: frozenset[str] = frozenset()
    open: Callable[[PickleContext], FrameworkTensors] | None = None
    values: Mapping[str, Constructor] = field(default_factory=dict)
    unwrapped: Mapping[str, _Unwrapper] = field(default_factory=dict)
    reference: Callable[[Persistent], Reference | None] | None = None
    module_attributes: frozenset[str] = frozenset()


class Recognisers:
    """Several recognisers as one. Of two that know the same call the first counts.

    ``others`` gives more of them, which are only worth looking for when a pickle has names that these don't know, and
    sentences on those that can't be used; such are ``problems``.
    """

    def __init__(
        self,
        recognisers: Iterable[Recogniser] = (),
        others: Callable[[], tuple[Sequence[Recogniser], Sequence[str]]] | None = None,
        problems: Sequence[str] = (),
    ) -> None:
        self._all = tuple(recognisers)
        self._others = others
        self.problems = problems
        rising = self._all[::-1]
        self.names = Names(
            frozenset().union(*(each.harmless for each in rising)),
            [each.harmless_pattern for each in rising if each.harmless_pattern],
            frozenset().union(*(each.dangerous_parts for each in rising)),
        )
        self.conditional = {name: harm for each in rising for name, harm in each.conditional.items()}
        self.instantiates = frozenset({"copyreg._reconstructor"}).union(*(each.instantiates for each in rising))
        self.callers = frozenset[str]().union(*(each.callers for each in rising))
        self.values = PlainValues({name: make for each in rising for name, make in each.values.items()})
        self.unwrapped = {name: unwrap for each in rising for name, unwrap in each.unwrapped.items()}
        self.module_attributes = frozenset().union(*(each.module_attributes for each in rising))

    def knowing(self, names: Iterable[Global]) -> Recognisers:
        """These, and where one of the names is unknown the others too."""
        if self._others is None or not self.names.has_unknown(names):
            return self
        others, problems = self._others()
        return Recognisers([*self._all, *others], problems=problems) if others or problems else self

    def open(self, context: PickleContext) -> FrameworkTensors:
        """What makes entries of the tensors of one pickle."""
        return _AllTensors([each.open(context) for each in self._all if each.open is not None])

    def reference(self, persistent: Persistent) -> Reference:
        """What a persistent id stands for."""
        for each in self._all:
            found = each.reference(persistent) if each.reference is not None else None
            if found is not None:
                return found
        return Reference("<persistent id>")
