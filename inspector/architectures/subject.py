"""The state dicts in a checkpoint: what detection looks at and verification loads.

A checkpoint may be a state dict, or hold one under ``state_dict`` or ``model`` beside an optimizer; its keys may begin with
``module.`` or ``_orig_mod.``, which DataParallel and ``torch.compile`` put there. All of these are the same thing, a text
that the dotted keys begin with: a :class:`Subject` is the tensors below one such prefix, by the rest of their keys.

Wrappers are in the middle of keys too, and some conventions change the last word (:mod:`inspector.names.canonical`): where
a file has such keys, there are subjects by their canonical names as well. In these a weight that is computed of several
tensors (:mod:`.computed_weights`) is one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from inspector.architectures.computed_weights import ComputedWeight, computed_weights
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.names.canonical import canonical_name, canonical_rules
from inspector.names.renaming import RenameRule, Renaming
from inspector.tensors.entries import Attribute, ObjectEntry, TensorEntry, key_of

__all__ = ["TORCH", "Conventions", "Shape", "Subject", "count_layers", "subjects"]

Shape = tuple[int, ...]

#: Under these names training scripts keep the weights, the likelier first.
_WRAPPERS = (
    "params_ema", "params", "state_dict", "model_state_dict", "model_state", "model", "module", "_orig_mod", "net",
    "network", "weights", "generator", "teacher", "student", "encoder_q", "encoder_k", "online_network", "target_network",
    "online", "target", "encoder", "backbone", "ema_state_dict", "model_ema", "ema_model", "averaged_model", "ema",
)  # fmt: skip
_WRAPPER_NAMES = frozenset(_WRAPPERS)
#: And under these what is no part of the module.
_OTHERS = ("optim", "scheduler", "lr_sched", "scaler", "amp", "rng", "loops", "callbacks")
_MAX_DEPTH = 6
_MAX_SUBJECTS = 24


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a framework has where torch has something else: its usual epsilon of a norm, images with their channels last."""

    framework: str
    norm_eps: float
    channels_last: bool = False


TORCH = Conventions("torch", 1e-5)


@dataclass(frozen=True, eq=False)
class Subject:
    """One state dict: its tensors by key. ``prefix`` is what the keys of the checkpoint have in front of these.

    ``left_out`` counts tensors beside these in the same flat dict, under other prefixes: where there are any, this is
    likelier a part of a module than the module. Copies (a student's teacher) don't count. ``is_canonical`` if the keys are
    canonical names of those of the file. ``conventions`` are those of the framework that wrote the file, also where keys and
    layouts are torch's by now. ``computed`` says of tensors which weights they are only a part of, of the same shape.
    """

    checkpoint: Checkpoint
    prefix: str
    tensors: Mapping[str, TensorEntry]
    left_out: int = 0
    is_canonical: bool = False
    conventions: Conventions = TORCH
    computed: Mapping[TensorEntry, ComputedWeight] = field(default_factory=dict)

    @cached_property
    def signature(self) -> Mapping[str, Shape]:
        """The shape of each tensor, in the file's order."""
        return {key: entry.shape for key, entry in self.tensors.items()}

    @cached_property
    def text(self) -> str:
        """All keys: that a word is in none of them is seen here in a hundredth of the time that going over them takes."""
        return "\n".join(self.tensors)

    @property
    def rules(self) -> list[RenameRule]:
        """The rules by which its keys come from those of the file."""
        rules = [RenameRule.prefix(self.prefix, "")] if self.prefix else []
        if not self.is_canonical:
            return rules
        changed = {key: entry for key, entry in self.tensors.items() if entry.key != self.prefix + key}
        named = {entry.key: entry.shape for entry in changed.values()}
        canonical = {self.prefix + key: entry.shape for key, entry in changed.items()}
        return [*canonical_rules(named, canonical), *rules]

    def renamed(self, renames: Renaming) -> Subject:
        """The subject by the keys that the rules give; they may speak of keys with the prefix or without it."""
        if not renames.rules:
            return self
        tensors: dict[str, TensorEntry] = {}
        for key, entry in self.tensors.items():
            found = renames.find(entry.key if self.is_canonical else self.prefix + key)
            tensors.setdefault(found[1] if found else renames.apply(key), entry)
        return replace(self, tensors=tensors)


def subjects(checkpoint: Checkpoint) -> list[Subject]:
    """Every part of the checkpoint that may be the state dict, the likelier first."""
    found: list[Subject] = []
    whole = Subject(checkpoint, "", _state_tensors(checkpoint))
    _collect(whole, found, 0)
    found = found[:_MAX_SUBJECTS]
    canonical = _canonical(whole)
    if canonical is not None:
        others: list[Subject] = []
        _collect(canonical, others, 0)
        found += others[:_MAX_SUBJECTS]
    return found


def _canonical(subject: Subject) -> Subject | None:
    """The subject by canonical names; None if its names are canonical, or two of them would be one."""
    weights = computed_weights(subject.tensors)
    plain = {key: entry for key, entry in subject.tensors.items() if key not in weights}
    for weight in weights.values():
        plain.setdefault(weight.name, weight.parts[0])
    keys = plain.keys()
    tensors = {key if _is_scale(key, keys) else canonical_name(key): entry for key, entry in plain.items()}
    if len(tensors) != len(plain) or tensors.keys() == subject.tensors.keys():
        return None
    computed = {weight.parts[0]: weight for weight in weights.values()}
    return replace(subject, tensors=tensors, is_canonical=True, computed=computed)


def _is_scale(key: str, keys: Collection[str]) -> bool:
    """Whether a ``gamma`` is alone: then it is no weight of a normalization, which has a ``beta`` beside it."""
    return key.endswith(".gamma") and f"{key.removesuffix('gamma')}beta" not in keys


def _collect(subject: Subject, found: list[Subject], depth: int) -> None:
    """The subject and what may be one below it; wrapped state dicts come before what wraps them."""
    groups: dict[str, dict[str, TensorEntry]] = {}
    for key, entry in subject.tensors.items():
        head, dot, tail = key.partition(".")
        if dot:
            groups.setdefault(head, {})[tail] = entry
    inner = {
        head: tensors
        for head, tensors in groups.items()
        if head in _WRAPPERS or len(tensors) == len(subject.tensors) or _is_module(subject, head)
    }
    if depth < _MAX_DEPTH and len(found) < _MAX_SUBJECTS:
        for head in sorted(inner, key=lambda head: _WRAPPERS.index(head) if head in _WRAPPERS else len(_WRAPPERS)):
            prefix = f"{subject.prefix}{head}."
            left_out = subject.left_out
            if not _is_dict(prefix, inner[head]):
                left_out += len(subject.tensors) - len(inner[head]) - _copied(inner, head)
            _collect(replace(subject, prefix=prefix, tensors=inner[head], left_out=left_out), found, depth + 1)
    own = {key: entry for key, entry in subject.tensors.items() if not _is_foreign(key)}
    if own:
        found.append(replace(subject, tensors=own))


def _copied(wrapped: Mapping[str, Mapping[str, TensorEntry]], head: str) -> int:
    """How many tensors are copies of those under ``head``, under other names for weights."""
    shapes = [(key, entry.shape) for key, entry in wrapped[head].items()]
    return sum(
        len(shapes)
        for other, tensors in wrapped.items()
        if other != head
        and {head, other} <= _WRAPPER_NAMES
        and [(key, entry.shape) for key, entry in tensors.items()] == shapes
    )


def _is_dict(prefix: str, tensors: Mapping[str, TensorEntry]) -> bool:
    """Whether a prefix is the key of a dict in the file, not just the beginning of keys in one."""
    path = next(iter(tensors.values())).path
    outer = next((end for end in range(1, len(path)) if f"{key_of(path[:end])}." == prefix), 0)
    return outer > 0 and not any(isinstance(element, Attribute) for element in path[:outer])


def _is_module(subject: Subject, head: str) -> bool:
    """Whether a whole pickled module lies under this key of a dict."""
    return not subject.prefix and any(
        entry.path[0] == head and isinstance(entry.path[1], Attribute)
        for entry in subject.tensors.values()
        if len(entry.path) > 1
    )


def _is_foreign(key: str) -> bool:
    return "." in key and key.startswith(_OTHERS)


def _state_tensors(checkpoint: Checkpoint) -> dict[str, TensorEntry]:
    """The tensors a state dict would name, by dotted key."""
    objects = (entry for entry in checkpoint.entries if isinstance(entry, ObjectEntry))
    scripted = any(entry.class_name.startswith("__torch__.") for entry in objects)
    tensors: dict[str, TensorEntry] = {}
    for entry in checkpoint.state_tensors:
        # TorchScript keeps all of a module's members as attributes of its own
        if not scripted or isinstance(entry.path[-1], Attribute):
            tensors.setdefault(entry.key, entry)
    return tensors


def count_layers(signature: Mapping[str, Shape], pattern: str) -> int:
    """How many of ``pattern.format(0)``, ``pattern.format(1)``, ... there are."""
    count = 0
    while pattern.format(count) in signature:
        count += 1
    return count
