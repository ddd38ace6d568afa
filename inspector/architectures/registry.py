"""All known architectures, and which of them a checkpoint has.

They come from providers: the families of this package and those that third parties register under the entry point group
``checkpoint_inspector.architectures``, which are rules; and libraries, whose models are known by a catalogue of keys and
shapes, by conditions on keys, or by the configuration beside the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from inspector.architectures.adapters import ADAPTER_PREFIX, AdapterProvider, why_not_built
from inspector.architectures.architecture import (
    Architecture,
    Blueprint,
    Candidate,
    Choices,
    Listing,
    Provider,
    candidate_of,
)
from inspector.architectures.builtin.chains import CHAINS
from inspector.architectures.builtin.recurrent import RECURRENT
from inspector.architectures.builtin.transformer import TRANSFORMER_ENCODER
from inspector.architectures.libraries import LibraryProvider
from inspector.architectures.pickled import PICKLED, foreign_classes
from inspector.architectures.spandrel_rules import SpandrelProvider
from inspector.architectures.subject import Subject
from inspector.architectures.transformers_rules import TransformersProvider
from inspector.architectures.translation import state_dicts
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError, SelectionError
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.plugins import plugins

__all__ = ["ENTRY_POINTS", "blueprint", "builder_of", "choices_of", "detect", "listing", "overridden"]

ENTRY_POINTS = "checkpoint_inspector.architectures"
_BUILT_IN = (PICKLED, *CHAINS, *RECURRENT, TRANSFORMER_ENCODER)
#: Libraries whose models are known by ``library:name`` and built by a module of that name.
_LIBRARIES = ("torchvision", "timm", "transformers", "spandrel")
#: Twice as many as the largest models have; to look at a million took a minute and two gigabytes.
_MOST_ENTRIES = 200_000
#: Candidates that fit worse than this are noise.
_LOWEST_SCORE = 0.1
#: Of candidates that fit, the rank says which is likelier; of others the score. Parts of a flat dict fit less than this.
_FITTING_SCORE = 0.9
_DEFAULT_LIMIT = 20
_NO_RENAMES = Renaming(())
#: Hyperparameters of the input, which any architecture may be given.
_OF_INPUT = ("input_shape", "input_high", "channels_last")

_A = TypeVar("_A")
_R = TypeVar("_R")


class _RuleProvider:
    """Architectures that are rules."""

    def __init__(self, rules: Sequence[Architecture]) -> None:
        self.rules = rules

    def candidates(self, subject: Subject) -> Iterable[Candidate]:
        return filter(None, [candidate_of(rule, subject) for rule in self.rules])

    def blueprint(self, arch: str, subjects: Sequence[Subject]) -> Blueprint | None:
        rule = next((rule for rule in self.rules if rule.id == arch), None)
        if rule is None:
            return None
        fitting = [found for subject in subjects if (found := candidate_of(rule, subject)) is not None]
        if not fitting:
            raise SelectionError(f"the checkpoint does not have the keys of {arch} ({rule.title})")
        best = max(fitting, key=lambda candidate: candidate.score)  # as detection has it; of equal ones the first
        return Blueprint(rule.id, rule.title, rule.build, best.params, rule.requires)

    def listing(self) -> list[Listing]:
        return [Listing(rule.id, rule.title, rule.requires) for rule in self.rules]


def listing() -> list[Listing]:
    """All architectures."""
    return [item for provider in _providers() for item in provider.listing()]


def detect(checkpoint: Checkpoint, job: Job | None = None, limit: int = _DEFAULT_LIMIT) -> list[Candidate]:
    """The architectures that the checkpoint may be of, the likeliest first.

    Looks at keys, shapes and plain values; imports no framework and reads no tensor data. There are none for a checkpoint
    of more entries than any known model has.
    """
    job = job or Job()
    if len(checkpoint.entries) > _MOST_ENTRIES:
        return []
    best: dict[str, Candidate] = {}
    for subject in state_dicts(checkpoint):
        for provider in _providers():
            job.check()
            for candidate in provider.candidates(subject):
                known = best.get(candidate.arch)
                if known is None or candidate.score > known.score:
                    best[candidate.arch] = candidate
    ranked = sorted(best.values(), key=_unlikeliness)
    return [candidate for candidate in ranked if candidate.score >= _LOWEST_SCORE][:limit]


def _unlikeliness(candidate: Candidate) -> tuple[float, ...]:
    if candidate.fits and candidate.score >= _FITTING_SCORE:
        return (0, -candidate.rank, -candidate.score, len(candidate.arch))
    return (1, -candidate.score, -candidate.rank, len(candidate.arch))


def blueprint(
    arch: str, checkpoint: Checkpoint, overrides: Mapping[str, Any], renames: Renaming = _NO_RENAMES
) -> Blueprint:
    """The architecture called ``arch`` with the hyperparameters that the checkpoint tells and those given here.

    ``renames`` apply to the keys first. Raises SelectionError for an unknown architecture, for one whose rule says that
    the checkpoint is not of it, and for hyperparameters it does not have.
    """
    found = [subject.renamed(renames) for subject in state_dicts(checkpoint)]
    if arch == PICKLED.id and (foreign := foreign_classes(checkpoint)):
        raise SelectionError(f"only the code of {', '.join(foreign)} can rebuild this module; give it (--code)")
    for provider in _providers():
        made = provider.blueprint(arch, found)
        if made is not None:
            return overridden(replace(made, arch=arch), overrides)
    raise SelectionError(f"there is no architecture {arch!r}; the verb archs lists them")


def builder_of(arch: str) -> tuple[str, str, str]:
    """The builder's name, the title and the library of an architecture whose hyperparameters are known already.

    Raises SelectionError for an unknown architecture.
    """
    if arch.startswith(ADAPTER_PREFIX):
        raise SelectionError(why_not_built())
    library, colon, name = arch.partition(":")
    if colon and library in _LIBRARIES:
        return f"inspector.architectures.builds.{library}:build", f"{name} of {library}", library
    for rule in _rules():
        if rule.id == arch:
            return rule.build, rule.title, rule.requires
    raise SelectionError(f"there is no architecture {arch!r}; the verb archs lists them")


def choices_of(made: Blueprint) -> Choices:
    """What the shapes of a checkpoint leave open of a module: the values that such hyperparameters may have."""
    rule = next((rule for rule in _rules() if rule.id == made.arch), None)
    return {} if rule is None or rule.choices is None else rule.choices(made.params)


def overridden(made: Blueprint, overrides: Mapping[str, Any]) -> Blueprint:
    """The blueprint with other hyperparameters; raises SelectionError for one it does not have.

    Modules of a library take any that their model knows.
    """
    unknown = [name for name in overrides if name not in made.params and name not in _OF_INPUT]
    if unknown and not made.requires:
        names = ", ".join(sorted(made.params))
        raise SelectionError(f"{made.arch} has no hyperparameter {unknown[0]!r}; it has {names}")
    return replace(made, params={**made.params, **overrides})


def _rules() -> list[Architecture]:
    return [*_BUILT_IN, *_registered()]


def _providers() -> Iterator[Provider]:
    yield _RuleProvider(_rules())
    yield LibraryProvider()
    yield TransformersProvider()
    yield SpandrelProvider()
    yield AdapterProvider()


@cache
def _registered() -> tuple[Architecture, ...]:
    """The architectures of installed distributions.

    Raises InspectorError naming one that can't be imported, or whose id another has.
    """
    found: list[Architecture] = []
    owners = {rule.id: "this program" for rule in _BUILT_IN}
    for plugin in plugins(ENTRY_POINTS):
        whose = f"the architecture {plugin.name} of {plugin.distribution}"
        if plugin.problem:
            raise InspectorError(f"{whose} {plugin.problem}")
        for rule in plugin.objects:
            if not isinstance(rule, Architecture):
                raise InspectorError(f"{whose} is no Architecture but a {type(rule).__name__}")
            if rule.id in owners or rule.id.partition(":")[0] in _LIBRARIES:
                owner = owners.get(rule.id) or "this program, which takes it for one of a library"
                raise InspectorError(f"{whose} is called {rule.id}, as one of {owner}: uninstall {plugin.distribution}")
            owners[rule.id] = plugin.distribution
            keys = None if rule.keys is None else _guarded(rule.keys, rule.id)
            choices = None if rule.choices is None else _guarded(rule.choices, rule.id)
            found.append(replace(rule, infer=_guarded(rule.infer, rule.id), keys=keys, choices=choices))
    return tuple(found)


def _guarded(function: Callable[[_A], _R], arch: str) -> Callable[[_A], _R]:
    """A function of a third party: whatever it raises becomes an InspectorError that names the architecture."""

    def call(argument: _A) -> _R:
        try:
            return function(argument)
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
            raise InspectorError(f"the rule of the architecture {arch} failed: {said}") from error

    return call
