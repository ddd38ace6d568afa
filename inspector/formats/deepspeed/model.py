"""A model as the files of ZeRO's ranks have it together: weights whole and by their names.

What has no float32 weights, such as buffers and frozen parameters, is shown as the module has it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.deepspeed.partitions import Parameter, cut, cut_everywhere
from inspector.formats.rank_counts import TENSOR_RANKS, said_count
from inspector.formats.rank_files import RankFiles
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.entries import Entry, Key, Path, TensorEntry, ValueEntry
from inspector.text import plural, printable, shortened

__all__ = ["ModelFiles", "ShardedModel"]

_MAX_RANKS = 65_536
_STATE = "optimizer_state_dict"
#: The flattened float32 weights: of stages 1 and 2, and of stage 3.
_EARLY, _LATE = "single_partition_of_fp32_groups", "fp32_flat_groups"
_AVERAGES = ("exp_avg", "exp_avg_sq", "momentum_buffer", "sum")

Entries = Mapping[Path, Entry]


class ModelFiles(NamedTuple):
    """The files of one model-parallel rank: of the module, and of the optimizer, by data-parallel rank."""

    models: dict[int, Location]
    optimizers: dict[int, Location]


class ShardedModel:
    """What the files of one model-parallel rank hold, put together."""

    def __init__(self, locations: ModelFiles, files: RankFiles, job: Job) -> None:
        self._files = files
        self._models = self._opened(locations.models, job)
        self._optimizers = self._opened(locations.optimizers, job)
        self._first: Entries = self._models[min(self._models)] if self._models else {}
        self._ranks = self._rank_count(locations)
        self._incomplete: list[str] = []

    def _opened(self, locations: Mapping[int, Location], job: Job) -> dict[int, Entries]:
        opened: dict[int, Entries] = {}
        for rank, location in job.each(sorted(locations.items())):
            checkpoint = self._files.open(location)
            if checkpoint is not None:
                opened[rank] = {entry.path: entry for entry in checkpoint.entries}
        return opened

    def _rank_count(self, locations: ModelFiles) -> int:
        """How many ranks share the parameters: as they say, but at least as many as there are."""
        said = _value(self._first, ("dp_world_size",))
        present = max((*locations.models, *locations.optimizers), default=0) + 1
        return max(present, said) if type(said) is int and said <= _MAX_RANKS else present

    @property
    def model_parallel_ranks(self) -> int:
        """Among how many ranks the model was cut, as it says; 0 if it does not."""
        return said_count(self._first.values(), TENSOR_RANKS)

    def entries(self) -> list[Entry]:
        """The weights first, then the module's other tensors, the averages, and the rest."""
        weights = dict(self._weights())
        whole = dict(weights)
        frozen = dict(self._frozen())
        module = {path[1:]: entry for path, entry in self._first.items() if path[:1] == ("module",) != path}
        entries: list[Entry] = []
        for path, entry in module.items():
            name = ".".join(map(str, path))
            known = weights.pop(name, None) or frozen.pop(name, None) or whole.get(self._tied_to(name))
            if known is not None:
                entries.append(known.at(path))
            elif not isinstance(entry, TensorEntry) or entry.numel or not self._optimizers:
                entries.append(entry.at(path))
        entries += (*weights.values(), *frozen.values())
        entries += self._averages()
        entries += (
            entry
            for path, entry in self._first.items()
            if path[:1] not in (("module",), ("frozen_param_fragments",)) and isinstance(entry, ValueEntry)
        )
        self._say_what_is_missing()
        return entries

    def _tied_to(self, name: str) -> str:
        """The weight that one of another name is tied to; empty if it is not."""
        source = _value(self._first, ("shared_params", name))
        return source if type(source) is str else ""

    # -- what was flattened ---------------------------------------------------------------------------------------

    def _weights(self) -> Iterator[tuple[str, TensorEntry]]:
        """The float32 weights by name."""
        yield from self._cut_by_group((_STATE, _EARLY), (), ())
        yield from self._cut_by_rank((_STATE, _LATE), (), ())

    def _averages(self) -> Iterator[Entry]:
        """What the optimizer keeps of each parameter."""
        for name in _AVERAGES:
            for _, entry in self._cut_by_group((_STATE, "base_optimizer_state", "state"), (name,), ("optimizer", name)):
                yield entry
            for _, entry in self._cut_by_rank((_STATE, _STATE, "state"), (name,), ("optimizer", name)):
                yield entry

    def _cut_by_group(self, prefix: Path, suffix: Path, under: Path) -> Iterator[tuple[str, TensorEntry]]:
        """The parameters of stages 1 and 2, whose groups are laid out by themselves."""
        for group, parameters in enumerate(self._groups()):
            partitions = self._partitions(prefix, group, suffix)
            if partitions:
                yield from self._assembled(cut(parameters, partitions), under)

    def _cut_by_rank(self, prefix: Path, suffix: Path, under: Path) -> Iterator[tuple[str, TensorEntry]]:
        """The parameters of stage 3, of which each rank has a part."""
        joined: dict[int, list[TensorEntry]] = {}
        for group in range(self._late_groups()):
            for rank, entry in self._partitions(prefix, group, suffix).items():
                joined.setdefault(rank, []).append(entry)
        if joined:
            together = [parameter for parameters in self._groups() for parameter in parameters]
            yield from self._assembled(cut_everywhere(together, joined, self._ranks), under)

    def _late_groups(self) -> int:
        return 1 + max(
            (
                path[2]
                for state in self._optimizers.values()
                for path in state
                if path[:2] == (_STATE, _LATE) and len(path) == 3 and type(path[2]) is int
            ),
            default=-1,
        )

    def _partitions(self, prefix: Path, group: int, suffix: Path) -> dict[int, TensorEntry]:
        """The flat tensor of a group of each rank that has one; the group is a position or, in a state, a key."""
        found: dict[int, TensorEntry] = {}
        for rank, state in self._optimizers.items():
            entry = state.get((*prefix, Key(group) if suffix else group, *suffix))
            if isinstance(entry, TensorEntry) and len(entry.shape) == 1 and entry.storage is not None:
                found[rank] = entry
        return found

    def _groups(self) -> list[list[Parameter]]:
        """The parameters of each group of the optimizer, in the order in which they were flattened."""
        paddings = self._paddings()
        groups: list[list[Parameter]] = []
        for path, entry in self._first.items():
            if path[:1] == ("param_shapes",) and isinstance(entry, ValueEntry) and len(path) in (2, 3):
                group = path[1] if len(path) == 3 and type(path[1]) is int else 0
                shape = _shape(entry.value)
                if shape is None or group > len(groups):
                    raise CorruptError(f"has an impossible shape for {_shown(str(path[-1]))}")
                if group == len(groups):
                    groups.append([])
                padding = paddings.get((group, len(groups[group])), 0)
                groups[group].append(Parameter(str(path[-1]), shape, padding))
        return groups

    def _paddings(self) -> dict[tuple[int, int], int]:
        """The gap after each parameter of each group, where there is one."""
        state = next(iter(self._optimizers.values()), {})
        said = _value(state, (_STATE, "param_alignment_paddings"))
        found: dict[tuple[int, int], int] = {}
        for group, of_group in enumerate(said if type(said) is list else []):
            for number, padding in enumerate(of_group if type(of_group) is list else []):
                if type(padding) is int and padding > 0:
                    found[group, number] = padding
        return found

    def _frozen(self) -> Iterator[tuple[str, TensorEntry]]:
        """The parameters that were not trained, which each rank of stage 3 has a part of."""
        shapes = [
            Parameter(str(path[-1]), shape)
            for path, entry in self._first.items()
            if path[:1] == ("frozen_param_shapes",) and isinstance(entry, ValueEntry) and (shape := _shape(entry.value))
        ]
        for parameter in shapes:
            parts = {
                rank: entry
                for rank, state in self._models.items()
                if isinstance(entry := state.get(("frozen_param_fragments", parameter.name)), TensorEntry)
            }
            whole = parts.get(0)
            if whole is not None and whole.shape == parameter.shape:
                yield parameter.name, whole.at((parameter.name,))
            elif parts and all(len(entry.shape) == 1 for entry in parts.values()):
                by_rank = {rank: [entry] for rank, entry in parts.items()}
                yield from self._assembled(cut_everywhere([parameter], by_rank, self._ranks), ())

    def _assembled(
        self, cuts: Iterable[tuple[Parameter, list[Piece]]], prefix: Path
    ) -> Iterator[tuple[str, TensorEntry]]:
        for parameter, pieces in cuts:
            held = sum(piece.entry.numel for piece in pieces)
            if held < math.prod(parameter.shape) and parameter.name not in self._incomplete:
                self._incomplete.append(parameter.name)
            if pieces:
                path = (*prefix, parameter.name)
                missing = "the file of a rank is missing"
                try:
                    yield parameter.name, assembled_entry(path, parameter.shape, pieces, missing=missing, flat=True)
                except CheckpointError as error:
                    message = f"{_shown(parameter.name)} can't be read: {error.reason}."
                    self._files.findings.append(Finding(Severity.WARNING, "unreadable-tensor", message, parameter.name))

    def _say_what_is_missing(self) -> None:
        absent = [rank for rank in range(self._ranks) if rank not in self._optimizers] if self._optimizers else []
        if absent or self._incomplete:
            ranks = f"; {plural(len(absent), 'rank')} of {self._ranks} not there: {_list(absent)}" if absent else ""
            message = f"{plural(len(self._incomplete), 'tensor')} incomplete ({_list(self._incomplete)}){ranks}."
            self._files.findings.append(Finding(Severity.WARNING, "shard-missing", message))


def _value(entries: Entries, path: Path) -> Any:
    entry = entries.get(path)
    return entry.value if isinstance(entry, ValueEntry) else None


def _shape(value: Any) -> tuple[int, ...] | None:
    if type(value) not in (tuple, list) or not all(type(size) is int and 0 <= size < 1 << 48 for size in value):
        return None
    return tuple(value)


def _list(items: Sequence[object]) -> str:
    shown = ", ".join(_shown(str(item)) for item in items[:5])
    return f"{shown}, …" if len(items) > 5 else shown


def _shown(name: str) -> str:
    return printable(shortened(name, 80))
