"""The modules that an adapter changes, each with its factors by role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inspector.adapters.naming import AdapterKey, Role, parsed, unsupported_method, whole_tensor_name
from inspector.findings import Finding, Severity
from inspector.tensors.entries import TensorEntry
from inspector.text import plural, printable, shortened

__all__ = ["Adapter", "AdapterModule", "Method", "read_adapter"]

_LONGEST = 120
Method = str
"""``LoRA``, ``LoHa``, ``LoKr``, ``difference`` or ``norm``, as people call it."""

#: The factors by which a method is known, of which one set must be there.
_METHODS: tuple[tuple[Method, tuple[frozenset[Role], ...]], ...] = (
    ("LoRA", (frozenset({Role.A, Role.B}), frozenset({Role.EMBEDDING_A, Role.EMBEDDING_B}))),
    ("LoHa", (frozenset({Role.HADA_W1_A, Role.HADA_W1_B, Role.HADA_W2_A, Role.HADA_W2_B}),)),
    ("LoKr", tuple(
        first | second
        for first in (frozenset({Role.LOKR_W1}), frozenset({Role.LOKR_W1_A, Role.LOKR_W1_B}))
        for second in (frozenset({Role.LOKR_W2}), frozenset({Role.LOKR_W2_A, Role.LOKR_W2_B}))
    )),
    ("difference", (frozenset({Role.DIFF}), frozenset({Role.DIFF_BIAS}))),
    ("norm", (frozenset({Role.NORM}), frozenset({Role.NORM_BIAS}))),
)  # fmt: skip

_OF_BIAS = frozenset({Role.B_BIAS, Role.DIFF_BIAS, Role.NORM_BIAS})
_OF_NO_WEIGHT = _OF_BIAS | {Role.ALPHA, Role.SCALAR}


@dataclass(frozen=True, slots=True, eq=False)
class AdapterModule:
    """A module as the adapter names it, and the tensors that change it."""

    name: str
    is_joined: bool
    factors: Mapping[Role, TensorEntry]

    @property
    def method(self) -> Method:
        """How it is changed; empty where a factor that is needed is missing."""
        roles = self.factors.keys()
        return next((name for name, sets in _METHODS if any(needed <= roles for needed in sets)), "")

    @property
    def changes_weight(self) -> bool:
        """Whether it has something for the weight, and not for a bias alone."""
        return not self.factors.keys() <= _OF_NO_WEIGHT

    @property
    def row_count(self) -> int | None:
        """How many rows the weight has that it changes, where a single factor tells; None for others."""
        for role in (Role.B, Role.HADA_W1_A, Role.DIFF, Role.NORM):
            if role in self.factors and self.factors[role].shape:
                return self.factors[role].shape[0]
        return None

    @property
    def changes_bias(self) -> bool:
        """Whether it has something for the bias."""
        return not _OF_BIAS.isdisjoint(self.factors)

    @property
    def title(self) -> str:
        """The method as people call it: a LoRA with magnitudes is a DoRA."""
        is_decomposed = not {Role.MAGNITUDE, Role.DORA_SCALE}.isdisjoint(self.factors)
        return "DoRA" if is_decomposed and self.method == "LoRA" else self.method

    @property
    def keys(self) -> list[str]:
        """The keys of its tensors in the file."""
        return [entry.key for entry in self.factors.values()]


@dataclass(frozen=True, slots=True, eq=False)
class Adapter:
    """What the tensors of a file are: modules with factors, and whole tensors by the name they have in the base."""

    modules: list[AdapterModule] = field(default_factory=list)
    whole: dict[str, TensorEntry] = field(default_factory=dict)
    unread: list[TensorEntry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def methods(self) -> list[str]:
        """The methods of its modules, the commonest first."""
        counts = Counter(module.title for module in self.modules)
        return [title for title, _ in counts.most_common()]


def read_adapter(entries: Iterable[TensorEntry]) -> Adapter:
    """Sort the tensors of a file by module and role. Without modules it is no adapter."""
    adapter = Adapter()
    found: dict[tuple[str, bool], dict[Role, TensorEntry]] = {}
    methods: dict[str, list[TensorEntry]] = {}
    for entry in entries:
        key = parsed(entry.key)
        method = unsupported_method(entry.key)
        if method:
            methods.setdefault(method, []).append(entry)
        elif key is None:
            _add_whole(adapter, entry)
        else:
            _add_factor(adapter, found, key, entry)
    for (name, is_joined), factors in found.items():
        _add_module(adapter, AdapterModule(name, is_joined, factors))
    for method, unread in methods.items():
        adapter.unread.extend(unread)
        message = f"{plural(len(unread), 'tensor')} of {method}, which this version neither measures nor merges."
        adapter.findings.append(Finding(Severity.WARNING, "adapter-method", message, unread[0].key))
    return adapter


def _add_factor(
    adapter: Adapter, found: dict[tuple[str, bool], dict[Role, TensorEntry]], key: AdapterKey, entry: TensorEntry
) -> None:
    factors = found.setdefault((key.module, key.is_joined), {})
    if key.role in factors:
        adapter.unread.append(entry)
        message = f"{_named(key.module)} has {key.role.value} twice; {_named(factors[key.role].key)} counts."
        adapter.findings.append(Finding(Severity.WARNING, "adapter-role-twice", message, entry.key))
    else:
        factors[key.role] = entry


def _add_whole(adapter: Adapter, entry: TensorEntry) -> None:
    name = whole_tensor_name(entry.key)
    if name in adapter.whole:
        adapter.unread.append(entry)
        message = f"{_named(name)} is there twice; {_named(adapter.whole[name].key)} counts."
        adapter.findings.append(Finding(Severity.WARNING, "adapter-role-twice", message, entry.key))
    else:
        adapter.whole[name] = entry


def _add_module(adapter: Adapter, module: AdapterModule) -> None:
    if module.method:
        adapter.modules.append(module)
        return
    entries = list(module.factors.values())
    adapter.unread.extend(entries)
    roles = ", ".join(role.value for role in module.factors)
    message = f"{_named(module.name)} has only {roles}: factors are missing, so that it changes nothing."
    adapter.findings.append(Finding(Severity.WARNING, "adapter-incomplete", message, entries[0].key))


def _named(text: str) -> str:
    return printable(shortened(text, _LONGEST))
