"""What a checkpoint looks like: found in the background after it was opened, and shared by all that speak of it.

The architectures and what they know take a tenth of a second to import, so that only the worker thread does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from inspector.architectures.architecture import name_of
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.text import printable, shortened
from inspector.ui.document.document import Document
from inspector.ui.runner import JobRunner
from inspector.ui.verification.offers import Offer, fit_text, offer, value_text
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.operations.detection import Blueprint, DetectionReport, EmbeddedArchitecture, LanguageModel

__all__ = ["Detected", "Detection"]

_MAX_KEPT = 120


@dataclass(frozen=True, slots=True)
class Detected:
    """What was found, for showing and for choosing.

    ``offers`` are what the file says and the candidates, best first; ``kept`` is what the file says, and ``blueprint`` the
    module to rebuild if nothing else is chosen. ``ids`` are those of all architectures known.
    """

    sentence: str = ""
    offers: Sequence[Offer] = ()
    kept: EmbeddedArchitecture | None = None
    blueprint: Blueprint | None = None
    ids: Sequence[str] = ()
    #: The arguments that the file keeps for a class of the user's own, as they are typed.
    hyperparameters: str = ""
    #: What the JSON files beside the weights say, and what a language model is like.
    configurations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    language_model: LanguageModel | None = None

    @property
    def can_verify(self) -> bool:
        """Whether there is a module to rebuild without asking anything more."""
        return self.blueprint is not None


class Detection(QObject):
    """Looks once for each document. ``changed`` comes when it has looked, or something was verified."""

    changed = Signal()

    def __init__(self, document: Document, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        #: What was found; None while it is looked for.
        self.found: Detected | None = None
        self._verified: Blueprint | None = None
        runner.start((self, "detection"), self._detect, self._done, self._failed)

    @property
    def is_settled(self) -> bool:
        """Whether it has looked, or will not any more."""
        return not self._runner.is_running((self, "detection"))

    @property
    def blueprint(self) -> Blueprint | None:
        """The module to rebuild: the one that was verified last, or else the likeliest."""
        return self._verified or (self.found.blueprint if self.found is not None else None)

    def verified(self, blueprint: Blueprint) -> None:
        """Remember a module whose outputs matched."""
        self._verified = blueprint
        self.changed.emit()

    def _detect(self, job: Job) -> Detected:
        return detected(self._document, job)

    def _done(self, found: Detected) -> None:
        self.found = found
        self.changed.emit()

    def _failed(self, error: InspectorError) -> None:
        self._done(Detected(tr("The architecture can't be told: {error}.", error=translated(str(error)))))


def detected(document: Document, job: Job) -> Detected:
    """Look at the keys and shapes of a document; for a worker thread."""
    from inspector.operations.detection import architectures, detect

    report = detect(document.checkpoint, job=job)
    ids = [item.id for item in architectures()]
    if report.is_adapter:
        sentence = " ".join((translated(report.sentence), tr("Compare it with its base to see what it changes.")))
        return Detected(sentence, _offers(report), ids=ids, configurations=report.configurations)
    kept = " ".join(f"{name}={value_text(value)}" for name, value in report.hyperparameters.items())
    return Detected(
        translated(report.sentence),
        _offers(report),
        report.embedded,
        report.blueprint,
        ids,
        shortened(printable(kept), _MAX_KEPT),
        report.configurations,
        report.language_model,
    )


def _offers(report: DetectionReport) -> list[Offer]:
    offers = []
    embedded = report.embedded
    if embedded is not None:
        said = tr("Kept in the file together with its outputs on a small input.")
        offers.append(offer(tr("{name}, as the file says", name=name_of(embedded.arch)), None, embedded.params, said))
    for candidate in report.candidates:
        title = f"{name_of(candidate.arch)}, {candidate.score:.0%}"
        offers.append(offer(title, candidate, candidate.params, fit_text(candidate)))
    return offers
