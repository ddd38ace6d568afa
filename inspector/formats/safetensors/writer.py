"""safetensors: a JSON header, then the tensors one behind the other, those of the widest elements first.

The order and the padding are those of the reference writer, which keep every tensor aligned to its elements. A plan may be
spread over shards with an index beside them, as Hugging Face's libraries name and read them.
Sources: ``prepare`` in https://github.com/huggingface/safetensors, ``safetensors/src/tensor.rs``;
``split_state_dict_into_shards_factory`` in https://github.com/huggingface/huggingface_hub.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from inspector.errors import SelectionError
from inspector.formats.safetensors.header import MAX_HEADER_NBYTES
from inspector.formats.safetensors.types import SAFETENSORS_TYPES
from inspector.tensors.dtypes import DType
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.layout import Layout, Placement
from inspector.writing.plan import Plan, PlannedTensor
from inspector.writing.transfer import Transfer
from inspector.writing.writer import Shard, Writer

__all__ = ["SafetensorsWriter"]

_CODES = {dtype.name: code for code, dtype in SAFETENSORS_TYPES.items()}
_RANKS = {name: rank for rank, name in enumerate(_CODES)}
_METADATA = "__metadata__"
_ALIGNMENT = 8


class SafetensorsWriter(Writer):
    """``safetensors.torch.save_file`` of a state dict."""

    can_shard = True

    def supports_dtype(self, dtype: DType) -> bool:
        return dtype.name in _CODES

    def why_not(self, planned: PlannedTensor) -> str:
        dtype = planned.dtype or planned.entry.dtype
        if dtype.elements_per_unit != SAFETENSORS_TYPES[_CODES[dtype.name]].elements_per_unit:
            return "has a byte for each element, where safetensors packs them"
        if dtype.values_per_element != 1 and not planned.entry.shape and not planned.is_cast:
            return "has no axis to count its packed elements along"
        if planned.entry.numel % dtype.elements_per_unit and not planned.is_cast:
            return "does not fill whole bytes"
        return ""

    def keeps_metadata(self, name: str) -> bool:
        return True

    def why_not_key(self, key: str) -> str:
        if key == _METADATA:
            return "is where safetensors keeps its metadata"
        return super().why_not_key(key)

    def shards(self, layout: Layout, target: Path, max_nbytes: int) -> list[Shard]:
        """A tensor larger than a shard has its own. Shards are called ``model-00001-of-00005.safetensors``."""
        groups: list[list[Placement]] = [[]]
        room = max_nbytes
        for placement in layout.placements:
            if placement.nbytes > room and groups[-1]:
                groups.append([])
                room = max_nbytes
            groups[-1].append(placement)
            room -= placement.nbytes
        if len(groups) == 1:
            return [Shard(target, layout)]
        names = (f"{target.stem}-{n:05d}-of-{len(groups):05d}{target.suffix}" for n in range(1, len(groups) + 1))
        return [
            Shard(target.with_name(name), Layout(group, [placement.record for placement in group]))
            for name, group in zip(names, groups, strict=True)
        ]

    def index(self, shards: Sequence[Shard], target: Path) -> tuple[Path, bytes] | None:
        """``model.safetensors.index.json``, unless there is but one shard."""
        if len(shards) == 1:
            return None
        nbytes = sum(shard.layout.nbytes for shard in shards)
        weight_map = {placement.key: shard.target.name for shard in shards for placement in shard.layout.placements}
        index = {"metadata": {"total_size": nbytes}, "weight_map": dict(sorted(weight_map.items()))}
        text = json.dumps(index, indent=2, ensure_ascii=False) + "\n"
        return target.with_name(f"{target.name}.index.json"), text.encode()

    def write(self, plan: Plan, layout: Layout, atomic_file: AtomicFile, transfer: Transfer) -> None:
        placements = sorted(layout.placements, key=lambda each: (-_RANKS[each.dtype.name], each.key))
        header = _header(placements, plan.metadata)
        atomic_file.write(len(header).to_bytes(8, "little") + header)
        for placement in placements:
            transfer.copy(placement.record, atomic_file.write)


def _header(placements: Sequence[Placement], metadata: Mapping[str, str]) -> bytes:
    described: dict[str, object] = {_METADATA: dict(sorted(metadata.items()))} if metadata else {}
    position = 0
    for placement in placements:
        end = position + placement.nbytes
        shape = [*placement.shape]
        if placement.dtype.values_per_element != 1:
            shape[-1] *= placement.dtype.values_per_element
        code = _CODES[placement.dtype.name]
        described[placement.key] = {"dtype": code, "shape": shape, "data_offsets": [position, end]}
        position = end
    header = json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
    if len(header) > MAX_HEADER_NBYTES:
        raise SelectionError(
            f"the names and shapes take {len(header):,} bytes; safetensors allows 100,000,000: use shards"
        )
    return header + b" " * (-len(header) % _ALIGNMENT)
