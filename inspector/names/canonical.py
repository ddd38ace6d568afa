"""One name for the many that wrappers and conventions give the same tensor, anywhere in a key.

``torch.compile`` puts ``_orig_mod`` where a submodule was compiled, activation checkpointing and FSDP their own words, PEFT
``base_layer`` and, where it trains a whole module, ``modules_to_save`` with the adapter's name; pruning calls the weight
``weight_orig``, a parametrisation ``parametrizations.weight.original``; layer normalisation in older BERT files has
``gamma`` and ``beta``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from inspector.names.renaming import RenameRule

__all__ = ["canonical_name", "canonical_rules"]

#: Parts of a key that say nothing of the tensor.
_WRAPPERS = frozenset({
    "_orig_mod", "_checkpoint_wrapped_module", "_fsdp_wrapped_module", "_fpw_module", "_forward_module", "_wrapped_module",
    "_module", "_torch_module", "_original_module", "module", "base_layer",
})  # fmt: skip
#: PEFT's word for the copies of a module that it trains, by the name of the adapter.
_SAVED = "modules_to_save"
_LAST = {"gamma": "weight", "beta": "bias"}
_ORIGINAL = "_orig"
_PARAMETRISED = {"original": "", "original0": "_g", "original1": "_v"}

Shape = tuple[int, ...]


def canonical_name(key: str) -> str:
    """The key without wrappers, and with the usual word for what has several."""
    parts = [part for part in key.split(".") if part not in _WRAPPERS]
    if _SAVED in parts[:-2]:
        at = parts.index(_SAVED)
        del parts[at : at + 2]
    if len(parts) > 2 and parts[-3] == "parametrizations" and parts[-1] in _PARAMETRISED:
        parts[-3:] = [parts[-2] + _PARAMETRISED[parts[-1]]]
    if parts:
        last = parts[-1]
        parts[-1] = _LAST.get(last, last.removesuffix(_ORIGINAL))
    return ".".join(parts)


def canonical_rules(
    a: Mapping[str, Shape], b: Mapping[str, Shape], changes: Iterable[RenameRule] = ()
) -> list[RenameRule]:
    """Rules that bring together names of ``a`` and ``b`` (with their shapes) that are one canonical name.

    ``changes`` are rules that others of these names have in common: names of ``a`` are tried as these make them, too. A
    rule is about as many names as it can be, and comes before those that are about more: of several the first applies. A
    name that several of a side share is left alone.
    """
    names_b = _unique(b)
    rules: dict[RenameRule, None] = {}
    for change in (None, *changes):
        renamed = {name if change is None else change.apply(name): name for name in a}
        for canonical, name in _unique(filter(None, renamed)).items():
            name_a, name_b = renamed[name], names_b.get(canonical)
            if name_b is None or a[name_a] != b[name_b] or any(rule.apply(name_a) == name_b for rule in rules):
                continue
            rules[_rule(name_a, name_b)] = None
    return sorted(rules, key=lambda rule: -sum(map(len, rule.old)))


def _unique(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[canonical_name(name)].append(name)
    return {canonical: several[0] for canonical, several in found.items() if len(several) == 1}


def _rule(name_a: str, name_b: str) -> RenameRule:
    """The rule from one name to the other that is about what they have in common at the end, or else at the beginning."""
    parts_a, parts_b = name_a.split("."), name_b.split(".")
    same = 0
    while same < min(len(parts_a), len(parts_b)) - 1 and parts_a[-1 - same] == parts_b[-1 - same]:
        same += 1
    if same:
        heads = (parts[: len(parts) - same] for parts in (parts_a, parts_b))
        return RenameRule.prefix(*(".".join(head) + "." for head in heads))
    while same < min(len(parts_a), len(parts_b)) - 1 and parts_a[same] == parts_b[same]:
        same += 1
    tails = ("." + ".".join(parts[same:]) for parts in (parts_a, parts_b))
    if not same:
        return RenameRule.key(name_a, name_b)
    old, new = tails
    return RenameRule(("", old), ("", new))
