"""The same weights in other groups: fused projections or single ones, stacked experts, a weight norm or its product.

Libraries changed their minds about these over time, and inference engines fuse what training keeps apart. Only tensors that
have no partner under their own name are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from inspector.comparing.alignment import Alignment, Pair
from inspector.comparing.conversion import rules
from inspector.comparing.conversion.rules import Converted
from inspector.errors import InspectorError
from inspector.tensors.entries import TensorEntry

__all__ = ["regrouped"]

_QKV = (
    ("q_proj", "k_proj", "v_proj"), ("query", "key", "value"), ("q", "k", "v"), ("wq", "wk", "wv"), ("to_q", "to_k", "to_v"),
    ("q_lin", "k_lin", "v_lin"),
)  # fmt: skip
_GATE_UP = (("gate_proj", "up_proj"), ("w1", "w3"))
#: What a fused module is called, and what the modules in it, in the order of their rows.
_FUSED: Mapping[str, Sequence[Sequence[str]]] = {
    **dict.fromkeys(("qkv_proj", "qkv", "Wqkv", "wqkv", "W_pack", "in_proj", "query_key_value", "to_qkv"), _QKV),
    **dict.fromkeys(("gate_up_proj", "w13"), _GATE_UP),
}
_MODULE = re.compile(r"((?:.*\.)?)([A-Za-z_0-9]+)[._](weight|bias)")
_EXPERTS = re.compile(r"((?:.*\.)?experts)\.(\w+?)(?:[._](weight|bias))?")
_WEIGHT_NORMS = (("weight_g", "weight_v"), ("parametrizations.weight.original0", "parametrizations.weight.original1"))
_MOST_EXPERTS = 4096
_MOST_RANKS = 1024


def regrouped(alignment: Alignment) -> Alignment:
    """The alignment with tensors paired that are made of several of the other side."""
    names = alignment.map.names
    found = [rule.rule for rule in alignment.map.found if not rule.rule.is_literal]

    def name_in_b(entry: TensorEntry) -> str:
        """What B calls a tensor of A, by the rules that made other pairs."""
        key = names.apply(entry.key)
        return next(filter(None, (rule.apply(key) for rule in found)), key)

    of_a = {name_in_b(entry): entry for entry in alignment.only_in_a}
    of_b = {entry.key: entry for entry in alignment.only_in_b}
    made_of_a = list(_made(of_a, of_b))
    made_of_b = list(_made(of_b, of_a))
    if not made_of_a and not made_of_b:
        return alignment
    pairs = [Pair(made.entry, target, conversion=made) for made, target in made_of_a]
    pairs += [Pair(target, made.entry, conversion=made) for made, target in made_of_b]
    used_a = {source for made, _ in made_of_a for source in made.sources} | {target.key for _, target in made_of_b}
    used_b = {source for made, _ in made_of_b for source in made.sources} | {target.key for _, target in made_of_a}
    return replace(
        alignment,
        pairs=(*alignment.pairs, *pairs),
        only_in_a=tuple(entry for entry in alignment.only_in_a if entry.key not in used_a),
        only_in_b=tuple(entry for entry in alignment.only_in_b if entry.key not in used_b),
    )


def _made(
    sources: Mapping[str, TensorEntry], targets: Mapping[str, TensorEntry]
) -> Iterator[tuple[Converted, TensorEntry]]:
    """For each target that several sources make up: what it should be, and what it is."""
    for name, target in targets.items():
        try:
            for made in _candidates(name, target, sources):
                if made is not None and made.entry.shape == target.shape:
                    yield made, target
                    break
        except InspectorError:  # of types or shapes that do not go together
            continue


def _candidates(name: str, target: TensorEntry, sources: Mapping[str, TensorEntry]) -> Iterator[Converted | None]:
    yield from _fused(name, target, sources)
    yield from _experts(name, target, sources)
    if name.endswith(".weight") or name == "weight":
        stem = name.removesuffix("weight")
        for size, direction in _WEIGHT_NORMS:
            if stem + size in sources and stem + direction in sources:
                yield rules.weight_normalized(sources[stem + size], sources[stem + direction])


def _fused(name: str, target: TensorEntry, sources: Mapping[str, TensorEntry]) -> Iterator[Converted]:
    module = _MODULE.fullmatch(name)
    for parts in _FUSED.get(module[2], ()) if module else ():
        assert module is not None
        found = [sources.get(f"{module[1]}{part}.{module[3]}") for part in parts]
        entries = [rules.identity(entry) for entry in found if entry is not None]
        if len(entries) == len(parts):
            ranks = target.attributes.get("parts", 1)
            is_cut = type(ranks) is int and 1 < ranks <= _MOST_RANKS and parts in _QKV
            yield rules.concatenated_by_rank(entries, ranks) if is_cut else rules.concatenated(entries)


def _experts(name: str, target: TensorEntry, sources: Mapping[str, TensorEntry]) -> Iterator[Converted]:
    """All experts of a layer in one tensor of three axes, or of two for biases; some libraries keep them transposed."""
    found = _EXPERTS.fullmatch(name)
    if found is None or not target.shape or not 0 < target.shape[0] <= _MOST_EXPERTS:
        return
    parameter = found[3] or "weight"
    for modules in ((found[2],), *_FUSED.get(found[2], ())):
        experts = [
            [sources.get(f"{found[1]}.{number}.{module}.{parameter}") for module in modules]
            for number in range(target.shape[0])
        ]
        entries = [[rules.identity(entry) for entry in expert if entry is not None] for expert in experts]
        if len({tuple(one.entry.shape for one in expert) for expert in entries}) > 1 or len(entries[0]) < len(modules):
            continue
        each = [expert[0] if len(expert) == 1 else rules.concatenated(expert) for expert in entries]
        yield rules.stacked(each)
        if len(target.shape) == 3:
            yield rules.stacked([replace(rules.transposed(one.entry), sources=one.sources) for one in each])
