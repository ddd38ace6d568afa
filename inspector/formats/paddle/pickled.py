"""Paddle's tensors as pickles record them.

A tensor is ``tuple((name, array))`` or ``eval('data', {'data': array})``, with a numpy array. A dict of tensors holds the
arrays alone, and a note of their names. bfloat16, which numpy lacks, is stored as uint16; of pickles before protocol 4,
whose bytes can't be longer than a gigabyte, large arrays lie in slices.
Source: python/paddle/framework/io.py (``reduce_varbase``, ``reduce_LoDTensor``, ``_build_saved_state_dict``,
``_unpack_saved_dict``) in https://github.com/PaddlePaddle/Paddle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, repeat
from operator import attrgetter, contains, is_
from typing import Any, ClassVar

from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.numpy.pickled import NumpyArrays
from inspector.formats.numpy.pickled_dtypes import array_shape
from inspector.pickles.machine import Pickle
from inspector.pickles.recogniser import FrameworkTensors, Maker, PickleContext, Recogniser
from inspector.pickles.records import Call, PickledDict, shown
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, ObjectEntry, Path, TensorEntry, ValueEntry, key_of

__all__ = ["PADDLE", "is_data_expression"]

#: The keys of a dict under which Paddle keeps what the tensors are called, and which of them are in slices.
_TENSORS = frozenset({TensorEntry})
_NAMES = "StructuredToParameterName@@"
_SLICES = "UnpackBigParamInfor@@"
_WHERE = attrgetter("where")


def _have_keys(places: Iterable[Path | str]) -> bool:
    """Whether any place is in a dict, whose keys are text, and not only in attributes of objects and in lists."""
    return any(map(is_, map(type, chain.from_iterable(places)), repeat(str)))  # seen at the first


def is_data_expression(call: Call) -> bool:
    """Whether a call of ``eval`` has exactly the form Paddle writes: ``eval('data', {'data': something})``."""
    if type(call.args) is not tuple or len(call.args) != 2 or call.args[0] != "data":
        return False
    scope = call.args[1]
    return type(scope) is PickledDict and len(scope.pairs) == 1 and scope.pairs[0][0] == "data"


class _PaddleTensors(FrameworkTensors):
    """Tensors whose data is a numpy array."""

    def __init__(self, context: PickleContext) -> None:
        self._arrays = NumpyArrays(context)
        self._findings: list[Finding] = []
        self._is_paddles = False

    def _evaluated(self, call: Call, path: Path) -> TensorEntry | None:
        array = call.args[1].pairs[0][1] if is_data_expression(call) else None
        return self._tensor(array, path)

    def _named(self, call: Call, path: Path) -> TensorEntry | None:
        """``tuple((name, array))``; a tuple of a text and an array is no other framework's way to write one."""
        args: Any = call.args
        items: Any = args[0] if len(args) == 1 else ()
        if type(items) not in (tuple, list) or len(items) != 2 or type(items[0]) is not str:
            return None
        return self._tensor(items[1], path, items[0])

    def _tensor(self, array: Any, path: Path, name: str = "") -> TensorEntry | None:
        entry = self._arrays.entry(array, path) if type(array) is Call else None
        if entry is None:
            return None
        self._is_paddles = True
        return _meant(entry, name)

    @property
    def format(self) -> str:
        return "paddle" if self._is_paddles else ""

    def findings(self, pickle: Pickle) -> list[Finding]:  # noqa: ARG002 - they are of the entries
        return self._findings

    def arranged(self, entries: list[Entry]) -> list[Entry]:
        """Without the notes, with tensors in one piece and of the type that they are."""
        kinds = set(map(type, entries))
        if kinds <= _TENSORS:  # as most; of one of torch there may be very many
            return entries
        places = list(map(_WHERE, entries))
        if ObjectEntry in kinds and not _have_keys(places):  # as what torch compiles has none
            return entries
        if not any(any(map(contains, places, repeat(note))) for note in (_NAMES, _SLICES)):  # seen at a glance
            return entries
        paths = [entry.path for entry in entries]
        found = [_NAMES if _NAMES in path else _SLICES if _SLICES in path else "" for path in paths]
        if not any(found):
            return entries
        notes: dict[str, dict[Path, dict[Path, Any]]] = {_NAMES: defaultdict(dict), _SLICES: defaultdict(dict)}
        for entry, path, note in zip(entries, paths, found, strict=True):
            if note:
                place = path.index(note)
                value = entry.value if isinstance(entry, ValueEntry) else None
                notes[note][path[:place]][path[place + 1 :]] = value
        kept = [entry for entry, note in zip(entries, found, strict=True) if not note]
        self._is_paddles = True
        for prefix, slices in notes[_SLICES].items():
            kept = self._joined(kept, prefix, slices)
        return [self._renamed(entry, notes[_NAMES]) for entry in kept]

    def _renamed(self, entry: Entry, names: dict[Path, dict[Path, Any]]) -> Entry:
        """A tensor of a dict with names under its own, and of its own type."""
        if not isinstance(entry, TensorEntry) or not (path := entry.path):
            return entry
        named = names.get(path[:-1])
        if named is None:
            return entry
        name = named.get(path[-1:])
        return _meant(entry, name if isinstance(name, str) else "")

    def _joined(self, entries: list[Entry], prefix: Path, notes: dict[Path, Any]) -> list[Entry]:
        """The entries with each tensor that is in slices in the place of its first one."""
        by_path = {entry.path: entry for entry in entries}
        replaced: dict[Path, Entry | None] = {}
        for place in dict.fromkeys(note[:1] for note in notes):
            path = prefix + place
            try:
                names = notes.get((*place, "slices"))
                pieces = [by_path.get((*prefix, name)) for name in names] if isinstance(names, list) else []
                whole = _whole(path, pieces, notes.get((*place, "OriginShape")))
            except CheckpointError as error:
                name = shown(key_of(path))
                message = f"{name} can't be put together from its slices: {error.reason}."
                self._findings.append(Finding(Severity.WARNING, "unreadable-tensor", message, name))
                continue
            replaced |= {piece.path: None for piece in pieces if piece is not None}
            replaced[pieces[0].path if pieces[0] is not None else path] = whole
        found = (replaced.get(entry.path, entry) for entry in entries)
        return [entry for entry in found if entry is not None]

    makers: ClassVar[Mapping[str, Maker]] = {"builtins.eval": _evaluated, "builtins.tuple": _named}


def _whole(path: Path, pieces: list[Entry | None], shape: Any) -> TensorEntry:
    """The tensor whose elements the pieces are, one after another."""
    placed = []
    position = 0
    for piece in pieces:
        if not isinstance(piece, TensorEntry) or len(piece.shape) != 1:
            raise CorruptError("a slice is missing, or is not a list of numbers")
        placed.append(Piece((position,), piece))
        position += piece.numel
    sizes = array_shape(tuple(shape) if isinstance(shape, list) else shape)
    entry = assembled_entry(path, sizes, placed, flat=True) if placed else None
    if entry is None or entry.numel != position:
        raise CorruptError(f"{position:,} elements do not fill the shape {sizes}")
    return entry


def _meant(entry: TensorEntry, name: str) -> TensorEntry:
    """The tensor as Paddle loads it."""
    dtype = dtype_named("bfloat16") if entry.dtype.name == "uint16" else entry.dtype
    attributes = {**entry.attributes, "name": name} if name else entry.attributes
    return entry.replace(dtype=dtype, attributes=attributes)


def _harm(call: Call) -> str:
    return "" if is_data_expression(call) else "The pickle calls builtins.eval on an expression; nothing was run."


PADDLE = Recogniser(
    name="paddle",
    conditional={"builtins.eval": _harm},
    open=_PaddleTensors,
)
