"""All architectures there are, and which of them a checkpoint is of.

Three kinds: the families of this package, those of installed libraries (known by an index of their keys and shapes), and
those that third parties register under the entry point group ``checkpoint_inspector.architectures``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from inspector.architectures.architecture import Architecture, Candidate, Params, candidate_of
from inspector.architectures.builtin.chains import CHAINS
from inspector.architectures.builtin.recurrent import RECURRENT
from inspector.architectures.builtin.transformer import TRANSFORMER_ENCODER
from inspector.architectures.subject import Subject, subjects
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.renaming import Renaming
from inspector.errors import InspectorError, SelectionError
from inspector.jobs import Job

__all__ = ["Blueprint", "architectures", "blueprint", "builder_of", "detect"]

ENTRY_POINTS = "checkpoint_inspector.architectures"
#: Candidates that fit worse than this are noise.
_LOWEST_SCORE = 0.1
_DEFAULT_LIMIT = 20
_NO_RENAMES = Renaming(())


@dataclass(frozen=True, slots=True)
class Blueprint:
    """All that is needed to build a module: the name of its builder and the hyperparameters."""

    arch: str
    title: str
    build: str
    params: Params
    requires: str = ""


def architectures() -> list[Architecture]:
    """The architectures that are rules: built in, and registered by others."""
    return [*CHAINS, *RECURRENT, TRANSFORMER_ENCODER, *_registered()]


def detect(checkpoint: Checkpoint, job: Job | None = None, limit: int = _DEFAULT_LIMIT) -> list[Candidate]:
    """The architectures that the checkpoint may be of, the likeliest first.

    Looks at keys, shapes and plain values; imports no framework and reads no tensor data.
    """
    job = job or Job()
    best: dict[str, Candidate] = {}
    for subject in subjects(checkpoint):
        job.check()
        for candidate in _candidates(subject):
            known = best.get(candidate.arch)
            if known is None or candidate.score > known.score:
                best[candidate.arch] = candidate
    ranked = sorted(best.values(), key=lambda candidate: (-candidate.score, -candidate.rank))
    return [candidate for candidate in ranked if candidate.score >= _LOWEST_SCORE][:limit]


def blueprint(
    arch: str, checkpoint: Checkpoint, overrides: Mapping[str, Any], renames: Renaming = _NO_RENAMES
) -> Blueprint:
    """The architecture called ``arch`` with the hyperparameters that the checkpoint tells and those given here.

    ``renames`` apply to the keys first. Raises SelectionError for an unknown architecture, for one whose rule says that
    the checkpoint is not of it, and for hyperparameters it does not have.
    """
    rule = _rule(arch)
    for subject in subjects(checkpoint):
        params = rule.infer(subject.renamed(renames))
        if params is not None:
            return Blueprint(rule.id, rule.title, rule.build, _overridden(rule.id, params, overrides), rule.requires)
    raise SelectionError(f"the checkpoint does not have the keys of {arch} ({rule.title})")


def builder_of(arch: str) -> tuple[str, str, str]:
    """The builder's name, the title, and the library it needs. Raises SelectionError for an unknown architecture."""
    rule = _rule(arch)
    return rule.build, rule.title, rule.requires


def _rule(arch: str) -> Architecture:
    rule = next((rule for rule in architectures() if rule.id == arch), None)
    if rule is None:
        raise SelectionError(f"there is no architecture {arch!r}; the verb archs lists them")
    return rule


def _overridden(arch: str, params: Params, overrides: Mapping[str, Any]) -> dict[str, Any]:
    unknown = [name for name in overrides if name not in params and name not in ("input_shape", "input_high")]
    if unknown:
        raise SelectionError(f"{arch} has no hyperparameter {unknown[0]!r}; it has {', '.join(sorted(params))}")
    return {**params, **overrides}


def _candidates(subject: Subject) -> Iterator[Candidate]:
    for rule in architectures():
        candidate = candidate_of(rule, subject)
        if candidate is not None:
            yield candidate


@cache
def _registered() -> Sequence[Architecture]:
    """The architectures of installed distributions. Raises InspectorError naming one that can't be imported."""
    found: list[Architecture] = []
    for point in entry_points(group=ENTRY_POINTS):
        try:
            loaded = point.load()
        except Exception as error:
            raise InspectorError(
                f"the architecture {point.name} of {point.value} can't be imported: {error}"
            ) from error
        found += loaded if isinstance(loaded, (list, tuple)) else [loaded]
    return tuple(found)
