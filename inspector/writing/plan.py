"""What is to be exported: rows of tensors and values, each with the key it will have.

A plan is immutable; every edit gives a new one, so that an interface can keep the old for undo and a job can write the one
it was given. What stands in the way of writing it in some format, and what changes by it, is told by
:mod:`inspector.exporting.checks` before anything is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.names.renaming import Renaming
from inspector.tensors.dtypes import DTYPES, DType, Kind
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry

__all__ = ["Plan", "PlannedTensor", "PlannedValue", "Row", "can_cast", "is_cast_unasked"]

_REAL = frozenset({Kind.FLOAT, Kind.BLOCK, Kind.QUANTISED})
_WHOLE = frozenset({Kind.BOOL, Kind.INT, Kind.UINT})


@dataclass(frozen=True, slots=True, eq=False)
class PlannedTensor:
    """A tensor of ``source`` and what becomes of it: its new ``key``, its new ``dtype`` (None for the one it has).

    ``keep_view`` asks for the whole of its storage, shared as it is, where the format can hold that.
    """

    source: Checkpoint
    entry: TensorEntry
    key: str
    dtype: DType | None = None
    keep_view: bool = False

    @property
    def is_cast(self) -> bool:
        """Whether the elements change their type."""
        return self.dtype is not None and self.dtype.name != self.entry.dtype.name


@dataclass(frozen=True, slots=True, eq=False)
class PlannedValue:
    """A plain value of ``source`` and its new ``key``."""

    source: Checkpoint
    entry: ValueEntry
    key: str


Row = PlannedTensor | PlannedValue


@dataclass(frozen=True, eq=False)
class Plan:
    """Rows in the order in which they are written.

    ``sources`` are the open checkpoints the rows are from, which must stay open until the plan is written; ``metadata`` is
    what a format that has metadata will hold.
    """

    rows: tuple[Row, ...] = ()
    sources: tuple[Checkpoint, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def tensors(self) -> list[PlannedTensor]:
        """The rows that are tensors."""
        return [row for row in self.rows if isinstance(row, PlannedTensor)]

    @property
    def values(self) -> list[PlannedValue]:
        """The rows that are values."""
        return [row for row in self.rows if isinstance(row, PlannedValue)]

    @property
    def has_optimizers(self) -> bool:
        """Whether there is anything that :meth:`without_optimizers` leaves out."""
        return bool(_optimizer_states(row.entry for row in self.rows))

    @property
    def entries(self) -> list[Entry]:
        """The rows as entries of a flat checkpoint under their new keys, in the types they have now: for looking at it."""
        return [row.entry.at((row.key,)) for row in self.rows]

    def added(self, checkpoint: Checkpoint, entries: Iterable[Entry]) -> Plan:
        """The plan with the tensors and values among ``entries`` of ``checkpoint``, under the keys they have there.

        What is neither (objects of unknown classes) has nothing to write and is passed over, and so is what a pickled
        module keeps beside its state dict, or a quantised weight is made of, unless nothing else is among them. Such a
        weight becomes float32. Metadata that is there already stays.
        """
        entries = list(entries)
        has_state = any(isinstance(entry, TensorEntry) and entry.in_state_dict for entry in entries)
        rows: list[Row] = []
        for entry in entries:
            if isinstance(entry, TensorEntry):
                if has_state and not entry.in_state_dict:
                    continue
                rows.append(PlannedTensor(checkpoint, entry, entry.key, _dtype_unasked(entry)))
            elif isinstance(entry, ValueEntry):
                rows.append(PlannedValue(checkpoint, entry, entry.key))
        known = any(source is checkpoint for source in self.sources)
        sources = self.sources if known else (*self.sources, checkpoint)
        return Plan((*self.rows, *rows), sources, {**checkpoint.kept_metadata, **self.metadata})

    def without(self, rows: Collection[int]) -> Plan:
        """The plan without the rows at these positions."""
        return replace(self, rows=tuple(row for index, row in enumerate(self.rows) if index not in rows))

    def without_values(self) -> Plan:
        """The plan with its tensors only."""
        return replace(self, rows=tuple(self.tensors))

    def without_optimizers(self) -> Plan:
        """The plan without what torch's optimizers keep: the rows below wherever ``param_groups`` are, beside ``state``."""
        states = _optimizer_states(row.entry for row in self.rows)
        below = {
            index
            for index, row in enumerate(self.rows)
            if any(row.entry.path[:depth] in states for depth in range(len(row.entry.path) + 1))
        }
        return self.without(below)

    def with_keys(self, keys: Mapping[int, str]) -> Plan:
        """The plan with new keys for the rows at these positions."""
        rows = (replace(row, key=keys[index]) if index in keys else row for index, row in enumerate(self.rows))
        return replace(self, rows=tuple(rows))

    def renamed(self, renaming: Renaming) -> Plan:
        """The plan with all keys changed by the rules; :meth:`RenameRule.prefix` adds, strips or changes a prefix."""
        return replace(self, rows=tuple(replace(row, key=renaming.apply(row.key)) for row in self.rows))

    def with_file_names(self) -> Plan:
        """The plan with the name of its file as the key of an array that is all of a file, and so has none."""
        nameless = {index: row for index, row in enumerate(self.rows) if not row.key and not row.entry.path}
        return (
            self.with_keys({index: row.source.location.stem for index, row in nameless.items()}) if nameless else self
        )

    def cast(self, dtype: DType | None, rows: Collection[int] | None = None) -> Plan:
        """The plan with the tensors at these positions cast to ``dtype``, or back as they are if that is None.

        Without ``rows``, all floating-point and quantised tensors (complex ones if ``dtype`` is complex): integers stay
        unless they are named. Raises SelectionError for a type nothing can be cast to, and for a named row that can't be.
        """
        from inspector.tensors.encode import ENCODABLE  # needs numpy

        if dtype is not None and dtype.name not in ENCODABLE:
            raise SelectionError(f"{dtype} is no type to cast to; there are {', '.join(sorted(ENCODABLE))}")
        if rows is not None:
            for index in rows:
                row = self.rows[index]
                if dtype is not None and isinstance(row, PlannedTensor) and not can_cast(row.entry, dtype):
                    raise SelectionError(f"{row.entry.key} ({row.entry.dtype}) can't be cast to {dtype}")
        cast = list(self.rows)
        for index, row in enumerate(self.rows):
            if not isinstance(row, PlannedTensor):
                continue
            wanted = dtype or _dtype_unasked(row.entry)
            is_meant = index in rows if rows is not None else is_cast_unasked(row.entry, dtype)
            if is_meant and row.dtype is not wanted:
                cast[index] = replace(row, dtype=wanted)
        return replace(self, rows=tuple(cast))

    def with_views_kept(self, keep: bool = True) -> Plan:
        """The plan with all views of storages kept, or cut."""
        rows = (
            replace(row, keep_view=keep) if isinstance(row, PlannedTensor) and row.keep_view is not keep else row
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))


def _dtype_unasked(entry: TensorEntry) -> DType | None:
    """The type a tensor is written in if nothing is said: the one that a logical tensor is decoded to, else its own."""
    return DTYPES["float32"] if entry.is_logical else None


def can_cast(entry: TensorEntry, dtype: DType) -> bool:
    """Whether the values of the tensor can become elements of ``dtype``: real to real, complex to complex."""
    if dtype.kind is Kind.COMPLEX:
        return entry.dtype.kind is Kind.COMPLEX
    if entry.dtype.kind is Kind.QUANTISED:
        return entry.quantization is not None
    return entry.dtype.kind in _REAL | _WHOLE


def is_cast_unasked(entry: TensorEntry, dtype: DType | None) -> bool:
    """Whether :meth:`Plan.cast` without rows is about this tensor."""
    return dtype is None or (entry.dtype.kind not in _WHOLE and can_cast(entry, dtype))


def _optimizer_states(entries: Iterable[Entry]) -> set[Path]:
    found = set()
    for entry in entries:
        if "param_groups" in entry.path:
            found.add(entry.path[: entry.path.index("param_groups")])
    return found
