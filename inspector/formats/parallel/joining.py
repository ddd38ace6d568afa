"""Tensors that were cut among ranks, put together: by what they say of their place, else by the name of their layer.

A linear layer is cut by its outputs (column-parallel: along the first axis, the bias too) or by its inputs (row-parallel:
along the second axis, the bias whole on each rank); norms are whole on each. Which it is shows in the name alone.
Sources: Megatron-LM's megatron/core/tensor_parallel/layers.py, llama's llama/model.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.pickles.names import words
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.entries import Path, TensorEntry, key_of, key_parts
from inspector.tensors.reading import read_stored
from inspector.text import plural, printable, shortened

__all__ = ["Cut", "Joiner", "Tensors", "cut_by_name"]

Tensors = Mapping[Path, TensorEntry]

_COLUMN = words("""
    query_key_value qkv qkv_proj q_proj k_proj v_proj query key value linear_qkv wq wk wv w1 w3 gate_proj up_proj
    gate_up_proj dense_h_to_4h linear_fc1 fc1 fc gate word_embeddings embed_tokens tok_embeddings vocab_embedding
    output_layer lm_head output
""")
_ROW = words("dense dense_4h_to_h linear_proj linear_fc2 fc2 o_proj down_proj wo w2 proj")
#: Layers that may be two in one, each cut by itself, and the layer whose inputs are their outputs.
_GATED = {"dense_h_to_4h": "dense_4h_to_h", "linear_fc1": "linear_fc2", "gate_up_proj": "down_proj"}
#: Tensors up to this size are compared to see whether each rank has the same.
_MAX_COMPARED = 1 << 20
_MAX_NAMED = 3


class Cut(NamedTuple):
    """Along which axis a tensor is cut; ``strides`` parts of it are each cut by themselves."""

    axis: int
    strides: int = 1


CutOf = Callable[[Path, TensorEntry, Tensors], Cut | None]
"""How a tensor of the first rank is cut, given all of that rank; None if its name does not say."""


def cut_by_name(path: Path, entry: TensorEntry, tensors: Tensors) -> Cut | None:
    """What the last two parts of the key tell."""
    *_, module, kind = ["", "", *".".join(key_parts(path)).split(".")]
    if kind.startswith("layer_norm"):  # Megatron's core keeps the norm in front of a layer in it
        return None
    if module in _COLUMN and entry.shape:
        return Cut(0, _strides(path, entry, tensors, module))
    if module in _ROW and kind == "weight" and len(entry.shape) == 2:
        return Cut(1)
    return None


def _strides(path: Path, entry: TensorEntry, tensors: Tensors, module: str) -> int:
    """2 for a layer whose outputs are twice what the next one takes: a gate and what it lets through."""
    following = _GATED.get(module)
    if following is None or type(path[-1]) is not str:
        return 1
    name = path[-1].removesuffix("bias").removesuffix("weight") + "weight"
    place = (*path[:-1], name)
    if module not in name and len(path) > 1 and type(path[-2]) is str:
        place = (*path[:-2], path[-2].replace(module, following), name)
    else:
        place = (*path[:-1], name.replace(module, following))
    after = tensors.get(place)
    return 2 if after is not None and len(after.shape) == 2 and entry.shape[0] == 2 * after.shape[1] else 1


@dataclass
class Joiner:
    """Joins the tensors of ranks, and remembers what could not be."""

    cut_of: CutOf = cut_by_name
    findings: list[Finding] = field(default_factory=list)
    _by_rank: list[str] = field(default_factory=list)
    _incomplete: list[str] = field(default_factory=list)

    def joined(self, ranks: Mapping[str, Tensors], *, total: int) -> list[TensorEntry]:
        """The whole tensors; below the name of its rank what can't be told to be a part or the same on each.

        ``ranks`` are in order, and ``total`` there should be.
        """
        paths = dict.fromkeys(path for tensors in ranks.values() for path in tensors)
        first = next(iter(ranks.values()), {})
        found: list[TensorEntry] = []
        for path in paths:
            parts = {rank: tensors[path] for rank, tensors in ranks.items() if path in tensors}
            try:
                whole = self._whole(path, list(parts.values()), first, total)
            except CheckpointError as error:
                message = f"The parts of {_shown(key_of(path))} do not fit each other: {error.reason}."
                self.findings.append(Finding(Severity.WARNING, "parts-unfit", message, key_of(path)))
                whole = None
            if whole is not None:
                found.append(whole)
            else:
                self._by_rank.append(key_of(path))
                found += (entry.at((rank, *path)) for rank, entry in parts.items())
        return found

    def said(self) -> list[Finding]:
        """All findings, once everything was joined."""
        findings = [*self.findings]
        for names, code, what in (
            (self._incomplete, "shard-missing", "incomplete: not all ranks have a part"),
            (self._by_rank, "parts-by-rank", "shown by rank: the names do not say how they were cut"),
        ):
            if names:
                shown = ", ".join(map(_shown, names[:_MAX_NAMED])) + (", …" if len(names) > _MAX_NAMED else "")
                message = f"{plural(len(names), 'tensor')} {what} ({shown})."
                findings.append(Finding(Severity.WARNING, code, message))
        return findings

    def _whole(self, path: Path, parts: list[TensorEntry], first: Tensors, total: int) -> TensorEntry | None:
        if any("global_shape" in part.attributes for part in parts):
            return self._placed(path, parts)
        if total == 1:
            return parts[0].at(path)
        cut = self.cut_of(path, parts[0], first)
        if cut is not None:
            return self._concatenated(path, parts, cut, total)
        return parts[0].at(path) if _are_the_same(parts) else None

    def _concatenated(self, path: Path, parts: list[TensorEntry], cut: Cut, total: int) -> TensorEntry:
        """Part after part; of each of the strides first those of all ranks."""
        axis, strides = cut
        pieces: list[Piece] = []
        start = 0
        for stride in range(strides):
            for part in parts:
                size = part.shape[axis] // strides
                whole = (slice(None),) * axis
                region = part.region((*whole, slice(stride * size, (stride + 1) * size)))
                offsets = tuple(start if number == axis else 0 for number in range(len(part.shape)))
                pieces.append(Piece(offsets, region))
                start += size
        shape = tuple(start if number == axis else size for number, size in enumerate(parts[0].shape))
        missing = ""
        if len(parts) < total:
            self._incomplete.append(key_of(path))
            missing = "the file of a rank is missing"
        return assembled_entry(path, shape, pieces, missing=missing, attributes={"parts": len(parts)})

    def _placed(self, path: Path, parts: list[TensorEntry]) -> TensorEntry | None:
        """Parts that say where in the whole they belong."""
        shapes = {tuple(part.attributes.get("global_shape", ())) for part in parts}
        if len(shapes) != 1 or not all("global_offset" in part.attributes for part in parts):
            return None
        shape = shapes.pop()
        places: dict[tuple[int, ...], TensorEntry] = {}
        for part in parts:
            if part.numel:
                places.setdefault(tuple(part.attributes["global_offset"]), part)
        held = sum(part.numel for part in places.values())
        whole = 1
        for size in shape:
            whole *= size
        if held < whole:
            self._incomplete.append(key_of(path))
        pieces = [Piece(offset, part) for offset, part in places.items()] or [Piece((0,) * len(shape), parts[0])]
        return assembled_entry(path, shape, pieces, missing="the file of a rank is missing")


def _are_the_same(parts: Sequence[TensorEntry]) -> bool:
    """Whether parts are equal; of large ones only type and shape are looked at, and those of two axes may be parts."""
    first = parts[0]
    if any((part.shape, part.dtype.name) != (first.shape, first.dtype.name) for part in parts):
        return False
    if first.nbytes > _MAX_COMPARED or first.storage is None:
        return len(first.shape) < 2
    bytes_of = read_stored(first).tobytes()
    return all(read_stored(part).tobytes() == bytes_of for part in parts[1:])


def _shown(name: str) -> str:
    return printable(shortened(name, 80))
