"""The models of torchvision and timm, by the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspector.architectures.architecture import Blueprint, Candidate, Listing
from inspector.architectures.catalogue import catalogue
from inspector.architectures.subject import Subject

__all__ = ["LibraryProvider"]

_LIBRARIES = ("torchvision", "timm")


class LibraryProvider:
    """Models by the id ``library:name``. One that the catalogue lacks can be built by its name all the same."""

    def candidates(self, subject: Subject) -> Iterable[Candidate]:
        """The models that share most keys and shapes with the checkpoint."""
        known = catalogue()
        return known.candidates(subject) if known is not None else ()

    def blueprint(self, arch: str, subjects: Sequence[Subject]) -> Blueprint | None:
        """The model called ``arch``, with as many classes and channels as the checkpoint has."""
        library, _, name = arch.partition(":")
        if library not in _LIBRARIES or not name:
            return None
        known = catalogue()
        fitted = [known.fitted(arch, subject) for subject in subjects] if known is not None else []
        found = [candidate for candidate in fitted if candidate is not None]
        best = max(found, key=lambda candidate: candidate.score, default=None)
        params = {"name": name} if best is None else best.params
        return Blueprint(
            arch, f"{name} of {library}", f"inspector.architectures.builds.{library}:build", params, library
        )

    def listing(self) -> list[Listing]:
        """All models of the catalogue."""
        known = catalogue()
        found = [arch.partition(":") for arch in known.archs] if known is not None else []
        return [Listing(f"{library}:{name}", f"{name} of {library}", library) for library, _, name in found]
