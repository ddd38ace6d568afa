"""A checkpoint with each quantised weight as one tensor: its decoded values, above the parts that the file has of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder as JsonDecoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.quantised.decoding import logical_entry
from inspector.quantised.detection import Weight, scaled, weights_in
from inspector.quantised.parts import SUFFIXES, is_torchao
from inspector.sources.location import Location
from inspector.tensors.entries import OUTSIDE_STATE_DICT, Attribute, Entry, ObjectEntry, Path, TensorEntry
from inspector.text import plural, printable, shortened

__all__ = ["as_stored", "with_logical_tensors"]

_MAX_CONFIG_NBYTES = 16 << 20
_CONFIGS = ("config.json", "quantize_config.json", "quant_config.json")
_TORCHAO_PARTS = {Attribute("qdata"): "weight", Attribute("scale"): "scale", Attribute("zero_point"): "zero_point"}
#: What a part is called that has the path of its weight, and the attribute with the key that a part has in the file.
_PACKED, _STORED_AS = "packed", "stored_as"
_MAX_NAMED = 3


def with_logical_tensors(checkpoint: Checkpoint, job: Job) -> Checkpoint:
    """The checkpoint with its quantised weights as such; the same if it has none.

    Parts that fit no weight stay as they are, and are a finding.
    """
    containers = _containers(checkpoint.entries, job)
    objects = [entry for entry in checkpoint.entries if isinstance(entry, ObjectEntry) and is_torchao(entry)]
    if not containers and not objects:
        return checkpoint
    weights: dict[Path, TensorEntry] = {}
    unfit: dict[str, str] = {}
    unreadable = _unreadable(checkpoint.entries)
    for prefix, tensors in job.each(containers.items()):
        config = _config(checkpoint.location, prefix)
        for found in weights_in(tensors, config):
            _add((*prefix,), _complete(found, unreadable.get(prefix, ())), weights, unfit)
    _add_objects(objects, checkpoint.entries, weights, unfit)
    if not weights and not unfit:
        return checkpoint
    entries = _placed(checkpoint.entries, weights)
    return replace(checkpoint, entries=entries, findings=[*checkpoint.findings, *_findings(weights, unfit)])


def _containers(entries: Iterable[Entry], job: Job) -> dict[Path, dict[str, TensorEntry]]:
    """The tensors by the name they have in their container, of those containers that hold a part of a quantised weight."""
    marked = {
        entry.path[:-1]
        for entry in job.each(entries)
        if (path := entry.path)
        and isinstance(path[-1], str)
        and path[-1].endswith(SUFFIXES)
        and isinstance(entry, TensorEntry)
    }
    containers: dict[Path, dict[str, TensorEntry]] = {prefix: {} for prefix in marked}
    if marked:
        for entry in job.each(entries):
            if isinstance(entry, TensorEntry) and entry.path and isinstance(entry.path[-1], str):
                found = containers.get(entry.path[:-1])
                if found is not None:
                    found[entry.path[-1]] = entry
    return containers


def _unreadable(entries: Iterable[Entry]) -> dict[Path, list[str]]:
    """The names of what could not be read, by container."""
    names: dict[Path, list[str]] = {}
    for entry in entries:
        if isinstance(entry, ObjectEntry) and "error" in entry.attributes and entry.path:
            names.setdefault(entry.path[:-1], []).append(str(entry.path[-1]))
    return names


def _complete(
    found: Weight | tuple[str, CheckpointError], unreadable: Iterable[str]
) -> Weight | tuple[str, CheckpointError]:
    """A weight, unless what may be one of its parts could not be read: without zero points it would have other values."""
    if not isinstance(found, Weight):
        return found
    base = found.name.removesuffix("weight")
    lost = next((name for name in unreadable if name.startswith(base) and not name.endswith("bias")), None)
    return found if lost is None else (found.name, CorruptError(f"has a part that can't be read: {lost}"))


def _add(
    prefix: Path, found: Weight | tuple[str, CheckpointError], weights: dict[Path, TensorEntry], unfit: dict[str, str]
) -> None:
    if not isinstance(found, Weight):
        name, error = found
        unfit[name] = error.reason
        return
    path = (*prefix, found.name)
    try:
        weights.setdefault(path, logical_entry(path, found.scheme, found.decoder))
    except CorruptError as error:
        unfit[found.name] = error.reason


def _add_objects(
    objects: Iterable[ObjectEntry], entries: Iterable[Entry], weights: dict[Path, TensorEntry], unfit: dict[str, str]
) -> None:
    """Tensors of torchao's classes, whose attributes are the parts."""
    keys = {entry.path: entry.key for entry in objects}
    parts: dict[Path, dict[str, TensorEntry]] = {path: {} for path in keys}
    for entry in entries:
        if isinstance(entry, TensorEntry) and entry.path[:-1] in parts and entry.path[-1] in _TORCHAO_PARTS:
            parts[entry.path[:-1]][_TORCHAO_PARTS[entry.path[-1]]] = entry
    for path, found in parts.items():
        if not {"weight", "scale"} <= found.keys() or len(found["weight"].shape) < 2:
            continue
        try:
            weight = scaled("", found)
            weights[path] = logical_entry(path, f"torchao-{weight.scheme}", weight.decoder)
        except CorruptError as error:
            unfit[keys[path]] = error.reason


def _placed(entries: Iterable[Entry], weights: Mapping[Path, TensorEntry]) -> list[Entry]:
    """Each weight, with its parts behind it, where the first of these is or the object that stood for it."""
    weight_of = {part.path: path for path, weight in weights.items() for part in weight.components.values()}
    placed: list[Entry] = []
    seen: set[Path] = set()
    for entry in entries:
        path = weight_of.get(entry.path)
        if path is None and isinstance(entry, ObjectEntry) and entry.path in weights:
            path = entry.path
        if path is None:
            placed.append(entry)
        elif path not in seen:
            seen.add(path)
            placed.append(weights[path])
            placed += (_part(part, path) for part in weights[path].components.values())
    return placed


def _part(entry: TensorEntry, weight: Path) -> TensorEntry:
    """A stored part, which by itself is no tensor of the model; below the weight if it has its path."""
    path = (*weight, _PACKED) if entry.path == weight else entry.path
    return entry.at(path).replace(attributes={**entry.attributes, OUTSIDE_STATE_DICT: True, _STORED_AS: entry.key})


def as_stored(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as the file has them: parts under their own keys instead of the weights that they are parts of."""
    stored: list[Entry] = []
    for entry in entries:
        if isinstance(entry, TensorEntry):
            if entry.is_logical:
                continue
            stored.append(_restored(entry))
        else:
            stored.append(entry)
    return stored


def _restored(entry: TensorEntry) -> TensorEntry:
    """A part of a weight as the file has it; any other tensor as it is."""
    if _STORED_AS not in entry.attributes:
        return entry
    own = (OUTSIDE_STATE_DICT, _STORED_AS)
    path = entry.path if entry.key == entry.attributes[_STORED_AS] else entry.path[:-1]
    return entry.replace(
        where=path, attributes={name: value for name, value in entry.attributes.items() if name not in own}
    )


def _config(location: Location, prefix: Path) -> Mapping[str, Any]:
    """``quantization_config`` of the model, ``quantization`` of older ones of MLX, or what older files beside it say.

    Empty if there is none.
    """
    for folder in _folders(location, prefix):
        for name in _CONFIGS:
            try:
                with folder(name).open() as file:
                    said = JsonDecoder().decode(file.read(0, min(file.nbytes, _MAX_CONFIG_NBYTES)))
            except (CheckpointError, DecodeError, UnicodeDecodeError, RecursionError):
                continue
            if not isinstance(said, dict):
                continue
            otherwise = said.get("quantization") if name == _CONFIGS[0] else said
            config = said.get("quantization_config", otherwise)
            if isinstance(config, dict):
                return config
    return {}


def _folders(location: Location, prefix: Path) -> Iterable[Any]:
    """Where the configuration may be: beside the file, in the folder, in the folder in it that the tensors are from."""
    if not location.is_folder:
        return [location.sibling]
    inside = location
    found = [location.child]
    for part in prefix[:2]:
        if not isinstance(part, str) or not inside.child(part).is_folder:
            break
        inside = inside.child(part)
        found.append(inside.child)
    return reversed(found)


def _findings(weights: Mapping[Path, TensorEntry], unfit: Mapping[str, str]) -> list[Finding]:
    findings = []
    schemes: dict[str, int] = {}
    for weight in weights.values():
        schemes[weight.dtype.name] = schemes.get(weight.dtype.name, 0) + 1
    if schemes:
        counts = ", ".join(f"{count:,} {scheme}" for scheme, count in schemes.items())
        message = (
            f"{plural(len(weights), 'quantised weight')} ({counts}), shown with decoded values above the stored parts."
        )
        findings.append(Finding(Severity.INFO, "quantised", message))
    if unfit:
        shown = "; ".join(
            f"{printable(shortened(name, 60))} {reason}" for name, reason in list(unfit.items())[:_MAX_NAMED]
        )
        message = f"{plural(len(unfit), 'part')} of quantised weights not decoded: {shown}."
        findings.append(Finding(Severity.WARNING, "quantised-unfit", message))
    return findings
