"""Detecting the architecture of a checkpoint, by what it says itself and by its keys and shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from inspector.architectures.adapters import ADAPTER_PREFIX
from inspector.architectures.architecture import Blueprint, Candidate, Listing, name_of
from inspector.architectures.catalogue import learn
from inspector.architectures.configuration import CONFIGURATION, configuration
from inspector.architectures.language_model import HeadTie, LanguageModel, language_model
from inspector.architectures.pickled import PICKLED, foreign_classes
from inspector.architectures.registry import builder_of, listing
from inspector.architectures.registry import detect as candidates_of
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.operations.opening import CheckpointSource, opened
from inspector.sentences import translated
from inspector.tables import Column, Table, Tabular
from inspector.text import printable
from inspector.verifying.embedded_architecture import EmbeddedArchitecture, embedded_in
from inspector.verifying.kept_hyperparameters import kept_hyperparameters
from inspector.wording import tr, translatable

__all__ = [
    "Blueprint",
    "Candidate",
    "DetectionReport",
    "EmbeddedArchitecture",
    "HeadTie",
    "LanguageModel",
    "architectures",
    "blueprint_of",
    "detect",
    "learn",
]

#: A candidate that fits worse than this is no likeness.
_LIKE = 0.5
_LONGEST_NAME = 80
_SHOWN_CLASSES = 3
_SHOWN_TARGETS = 8
_FURTHER_CONFIGURATIONS = ("generation_config.json", "tokenizer_config.json", "adapter_config.json")
_ADAPTER_FACTS = {"r": translatable("rank {value}"), "lora_alpha": translatable("alpha {value}")}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DetectionReport(Tabular):
    """What a checkpoint is.

    ``candidates`` are the architectures that its keys and shapes may be of, the likeliest first; ``embedded`` is what the
    file itself says, if this installation knows such an architecture, and ``problem`` a sentence if it does not.
    ``foreign_classes`` are those of pickled modules that only their own code can rebuild; ``hyperparameters`` are kept in
    the file for a class of the user's own. ``configurations`` are the objects in the JSON files that lie beside the weights
    of a language model, by the names of the files; ``language_model`` is what these and the shapes tell of its sizes.
    ``stated_architecture`` and ``stated_name`` are the texts that the metadata of a GGUF have for both, or those of an image
    model (https://github.com/Stability-AI/ModelSpec).
    """

    candidates: Sequence[Candidate] = ()
    embedded: EmbeddedArchitecture | None = None
    foreign_classes: Sequence[str] = ()
    problem: str = ""
    hyperparameters: Mapping[str, Any] = field(default_factory=dict)
    configurations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    language_model: LanguageModel | None = None
    stated_architecture: str = ""
    stated_name: str = ""

    @property
    def _stated(self) -> str:
        """What the metadata say of an architecture that is not known here; empty if they say nothing."""
        if not self.stated_architecture:
            return ""
        name = printable(self.stated_architecture[:_LONGEST_NAME])
        if not self.stated_name:
            return tr("Architecture {name}, by its metadata.", name=name)
        title = printable(self.stated_name[:_LONGEST_NAME])
        return tr("{title}: architecture {name}, by its metadata.", title=title, name=name)

    @property
    def best(self) -> Candidate | None:
        """The likeliest candidate, if all keys and shapes are its."""
        return self.candidates[0] if self.candidates and self.candidates[0].fits else None

    @property
    def is_adapter(self) -> bool:
        """Whether it is an adapter, which is no module of its own."""
        return self.best is not None and self.best.arch.startswith(ADAPTER_PREFIX)

    @property
    def blueprint(self) -> Blueprint | None:
        """The module to rebuild if nobody says another: what the file says, or else the best candidate, if it fits."""
        if self.embedded is not None:
            return self.embedded.blueprint({})
        return None if self.best is None else blueprint_of(self.best)

    @property
    def sentence(self) -> str:
        """What the checkpoint looks like."""
        if self.embedded is not None:
            return tr("Kept with its architecture: {name}.", name=name_of(self.embedded.arch))
        if self.foreign_classes:
            first = ", ".join(map(printable, self.foreign_classes[:_SHOWN_CLASSES]))
            more = ", …" if len(self.foreign_classes) > _SHOWN_CLASSES else ""
            return tr("Holds a module of {classes}, which only its own code can rebuild.", classes=first + more)
        if self.problem:
            return self.problem
        likeliest = self.candidates[0] if self.candidates else None
        if likeliest is None or likeliest.score < _LIKE:
            return self._stated or tr("Architecture not recognized.")
        return _likeness(likeliest)

    def table(self, most: int) -> Table:
        columns = [Column("architecture"), *(Column(name, right=True) for name in ("score", "matched"))]
        columns += [Column(name, right=True) for name in ("missing", "unexpected", "of another shape")]
        rows = [
            [candidate.arch, f"{candidate.score:.0%}", *map(str, (candidate.matched, *_misfits(candidate)))]
            for candidate in self.candidates[:most]
        ]
        return Table(self.sentence, columns, rows, len(self.candidates), "candidate")


def detect(source: CheckpointSource, *, limit: int = 20, job: Job | None = None) -> DetectionReport:
    """The architecture of a checkpoint, with at most ``limit`` candidates.

    Looks at keys, shapes and plain values: it reads no tensor data, imports no framework and builds nothing. Raises what
    :func:`inspector.open` raises, and InspectorError for a registered architecture that fails.
    """
    job = job or Job()
    with opened(source, job) as checkpoint:
        candidates = candidates_of(checkpoint, job, limit)
        foreign = foreign_classes(checkpoint)
        embedded = embedded_in(checkpoint)
        beside = _configurations(checkpoint)
        found = DetectionReport(
            candidates,
            embedded,
            foreign,
            hyperparameters=kept_hyperparameters(checkpoint),
            configurations=beside,
            language_model=language_model(checkpoint, beside.get(CONFIGURATION, {}), job),
            stated_architecture=_text(checkpoint.metadata, "general.architecture", "modelspec.architecture"),
            stated_name=_text(checkpoint.metadata, "general.name", "modelspec.title"),
        )
        if embedded is None:
            return found
        try:
            embedded.blueprint({})
        except InspectorError as error:
            problem = f"The file says that it is {printable(embedded.arch[:_LONGEST_NAME])}, but {error}."
            return replace(found, embedded=None, problem=problem)
        return found


def architectures() -> list[Listing]:
    """All architectures that are known here. Raises InspectorError for a registered one that can't be imported."""
    return listing()


def blueprint_of(candidate: Candidate) -> Blueprint:
    """How to build the module of a candidate."""
    build, title, requires = builder_of(candidate.arch)
    return Blueprint(candidate.arch, title, build, candidate.params, requires)


def _configurations(checkpoint: Checkpoint) -> dict[str, dict[str, Any]]:
    """What the files beside the weights say; on a server the one that detection has looked at already."""
    names = (CONFIGURATION,) if checkpoint.location.is_far else (CONFIGURATION, *_FURTHER_CONFIGURATIONS)
    found = ((name, configuration(checkpoint.location, name)) for name in names)
    return {name: said for name, said in found if said}


def _text(metadata: Mapping[str, Any], *names: str) -> str:
    """The text that metadata have under the first of some names; empty if there is none."""
    texts = (metadata.get(name) for name in names)
    return next((text.strip() for text in texts if isinstance(text, str)), "")


def _likeness(candidate: Candidate) -> str:
    if candidate.fits and candidate.arch == PICKLED.id:
        return tr("Full pickled module (torch.nn layers only).")
    if not candidate.matched:  # its keys are not known before it is built
        return tr("Looks like {name}.", name=translated(candidate.title))
    wanted = candidate.matched + len(candidate.missing) + len(candidate.mismatched)
    keys = tr("{count:,} of %n key", "{count:,} of %n keys", wanted, count=candidate.matched)
    if candidate.arch.startswith(ADAPTER_PREFIX):
        return tr(
            "Looks like a {name}, {keys}.", name=translated(candidate.title), keys=keys + _adapter_facts(candidate)
        )
    if candidate.fits:
        return tr("Looks like {name}, {keys}.", name=name_of(candidate.arch), keys=keys)
    if candidate.unexpected:
        keys += tr(", {count:,} unexpected", count=len(candidate.unexpected))
    return tr("Resembles {name}: {keys}.", name=name_of(candidate.arch), keys=keys)


def _adapter_facts(candidate: Candidate) -> str:
    """What the configuration beside an adapter says of it."""
    params = candidate.params
    facts = [tr(fact, value=params[name]) for name, fact in _ADAPTER_FACTS.items() if name in params]
    targets = params.get("target_modules")
    if isinstance(targets, list) and targets and all(isinstance(target, str) for target in targets):
        shown = sorted(targets)[:_SHOWN_TARGETS]
        more = tr(" and {count:,} more", count=len(targets) - len(shown)) if len(targets) > len(shown) else ""
        facts.append(tr("for {names}", names=", ".join(map(printable, shown)) + more))
    return "".join(tr(", {fact}", fact=fact) for fact in facts)


def _misfits(candidate: Candidate) -> tuple[int, int, int]:
    return len(candidate.missing), len(candidate.unexpected), len(candidate.mismatched)
