"""A folder of ZeRO's, or one of its tags, as the model it is: weights by their names, whole, from all ranks.

``latest`` names the folder of a tag. ``mp_rank_TT_model_states.pt`` has the module as it was trained, ``*_optim_states.pt``
of each rank the float32 weights and the optimizer's state, flattened. A pipeline has a file ``layer_LL-model_TT-…`` for
each of its layers instead of the module, a mixture of experts one for each expert beside it.
Source: ``save_state_dict`` in deepspeed/runtime/pipe/module.py, ``_get_expert_ckpt_name`` in deepspeed/runtime/engine.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.formats.deepspeed.model import ModelFiles, ShardedModel
from inspector.formats.rank_counts import missing_ranks
from inspector.formats.rank_files import RankFiles
from inspector.formats.torch.archive import roots_of
from inspector.jobs import Job
from inspector.sources.location import Location, is_inside
from inspector.sources.source import Source
from inspector.sources.zip import ZipArchive
from inspector.tensors.entries import Entry, Path

__all__ = ["probe", "read"]

_MODEL = re.compile(r"mp_rank_(\d{1,6})_model_states\.pt", re.ASCII)
_SHARDED_MODEL = re.compile(r"zero_pp_rank_(\d{1,6})_mp_rank_(\d{1,6})_model_states\.pt", re.ASCII)
_OPTIMIZER = re.compile(r"(?:bf16_|fp16_)?zero_pp_rank_(\d{1,6})_mp_rank_(\d{1,6})_optim_states\.pt", re.ASCII)
#: A layer of a pipeline and its model-parallel rank; an expert, whose names are those of the module.
_LAYER = re.compile(r"layer_(\d{1,6})-model_(\d{1,6})-model_states\.pt", re.ASCII)
_EXPERT = re.compile(r"(?:layer_\d{1,6}_)?expert_\d{1,6}_mp_rank_(\d{1,6})_model_states\.pt", re.ASCII)
_MAX_LATEST_NBYTES = 4096
#: What the engine saves beside the module, which tells its files from Megatron's of the same names.
_MARKS = (b"ds_version", b"ds_config", b"dp_world_size", b"param_shapes")
_MARKED_NBYTES = 4 << 20


def probe(source: Source) -> str | None:
    """A folder with the files of ranks, or one that ``latest`` names has them."""
    if not source.is_folder:
        return "it is no folder"
    found = _files(_tag(source.location))
    if not found:
        return "it has no *_model_states.pt"
    return None if _is_marked(next(iter(found[min(found)].models.values()))) else "its files are not DeepSpeed's"


def read(source: Source, job: Job) -> Checkpoint:
    """The weights, buffers and averages by name, and what else the first rank saved with the module."""
    folder = _tag(source.location)
    found = _files(folder)
    with RankFiles(source, job) as files:
        entries: list[Entry] = []
        total = 1 + max(found)
        for number, of_rank in sorted(found.items()):
            prefix: Path = (f"mp_rank_{number:02}",) if len(found) > 1 else ()
            model = ShardedModel(of_rank, files, job)
            entries += (entry.at((*prefix, *entry.path)) for entry in model.entries())
            total = max(total, model.model_parallel_ranks)
        entries += _layers_and_experts(folder, files, job)
        files.findings += missing_ranks(found, total, "mp_rank_{:02}")
        if not entries:
            why = files.findings[0].message if files.findings else "it holds nothing"
            raise CorruptError(f"is a DeepSpeed checkpoint that can't be read: {why}")
        return Checkpoint(source.location, "deepspeed", files.files, entries, {}, files.findings)


def _layers_and_experts(folder: Location, files: RankFiles, job: Job) -> Iterator[Entry]:
    """What lies in files of its own, below the number of a layer, and below its rank where there are several.

    So a pipeline calls its layers in a state dict.
    """
    layers = [(match, child) for child in folder.children() if (match := _LAYER.fullmatch(child.name))]
    experts = [(match, child) for child in folder.children() if (match := _EXPERT.fullmatch(child.name))]
    several = len({match[2] for match, _ in layers} | {match[1] for match, _ in experts}) > 1
    for match, location in job.each([*layers, *experts]):
        checkpoint = files.open(location)
        if checkpoint is not None:
            is_layer = match.re is _LAYER
            rank: Path = (f"mp_rank_{int(match[2 if is_layer else 1]):02}",) if several else ()
            layer: Path = (str(int(match[1])),) if is_layer else ()
            yield from (entry.at((*rank, *layer, *entry.path)) for entry in checkpoint.entries)


def _tag(folder: Location) -> Location:
    """The folder that ``latest`` names, if there is one."""
    latest = folder.child("latest")
    if latest.exists and not latest.is_folder:
        with latest.open() as file:
            name = file.read(0, min(file.nbytes, _MAX_LATEST_NBYTES)).decode("utf-8", "replace").strip()
        if is_inside(name) and folder.child(name).is_folder:
            return folder.child(name)
    return folder


def _files(folder: Location) -> dict[int, ModelFiles]:
    found: dict[int, ModelFiles] = {}
    for child in folder.children():
        if match := _MODEL.fullmatch(child.name):
            found.setdefault(int(match[1]), ModelFiles({}, {})).models[0] = child
        elif match := _SHARDED_MODEL.fullmatch(child.name):
            found.setdefault(int(match[2]), ModelFiles({}, {})).models[int(match[1])] = child
        elif match := _OPTIMIZER.fullmatch(child.name):
            found.setdefault(int(match[2]), ModelFiles({}, {})).optimizers[int(match[1])] = child
    return {number: files for number, files in found.items() if files.models}


def _is_marked(location: Location) -> bool:
    """Whether the pickle in a file of torch's names what DeepSpeed saves."""
    with location.open() as file:
        try:
            archive = ZipArchive(file)
            root = roots_of(archive, "data.pkl")[0]
            pickle = archive.storage(f"{root}/data.pkl" if root else "data.pkl")
        except (CheckpointError, IndexError):  # a file of before 1.6, or a damaged one
            pickle = file
        start = pickle.read(0, min(pickle.nbytes, _MARKED_NBYTES))
    return any(mark in start for mark in _MARKS)
