"""What a checkpoint looks like: found in the background after it was opened, and shared by all that speak of it.

The architectures and what they know take a tenth of a second to import, so that only the worker thread does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.text import plural, printable
from inspector.ui.document.document import Document
from inspector.ui.runner import JobRunner
from inspector.ui.verification.offers import Offer, fit_text, name_of, offer

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint, Candidate
    from inspector.verifying.embedded_architecture import EmbeddedArchitecture

__all__ = ["Detected", "Detection"]

#: A candidate that fits worse than this is not worth a word in the summary.
_LIKE = 0.5
#: What is no likeness: the file says itself how its module is made.
_PICKLED = "pickled"


@dataclass(frozen=True, slots=True)
class Detected:
    """What was found: the ``candidates``, best first; what the file keeps; classes that only their own code can rebuild.

    ``offers`` are what the file says and the candidates, for choosing; ``blueprint`` is that of the file's own record, or
    else of the best candidate that fits. ``ids`` are those of all architectures known.
    """

    candidates: Sequence[Candidate] = ()
    offers: Sequence[Offer] = ()
    kept: EmbeddedArchitecture | None = None
    foreign: Sequence[str] = ()
    blueprint: Blueprint | None = None
    ids: Sequence[str] = ()
    problem: str = ""

    @property
    def can_verify(self) -> bool:
        """Whether there is a module to rebuild without asking anything more."""
        return self.blueprint is not None

    @property
    def sentence(self) -> str:
        """What the checkpoint looks like."""
        if self.kept is not None and self.can_verify:
            return f"Kept with its architecture: {name_of(self.kept.arch)}."
        if self.foreign:
            classes = ", ".join(map(printable, self.foreign[:3])) + (", …" if len(self.foreign) > 3 else "")
            return f"Holds a module of {classes}, which only its own code can rebuild."
        if self.problem:
            return self.problem
        best = self.candidates[0] if self.candidates else None
        if best is None or best.score < _LIKE:
            return "No architecture known here has these keys."
        if not best.matched:
            return f"Looks like {best.title}."
        wanted = best.matched + len(best.missing) + len(best.mismatched)
        if best.fits and best.arch == _PICKLED:
            return f"Holds {best.title}."
        if best.fits:
            return f"Looks like {name_of(best.arch)}, {best.matched:,} of {plural(wanted, 'key')}."
        more = f", {len(best.unexpected):,} unexpected" if best.unexpected else ""
        return f"Resembles {name_of(best.arch)}: {best.matched:,} of {plural(wanted, 'key')}{more}."


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
        self._done(Detected(problem=f"The architecture can't be told: {error}."))


def detected(document: Document, job: Job) -> Detected:
    """Look at the keys and shapes of a document; for a worker thread."""
    from inspector.architectures.architecture import Blueprint
    from inspector.architectures.pickled import foreign_classes
    from inspector.architectures.registry import builder_of, detect, listing
    from inspector.verifying.embedded_architecture import embedded_in

    checkpoint = document.checkpoint
    candidates = detect(checkpoint, job)
    offers = []
    for candidate in candidates:
        build, title, requires = builder_of(candidate.arch)
        made = Blueprint(candidate.arch, title, build, candidate.params, requires)
        offers.append(offer(f"{name_of(candidate.arch)}, {candidate.score:.0%}", made, fit_text(candidate)))
    best = offers[0].blueprint if candidates and candidates[0].fits else None
    ids = [item.id for item in listing()]
    found = Detected(candidates, offers, foreign=foreign_classes(checkpoint), blueprint=best, ids=ids)
    kept = embedded_in(checkpoint)
    if kept is None:
        return found
    try:
        made = kept.blueprint({})
    except InspectorError as error:
        return replace(found, problem=f"The file says that it is {printable(kept.arch[:80])}, but {error}.")
    said = "Kept in the file together with its outputs on a small input."
    first = offer(f"{name_of(kept.arch)}, as the file says", made, said)
    return replace(found, kept=kept, offers=[first, *offers], blueprint=made)
