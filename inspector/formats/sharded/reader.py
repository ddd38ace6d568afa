"""A model in several files, or the folder of a model: by its index, by the numbers in the names, or one usual name.

The shards go through the registry, whatever they are. Names in an index that lead out of the folder are not followed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.registry import read_within
from inspector.formats.shard_names import ShardSet, shard_sets
from inspector.formats.sharded.assembly import Opened, assembled, opened_shards
from inspector.formats.sharded.index import INDEX_SUFFIX, WEIGHT_MAP, ShardIndex, has_weight_map, read_index
from inspector.jobs import Job
from inspector.sources.location import Location, is_inside
from inspector.sources.source import Source
from inspector.sources.storage import File, Storage
from inspector.tensors.entries import OUTSIDE_STATE_DICT, FileName, TensorEntry
from inspector.text import plural, printable, shortened

__all__ = ["probe", "read"]

#: Which index to take in a folder that has several.
_USUAL = (
    "model.safetensors.index.json", "pytorch_model.bin.index.json", "diffusion_pytorch_model.safetensors.index.json",
)  # fmt: skip
#: What the weights are called in the folder of a model that has no need of shards.
_WHOLE = (
    "model.safetensors", "pytorch_model.bin", "adapter_model.safetensors", "adapter_model.bin",
    "diffusion_pytorch_model.safetensors", "diffusion_pytorch_model.bin", "model.fp16.safetensors",
    "diffusion_pytorch_model.fp16.safetensors", "consolidated.safetensors",
)  # fmt: skip
#: Which of these transformers loads although the index is there: it looks for files in this order. Diffusers does not.
_LOADED_BEFORE = {
    "model.safetensors": ("model.safetensors.index.json", "pytorch_model.bin.index.json"),
    "pytorch_model.bin": ("pytorch_model.bin.index.json",),
}
#: What trainers of transformers and accelerate save beside a model, in the order in which it is shown.
_TRAINING = ("optimizer.pt", "optimizer.bin", "scheduler.pt", "scheduler.bin", "scaler.pt", "rng_state.pth")

#: What an index says of its shards, which are others once they are written anew.
_OF_THE_SHARDS = ("total_size", "total_parameters")


class _Module(Struct):
    """A module of sentence-transformers; the first has no folder of its own."""

    path: str = ""


_MODULES_NAME = "modules.json"
_MODULES = Decoder(list[_Module])
_MAX_MODULES_NBYTES = 1 << 16
_MAX_MODULES = 16
_MAX_NAMED = 5


def probe(source: Source) -> str | None:
    """Whether the file, or one in the folder, is an index; a folder may also have numbered shards or one usual file."""
    if source.is_folder:
        if _holds_weights(source):
            return None
        return f"it has neither an index of shards (*{INDEX_SUFFIX}), nor shards, nor weights under a usual name"
    is_index = has_weight_map(source.file, source.limits) if source.suffix == ".json" else WEIGHT_MAP in source.head
    return None if is_index else "it has no weight_map"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors of all shards, in the order of the shards' names."""
    opened: list[Opened] = []
    try:
        checkpoint = _read(source, opened, job)
        return _with_others(source, checkpoint, opened, job) if source.is_folder else checkpoint
    except BaseException:
        for each in opened:
            each.close()
        raise


def _read(source: Source, opened: list[Opened], job: Job) -> Checkpoint:
    if not source.is_folder:
        return _by_index(source, source.location, read_index(source.file, job), opened, job)
    location, whole = _index_in(source), _file_in(source, _WHOLE)
    if location is None:
        return _without_index(source, whole, opened, job)
    file = location.open()
    opened.append(file)
    index, defect = _usable(source, location, file, job)
    if index is None:
        file.close()
        return _with(_without_index(source, whole, opened, job), defect)
    checkpoint = _by_index(source, location, index, opened, job)
    if isinstance(file, File):
        checkpoint = replace(checkpoint, files=[file, *checkpoint.files])
    if whole is not None and whole.name not in index.files and location.name in _LOADED_BEFORE.get(whole.name, ()):
        message = f"{whole.name} lies beside {location.name} and was not opened; transformers would load it."
        return _with(checkpoint, Finding(Severity.WARNING, "model-beside-shards", message, whole.name))
    return _with(checkpoint, *_weights_beside(source, location.name, index.files))


def _usable(folder: Source, location: Location, file: Storage, job: Job) -> tuple[ShardIndex | None, Finding]:
    """The index of a folder, or None and what is wrong with it: it is damaged, or about other files."""
    name = location.name
    stale = Finding(Severity.WARNING, "index-stale", f"{name} names no file that is here.", name)
    try:
        index = read_index(file, job)
    except CorruptError as error:
        return None, Finding(Severity.WARNING, "index-damaged", f"{name}: {error.reason}.", name)
    is_here = any(is_inside(shard) and folder.file_named(shard) for shard in index.files)
    return index if is_here else None, stale


def _with_others(source: Source, checkpoint: Checkpoint, opened: list[Opened], job: Job) -> Checkpoint:
    """The checkpoint with what lies beside its weights, a group for each file or folder.

    That is the state of the training, outside of the model's state dict, and the modules that sentence-transformers puts
    behind a model of transformers.
    """
    opened.append(checkpoint)
    modules = _modules_in(source)
    others = [*modules, *filter(source.names.__contains__, _TRAINING)]
    if not others:
        return checkpoint
    entries, findings, files = list(checkpoint.entries), list(checkpoint.findings), list(checkpoint.files)
    for name in others:
        place = source.named.get(name) or source.location.child(name)
        is_module, is_folder = name in modules, place.is_folder
        if is_folder != is_module or not (
            _holds_weights(Source(place, None, job.limits)) if is_folder else place.exists
        ):
            continue
        try:
            other = read_within(source, place, job)
        except CheckpointError as error:
            findings.append(Finding(Severity.WARNING, "member-unreadable", f"{name}: {error.reason}.", name))
            continue
        opened.append(other)
        for entry in other.entries:
            moved = entry.at((FileName(name), *entry.path))
            if isinstance(moved, TensorEntry) and not is_module:
                moved = moved.replace(attributes={**moved.attributes, OUTSIDE_STATE_DICT: True})
            entries.append(moved)
        findings += (replace(each, where=f"{name}: {each.where}" if each.where else name) for each in other.findings)
        files += other.files
    return replace(checkpoint, entries=entries, findings=findings, files=files)


def _modules_in(folder: Source) -> list[str]:
    """The folders of modules beside the first, as sentence-transformers lists them in ``modules.json``.

    Source: ``_load_sbert_model`` in sentence_transformers/SentenceTransformer.py.
    """
    text = folder.text_of(_MODULES_NAME) if _MODULES_NAME in folder.names else None
    if text is None:
        return []
    try:
        listed = _MODULES.decode(text[:_MAX_MODULES_NBYTES])
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return list(dict.fromkeys(module.path for module in listed[:_MAX_MODULES] if is_inside(module.path)))


def _by_index(source: Source, location: Location, index: ShardIndex, opened: list[Opened], job: Job) -> Checkpoint:
    names = sorted(index.files)
    shards, findings = opened_shards(source, location, names, index, opened, job)
    if not shards:
        why = findings[0].message if findings else "it names none"
        raise CorruptError(f"is an index of which no shard can be read: {why.rstrip('.')}")
    if index.unplaced:
        first = shortened(index.unplaced[0], 80)
        message = f"{plural(len(index.unplaced), 'key')} in the index without the name of a file, such as {first!r}."
        findings.append(Finding(Severity.WARNING, "shard-incomplete", message, first))
    checkpoint = assembled(source, shards, index)
    metadata = {**checkpoint.metadata, **index.metadata}
    said = {name: str(value) for name, value in index.metadata.items() if name not in _OF_THE_SHARDS}
    return replace(
        checkpoint,
        metadata=metadata,
        findings=[*findings, *checkpoint.findings],
        kept_metadata={**checkpoint.kept_metadata, **said},
    )


def _without_index(source: Source, whole: Location | None, opened: list[Opened], job: Job) -> Checkpoint:
    """The one file with a usual name, else the files that are numbered."""
    if whole is not None:
        return _with(read_within(source, whole, job), *_weights_beside(source, whole.name, (whole.name,)))
    shards_named = _set_in(source)
    if shards_named is None:
        raise CorruptError("has an index of which no shard is there")
    names = shards_named.present[: job.limits.shards]
    shards, findings = opened_shards(source, source.location.child(names[0]), names, None, opened, job)
    if not shards:
        raise CorruptError(f"has no shard that can be read: {findings[0].message.rstrip('.')}")
    if shards_named.missing:
        numbers = ", ".join(map(str, shards_named.missing[:8]))
        more = ", …" if len(shards_named.missing) > 8 else ""
        missing = f"Missing of {plural(shards_named.total, 'shard')}: {numbers}{more}."
        findings.append(Finding(Severity.WARNING, "shard-missing", missing))
    return _with(assembled(source, shards, None), *findings, *_weights_beside(source, names[0], shards_named.present))


def _weights_beside(folder: Source, main: str, known: Collection[str]) -> list[Finding]:
    """What is to be said of files beside the ``known`` ones: variants, further models of accelerate, the authors' own."""
    others = [name for name in folder.names if name.endswith(".safetensors") and name not in known]
    if not others:
        return []
    named = ", ".join(shortened(printable(name), 80) for name in others[:_MAX_NAMED])
    more = f" and {len(others) - _MAX_NAMED:,} more" if len(others) > _MAX_NAMED else ""
    message = f"Beside {main} lie other weights that were not opened: {named}{more}."
    return [Finding(Severity.INFO, "weights-beside", message, others[0])]


def _with(checkpoint: Checkpoint, *findings: Finding) -> Checkpoint:
    return replace(checkpoint, findings=[*findings, *checkpoint.findings]) if findings else checkpoint


def _holds_weights(folder: Source) -> bool:
    return bool(_file_in(folder, _WHOLE) or _index_in(folder) or _set_in(folder))


def _index_in(folder: Source) -> Location | None:
    usual = _file_in(folder, _USUAL)
    if usual is not None:
        return usual
    found = [name for name in folder.names if name.endswith(INDEX_SUFFIX)]
    return folder.named[found[0]] if len(found) == 1 else None


def _set_in(folder: Source) -> ShardSet | None:
    """The numbered shards in a folder; None where there are none, or those of several models."""
    found = shard_sets(folder.names)
    return found[0] if len(found) == 1 else None


def _file_in(folder: Source, names: Collection[str]) -> Location | None:
    """The first of the files that is there."""
    there = folder.names
    for name in names:
        if name in there and (found := folder.file_named(name)) is not None:
            return found
    return None
