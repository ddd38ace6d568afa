"""Every error a caller of the inspector has to expect.

::

    InspectorError
    ├── CheckpointError            the file's fault: one sentence names the file and the defect
    │   ├── UnknownFormatError     no reader recognises the content
    │   ├── TruncatedError         fewer bytes than the index promises
    │   ├── CorruptError           a number, name or structure contradicts the rest of the file
    │   ├── UnsupportedError       sound, but a variant this program does not read
    │   ├── LimitError             sound as far as read, but larger than an honest file can need
    │   ├── RangesUnsupportedError on a server that gives it as a whole only; nothing was downloaded
    │   └── OutputError            a file that can't be written
    │       └── OutputExistsError  something is there already, and replacing it was not asked for
    ├── SelectionError             the request's fault: no such key, slice or pattern
    ├── ExecutorError              workers of another process or machine can't be reached, or keep ending
    └── MissingDependencyError     an optional library is not installed; the message says which extra has it

Readers raise with the bare reason ("the header ends at byte 12"); the registry, which knows what the user asked for,
puts the file's name in front with :meth:`CheckpointError.at`.
"""

from __future__ import annotations

from collections.abc import Sequence

from inspector.findings import Finding

__all__ = [
    "CheckpointError",
    "CorruptError",
    "ExecutorError",
    "InspectorError",
    "LimitError",
    "MissingDependencyError",
    "OutputError",
    "OutputExistsError",
    "RangesUnsupportedError",
    "SelectionError",
    "TruncatedError",
    "UnknownFormatError",
    "UnsupportedError",
]


class InspectorError(Exception):
    """Base of every error that is not a bug of this program; ``str()`` is a sentence for the user."""


class CheckpointError(InspectorError):
    """A file that can't be read; ``reason`` is the defect, ``place`` the file it was found in, if known.

    ``findings`` are what is to be said of the file all the same: a pickle that breaks off runs up to there when loaded.
    ``is_of_folder`` tells that it is a folder which was to be opened.
    """

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason = reason
        self.place = place
        self.findings: Sequence[Finding] = ()
        self.is_of_folder = False

    def at(self, place: str) -> CheckpointError:
        """The same error, naming the file ``place``; an error that already names one is returned as it is."""
        if self.place:
            return self
        error = type(self)(self.reason, place)
        error.__cause__ = self.__cause__
        error.findings = self.findings
        error.is_of_folder = self.is_of_folder
        return error


class UnknownFormatError(CheckpointError):
    """No registered format recognises the content."""


class TruncatedError(CheckpointError):
    """The file ends, or a storage ends, before the bytes the index promises."""


class CorruptError(CheckpointError):
    """The file contradicts its own format."""


class UnsupportedError(CheckpointError):
    """A sound variant of a format that this program does not read."""


class LimitError(CheckpointError):
    """A structure out of all proportion to the file that holds it."""


class RangesUnsupportedError(CheckpointError):
    """A file whose server gives it as a whole only; ``nbytes`` is how much that is, None if the server does not say."""

    def __init__(self, reason: str, place: str = "", nbytes: int | None = None) -> None:
        super().__init__(reason, place)
        self.nbytes = nbytes

    def at(self, place: str) -> CheckpointError:
        return self if self.place else RangesUnsupportedError(self.reason, place, self.nbytes)


class OutputError(CheckpointError):
    """A file that can't be written; nothing of it is left."""


class OutputExistsError(OutputError):
    """A file of that name exists, and replacing it was not asked for."""


class SelectionError(InspectorError):
    """The caller asked for a key, region or pattern that the checkpoint does not have."""


class ExecutorError(InspectorError):
    """The workers that were asked for can't be reached, or end before they are done."""


class MissingDependencyError(InspectorError):
    """A library of an optional extra is needed and not installed, or can't be imported; ``library`` names it, if known."""

    def __init__(self, sentence: str, library: str = "") -> None:
        super().__init__(sentence)
        self.library = library
