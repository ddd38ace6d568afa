"""Matching the modules of an adapter with those of a base, by their names.

An adapter and its base may differ by what wraps a name (``unet.``, ``model.diffusion_model.``, ``lora_te1_``): for all
modules that belong together one prefix is left out on one side, the one by which most of them meet. Names whose dots are
underscores meet a base's names with underscores for dots, and only where these are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from inspector.adapters.modules import AdapterModule
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry

__all__ = ["BaseModules", "Meeting", "meet"]

#: What Kohya's scripts and LyCORIS put before a joined name, the longest first.
_JOINED_PREFIXES = (
    "lora_prior_unet_", "lora_prior_te_", "lora_transformer_", "lora_unet_", "lora_flux_", "lora_te1_", "lora_te2_",
    "lora_te3_", "lora_te_", "lora_dit_", "lycoris_", "lora_",
)  # fmt: skip
#: The models of a diffusion pipeline, whose adapters may lie in one file.
_COMPONENTS = frozenset({
    "unet", "text_encoder", "text_encoder_2", "text_encoder_3", "transformer", "diffusion_model", "prior", "text_model",
})  # fmt: skip
#: Parts of a name that may be left out at its beginning.
_MAX_LEFT_OUT = 4
#: Places where a base's name may be cut into a wrapper's prefix and the rest.
_MAX_CUTS = 16
_ABSENT = -1


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """``names`` has the base's module for each module that meets one; ``ambiguous`` why another meets none, if several."""

    names: Mapping[AdapterModule, str]
    ambiguous: Mapping[AdapterModule, str]


class BaseModules:
    """The tensors of a base by module and parameter: ``weight`` and ``bias`` of ``model.layers.0.mlp``."""

    def __init__(self, entries: Iterable[TensorEntry]) -> None:
        self.by_key: dict[str, TensorEntry] = {}
        self._modules: dict[str, None] = {}
        for entry in entries:
            key = entry.key
            self.by_key.setdefault(key, entry)
            module, _, parameter = key.rpartition(".")
            if parameter in ("weight", "bias"):
                self._modules.setdefault(module)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def parameter(self, module: str, name: str) -> TensorEntry | None:
        """A parameter of a module."""
        return self.by_key.get(f"{module}.{name}" if module else name)

    def row_count(self, module: str) -> int | None:
        """How many rows the weight of a module has."""
        weight = self.parameter(module, "weight")
        return weight.shape[0] if weight is not None and weight.shape else None

    def whole(self, name: str) -> TensorEntry | None:
        """The tensor with a name, or the only one that has it behind a wrapper's prefix."""
        if name in self.by_key:
            return self.by_key[name]
        found = self._by_ending.get(name, ())
        return self.by_key[found[0]] if len(found) == 1 else None

    @cached_property
    def _by_ending(self) -> dict[str, list[str]]:
        """The keys by what is behind each of their first dots."""
        found: dict[str, list[str]] = {}
        for key in self.by_key:
            for cut in _cuts(key):
                found.setdefault(key[cut:], []).append(key)
        return found


def meet(modules: Sequence[AdapterModule], base: BaseModules, job: Job) -> Meeting:
    """Which module of the base each module of an adapter is."""
    groups: dict[tuple[str, bool], dict[AdapterModule, str]] = {}
    for module in modules:
        prefix, rest = _grouped(module)
        groups.setdefault((prefix, module.is_joined), {})[module] = rest
    names: dict[AdapterModule, str] = {}
    ambiguous: dict[AdapterModule, str] = {}
    for (prefix, is_joined), group in groups.items():
        job.check()
        _meet_group(prefix, group, base, _flattened(base, joined=is_joined), names, ambiguous)
    return Meeting(names, ambiguous)


def _grouped(module: AdapterModule) -> tuple[str, str]:
    """The prefix that says which model of a pipeline a module is of, and the rest of its name."""
    if module.is_joined:
        prefix = next((each for each in _JOINED_PREFIXES if module.name.startswith(each)), "")
    else:
        first, dot, _ = module.name.partition(".")
        prefix = f"{first}{dot}" if first in _COMPONENTS and dot else ""
    return prefix, module.name.removeprefix(prefix)


def _flattened(base: BaseModules, *, joined: bool) -> dict[str, list[str]]:
    """The base's modules by their names as the adapter's would be written."""
    found: dict[str, list[str]] = {}
    for name in base:
        found.setdefault(name.replace(".", "_") if joined else name, []).append(name)
    return found


def _meet_group(
    prefix: str,
    group: Mapping[AdapterModule, str],
    base: BaseModules,
    written: Mapping[str, list[str]],
    names: dict[AdapterModule, str],
    ambiguous: dict[AdapterModule, str],
) -> None:
    rows = {rest: module.row_count for module, rest in group.items()}
    added, left_out, tied = _best_prefix(prefix, rows, base, written)
    for module, rest in group.items():
        found = written.get(added + left_out(rest), [])
        if tied:
            ambiguous[module] = f"fits as well below {tied[0]!r} as below {tied[1]!r}"
        elif len(found) == 1:
            names[module] = found[0]
        elif found:
            ambiguous[module] = f"may be {found[0]} or {found[1]}"


class _LeftOut:
    """Puts back what a group's prefix was, and leaves out what a name then begins with."""

    def __init__(self, prefix: str = "", wrapper: str = "") -> None:
        self._prefix, self._wrapper = prefix, wrapper

    def __call__(self, name: str) -> str:
        return (self._prefix + name).removeprefix(self._wrapper)


def _best_prefix(
    group_prefix: str, rows: Mapping[str, int | None], base: BaseModules, written: Mapping[str, list[str]]
) -> tuple[str, _LeftOut, tuple[str, str] | None]:
    """What to add to the adapter's names and what to leave out so that most of them meet; with two, if they tie.

    ``rows`` are the names, with how many rows their weights have, ``written`` the base's names as the adapter writes such.
    """
    best: tuple[int, str, _LeftOut, tuple[str, str] | None] = (0, "", _LeftOut(group_prefix), None)
    ways = [_LeftOut(group_prefix), _LeftOut()] if group_prefix else [_LeftOut()]
    for way in ways:
        added, count, tied = _added({way(name): count for name, count in rows.items()}, base, written)
        if count > best[0]:
            best = (count, added, way, tied)
    if best[0] < len(rows):
        for wrapper in _wrappers([group_prefix + name for name in rows], joined=group_prefix.endswith("_")):
            way = _LeftOut(group_prefix, wrapper)
            count = sum(way(name) in written for name in rows)
            if count > best[0]:
                best = (count, "", way, None)
    return best[1:]


def _added(
    wanted: Mapping[str, int | None], base: BaseModules, written: Mapping[str, list[str]]
) -> tuple[str, int, tuple[str, str] | None]:
    """The prefix of the base's names behind which most of the wanted ones are, and how many; two of them if they tie.

    Of two text encoders the one counts whose weights have the rows that are wanted.
    """
    count = sum(name in written for name in wanted)
    if count == len(wanted):
        return "", count, None
    met: Counter[str] = Counter({"": count} if count else {})
    fitting: Counter[str] = Counter()
    for as_written, names in written.items():
        for cut in _cuts(names[0]):
            rows = wanted.get(as_written[cut:], _ABSENT)
            if rows != _ABSENT:
                met[as_written[:cut]] += 1
                fitting[as_written[:cut]] += rows == base.row_count(names[0])
    if not met:
        return "", 0, None
    first, *others = sorted(met, key=lambda prefix: (met[prefix], fitting[prefix]), reverse=True)
    tied = bool(first and others) and (met[first], fitting[first]) == (met[others[0]], fitting[others[0]])
    return first, met[first], (first, others[0]) if tied else None


def _cuts(name: str) -> Iterator[int]:
    """Behind each of the first dots of a name."""
    cut = name.find(".") + 1
    for _ in range(_MAX_CUTS):
        if not cut:
            return
        yield cut
        cut = name.find(".", cut) + 1


def _wrappers(names: Sequence[str], *, joined: bool) -> Iterator[str]:
    """What all names begin with, cut behind each of its first parts."""
    separator = "_" if joined else "."
    cut = 0
    for _ in range(_MAX_LEFT_OUT):
        cut = names[0].find(separator, cut) + 1
        if not cut or not all(name.startswith(names[0][:cut]) for name in names):
            return
        yield names[0][:cut]
