"""pandas' data frames as pickles record them, by column.

A frame keeps its columns in blocks: arrays of one type with a row for each column, beside the places of these among all
columns. Since pandas 1.3 a manager is made of ``(blocks, axes)``, each block by ``_unpickle_block(values, places, ndim)``;
before that its state had the same as dicts, below ``"0.14.1"``. Series have their values as they are.

Sources: ``pandas/_libs/internals.pyx``, ``pandas/core/internals/managers.py`` of https://github.com/pandas-dev/pandas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from inspector.errors import CheckpointError, CorruptError
from inspector.formats.numpy.pickled import ARRAY_NAMES, NumpyArrays, object_items
from inspector.pickles.recogniser import FrameworkTensors, Maker, PickleContext, Recogniser
from inspector.pickles.records import Call, Global, PickledDict, named_values
from inspector.pickles.values import PlainValues
from inspector.sources.storage import ByteRange
from inspector.tensors.entries import Path, TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["PANDAS"]

_FRAMES = ("pandas.DataFrame", "pandas.core.frame.DataFrame")
_MANAGERS = ("_mgr", "_data")
#: Stands for a row of a block: no pickle names it, and one that did would say what a row is of.
_COLUMN = Global("pandas", "<column>")
_BACKED = "pandas._libs.arrays.__pyx_unpickle_NDArrayBacked"
_ATTRIBUTES = {"class": "column of a pandas.DataFrame"}
#: A frame has its columns by name up to so many.
_MAX_COLUMNS = 100_000


class _Columns(FrameworkTensors):
    """Rows of blocks as entries; each block is made out once."""

    def __init__(self, context: PickleContext) -> None:
        self._arrays = NumpyArrays(context)
        self._blocks: dict[int, TensorEntry] = {}

    def _column(self, call: Call, path: Path) -> TensorEntry | None:
        block, row = call.args
        if type(block) is not Call or type(row) is not int:
            return None
        whole = self._blocks.get(id(block))
        if whole is None:
            whole = self._arrays.entry(block, path)
            if whole is None or whole.storage is None:
                return None
            # one memory that all columns look into, not one for each
            whole = whole.replace(storage=ByteRange(whole.storage, 0, whole.storage.nbytes))
            self._blocks[id(block)] = whole
        if len(whole.shape) == 1 and row == 0:
            return whole.at(path).replace(attributes=_ATTRIBUTES)
        if len(whole.shape) != 2 or not 0 <= row < whole.shape[0]:
            raise CorruptError("a column that its block of the data frame doesn't have")
        return whole.region((row,)).at(path).replace(attributes=_ATTRIBUTES)

    makers: ClassVar[Mapping[str, Maker]] = {_COLUMN.canonical: _column}


def _by_column(call: Call, _values: PlainValues) -> Call | None:
    """The frame with each column under its name, then what else its state holds; None if its blocks are not understood."""
    state = call.states[-1] if call.states else PickledDict()
    manager = next((value for name, value in named_values(state).items() if name in _MANAGERS), None)
    if type(manager) is not Call:
        return None
    try:
        axes, blocks = _parts(manager)
        names = _labels(axes[0])
        columns = _all_columns(blocks)
    except (CheckpointError, AttributeError, LookupError, OverflowError, TypeError, ValueError):
        return None
    made = Call(call.function, ())
    made.pairs = [(names[place] if place < len(names) else place, columns[place]) for place in sorted(columns)]
    rest = PickledDict()
    rest.pairs += [("index", _index(axes[1])), *((k, v) for k, v in state.pairs if v is not manager)]
    made.states = [rest]
    return made


def _parts(manager: Call) -> tuple[list[Any], list[tuple[Any, Any]]]:
    """The axes of a manager, columns first, and the values and places of its blocks."""
    if type(manager.args) is tuple and len(manager.args) == 2:
        blocks, axes = manager.args
        return list(axes), [(block.args[0], block.args[1]) for block in blocks]
    state: Any = manager.states[-1] if manager.states else ()
    inside = named_values(named_values(state[3])["0.14.1"]) if len(state) > 3 else {}
    parts = [named_values(block) for block in inside["blocks"]]
    return list(inside["axes"]), [(part["values"], part["mgr_locs"]) for part in parts]


def _all_columns(blocks: list[tuple[Any, Any]]) -> dict[int, Any]:
    """The record of each column by its place; raises ValueError for blocks that share columns or values, or too many."""
    columns: dict[int, Any] = {}
    seen: set[int] = set()
    for values, places in blocks:
        array, where = _backing(values), _places(places)
        items = _objects(array)
        shared = id(array if items is None else items)
        if shared in seen or len(columns) + len(where) > _MAX_COLUMNS or not columns.keys().isdisjoint(where):
            raise ValueError("no frame has such blocks")
        seen.add(shared)
        columns.update(_columns(array, items, where))
    return columns


def _columns(array: Any, items: list[Any] | None, where: list[int]) -> Iterator[tuple[int, Any]]:
    """Place and record of each column of a block."""
    if items is not None:
        count = len(items) // max(len(where), 1)
        yield from ((place, items[row * count : (row + 1) * count]) for row, place in enumerate(where))
    elif array.name in ARRAY_NAMES:
        yield from ((place, Call(_COLUMN, (array, row))) for row, place in enumerate(where))
    else:
        yield from ((place, array) for place in where)


def _places(record: Any) -> list[int]:
    """Which columns a block has: a slice, or an array of their numbers."""
    if type(record) is Call and record.name == "pandas._libs.internals.BlockPlacement":
        record = record.args[0]
    if type(record) is Call and record.name == "builtins.slice":
        start, stop, step = record.args
        return list(range(start, stop, step or 1)[: _MAX_COLUMNS + 1])
    return _numbers(record)


def _backing(record: Any) -> Any:
    """The numpy array inside one of pandas' own; any other record itself, categories too, which are more than an array."""
    if type(record) is Call and record.name == _BACKED and record.states and record.args[0].qualname != "Categorical":
        return next((part for part in record.states[-1] if type(part) is Call and part.name in ARRAY_NAMES), record)
    return record


def _labels(index: Any) -> list[Any]:
    """The names of the columns; those that are neither text nor numbers are counted instead."""
    kind, arguments = index.args[:2]
    state = named_values(arguments)
    if type(kind) is Global and kind.qualname == "RangeIndex":
        return list(range(state["start"], state["stop"], state["step"])[:_MAX_COLUMNS])
    data = _backing(state.get("data"))
    if type(data) is not Call:
        return []
    items = _objects(data)
    return _numbers(data) if items is None else items


def _index(index: Any) -> Any:
    """The index of the rows: its array, or what else describes it."""
    state = named_values(index.args[1]) if type(index) is Call and len(index.args) == 2 else {}
    data = _backing(state.get("data"))
    if type(data) is not Call:
        return index
    items = _objects(data)
    return data if items is None else items


def _objects(array: Any) -> list[Any] | None:
    """The items of an array of Python objects; None for any other record."""
    if type(array) is not Call or array.name not in ARRAY_NAMES:
        return None
    try:
        return object_items(array)[1]
    except CorruptError:
        return None


def _numbers(array: Any) -> list[Any]:
    entry = NumpyArrays().entry(array, ()) if type(array) is Call else None
    if entry is None or len(entry.shape) != 1 or entry.numel > _MAX_COLUMNS:
        raise ValueError(array)
    numbers: list[Any] = read_values(entry).tolist()
    return numbers


PANDAS = Recogniser(name="pandas", open=_Columns, unwrapped=dict.fromkeys(_FRAMES, _by_column))
