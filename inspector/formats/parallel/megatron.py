"""Megatron-LM's folders: a file for each tensor-parallel rank, and for each stage of a pipeline.

``latest_checkpointed_iteration.txt`` names an iteration, whose folders ``mp_rank_TT`` or ``mp_rank_TT_PPP`` have a file
with the model each. In a stage of a pipeline layers are counted from 0.
Source: https://github.com/NVIDIA/Megatron-LM/blob/main/megatron/training/checkpointing.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.formats.parallel.joining import Joiner, Tensors
from inspector.formats.rank_counts import STAGES, TENSOR_RANKS, finding_of_shapes, missing_ranks, said_count
from inspector.formats.rank_files import RankFiles
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.tensors.entries import Entry, Path, ValueEntry

__all__ = ["probe", "read"]

_LATEST = "latest_checkpointed_iteration.txt"
_FOLDER = re.compile(r"mp_rank_(\d{1,5})(?:_(\d{1,5}))?", re.ASCII)
_FILE = re.compile(r"mp_rank_(\d{1,5})(?:_(\d{1,5}))?_model_states\.pt", re.ASCII)
_NAMES = ("model_optim_rng.pt", "model_rng.pt")
_LAYER = re.compile(r"(?<![^.])layers\.(\d{1,6})(?=\.)", re.ASCII)
_MAX_LATEST_NBYTES = 100


class _Rank(NamedTuple):
    stage: int
    tensor: int


def probe(source: Source) -> str | None:
    """A folder with the folders or files of ranks, or with an iteration that has them."""
    if not source.is_folder:
        return "it is no folder"
    return None if _files(_iteration(source.location)) else "it has no mp_rank_00 with a model"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors of the model as wholes, and what else the first rank saved beside it."""
    found = _files(_iteration(source.location))
    joiner = Joiner()
    with RankFiles(source, job) as files:
        entries: list[Entry] = []
        rest: list[Entry] = []
        first: Tensors = {}
        layers, stages, total = 0, 1 + max(rank.stage for rank in found), 1 + max(rank.tensor for rank in found)
        for stage in sorted({rank.stage for rank in found}):
            opened = {
                rank.tensor: (_name(rank, location), checkpoint)
                for rank, location in job.each(sorted(found.items()))
                if rank.stage == stage and (checkpoint := files.open(location)) is not None
            }
            for _, checkpoint in opened.values():
                first = first or _model(checkpoint)
                rest = rest or _beside(checkpoint)
                total = max(total, said_count(checkpoint.entries, TENSOR_RANKS))
                stages = max(stages, said_count(checkpoint.entries, STAGES))
            files.findings += missing_ranks(opened, total)
            joined = joiner.joined({name: _model(checkpoint) for name, checkpoint in opened.values()}, total=total)
            entries += (entry.at(_renumbered(entry.path, layers)) for entry in joined)
            layers += 1 + max((_layer(entry.path) for entry in joined), default=-1)
        files.findings += missing_ranks({rank.stage for rank in found}, stages, what="stage")
        files.findings += finding_of_shapes(first.values(), total)
        if not entries:
            why = f": {files.findings[0].message}" if files.findings else ""
            raise CorruptError(f"holds no tensors that can be read{why}")
        return Checkpoint(
            source.location, "megatron", files.files, [*entries, *rest], {}, [*files.findings, *joiner.said()]
        )


def _iteration(folder: Location) -> Location:
    """The folder of the iteration that is named as the latest, if there is one."""
    latest = folder.child(_LATEST)
    if latest.exists and not latest.is_folder:
        with latest.open() as file:
            text = file.read(0, min(file.nbytes, _MAX_LATEST_NBYTES)).decode("ascii", "replace").strip()
        name = f"iter_{int(text):07}" if text.isdigit() and text.isascii() else "release"
        if folder.child(name).is_folder:
            return folder.child(name)
    return folder


def _files(folder: Location) -> dict[_Rank, Location]:
    found: dict[_Rank, Location] = {}
    for child in folder.children():
        if match := _FILE.fullmatch(child.name):
            found[_Rank(int(match[2] or 0), int(match[1]))] = child
        elif (match := _FOLDER.fullmatch(child.name)) and child.is_folder:
            file = next((child.child(name) for name in _NAMES if child.child(name).exists), None)
            if file is not None:
                found[_Rank(int(match[2] or 0), int(match[1]))] = file
    return found


def _name(rank: _Rank, location: Location) -> str:
    return location.name if location.name not in _NAMES else f"rank {rank.tensor}"


def _model(checkpoint: Checkpoint) -> Tensors:
    """The tensors of the model, without the name it is saved under."""
    inside = {entry.path[1:]: entry for entry in checkpoint.tensors if entry.path[:1] == ("model",)}
    return inside or {entry.path: entry for entry in checkpoint.tensors}


def _beside(checkpoint: Checkpoint) -> list[Entry]:
    return [entry for entry in checkpoint.entries if isinstance(entry, ValueEntry) and entry.path[:1] != ("model",)]


def _layer(path: Path) -> int:
    """The number of the layer a tensor is in; -1 if it is in none."""
    match = next((match for part in path if type(part) is str and (match := _LAYER.search(part))), None)
    return int(match[1]) if match else -1


def _renumbered(path: Path, start: int) -> Path:
    if not start:
        return path
    return tuple(
        _LAYER.sub(lambda match: f"layers.{int(match[1]) + start}", part, count=1) if type(part) is str else part
        for part in path
    )
