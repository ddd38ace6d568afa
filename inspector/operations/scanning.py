"""Scanning: what in a file is dangerous or broken. Nothing in it is executed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.execution import Workers, in_order
from inspector.findings import Finding, Severity, danger_first, gravest_first
from inspector.formats.registry import open_checkpoint
from inspector.formats.unread_members import findings_in_folder, findings_of_bytes
from inspector.jobs import Job
from inspector.operations.integrity import damage
from inspector.operations.opening import CheckpointSource, opened
from inspector.sources.location import Location, location_of, shown_place
from inspector.sources.storage import MemoryStorage
from inspector.tables import Column, Table, Tabular
from inspector.tensors.entries import Entry, ObjectEntry
from inspector.tensors.reading import read_stored
from inspector.text import plural, printable

__all__ = ["ScanReport", "class_severity", "entries_about", "scan", "scan_each"]


_EXTRA_STATE = "_extra_state"


@dataclass(frozen=True, slots=True, repr=False)
class ScanReport(Tabular):
    """The findings of one file, in the order in which they were made.

    Findings are observations, not verdicts: a file without any holds nothing that this program knows to look for.
    """

    location: Location
    format: str
    findings: Sequence[Finding]

    @classmethod
    def of(cls, checkpoint: Checkpoint) -> ScanReport:
        """What opening a checkpoint has found; reads nothing more."""
        return cls(checkpoint.location, checkpoint.format, checkpoint.findings)

    @classmethod
    def of_refused(cls, place: str, error: CheckpointError, job: Job | None = None) -> ScanReport:
        """Of a file that can't be opened: the defect, which comes last, and what could be made out in it all the same.

        Of a folder the files are looked into as well for which there was no time when it was opened.
        """
        reason = error.reason.removeprefix(danger_first(error.findings))
        defect = Finding(Severity.WARNING, "unreadable-file", f"The file can't be read: {reason}.")
        location, found = location_of(place), list(error.findings)
        if any(finding.code == "unread-members" for finding in found) and location.is_folder:
            first = [finding for finding in found if finding.code != "unread-members"]
            found = list(dict.fromkeys([*first, *findings_in_folder(location, (), job or Job())]))
        return cls(location, "", [*found, defect])

    @property
    def is_dangerous(self) -> bool:
        """Whether anything was found that can run code, or otherwise do harm, when the file is loaded elsewhere."""
        return bool(self.of_severity(Severity.DANGER))

    def passes(self, *, strict: bool = False) -> bool:
        """Whether a gate should let the file through: nothing dangerous; ``strict``ly, nothing unknown or damaged either."""
        return not self.is_dangerous and not (strict and self.of_severity(Severity.WARNING))

    def of_severity(self, severity: Severity) -> list[Finding]:
        """The findings of one severity."""
        return [finding for finding in self.findings if finding.severity is severity]

    def table(self, most: int) -> Table:
        caption = f"{printable(self.location.name)}: {self.format}, {plural(len(self.findings), 'finding')}"
        rows = [
            [finding.severity.value, finding.message, finding.where] for finding in gravest_first(self.findings)[:most]
        ]
        columns = [Column("severity"), Column("finding"), Column("where")]
        return Table(caption, columns, rows, len(self.findings), "finding")


def scan(source: CheckpointSource, *, place: str = "", job: Job | None = None) -> ScanReport:
    """Look for what is dangerous or broken in a checkpoint. Archives are read whole and checked against their checksums.

    In a folder, the files that do not belong to its checkpoint are scanned, too; ``place`` is the folder in which an open
    checkpoint was found, which may itself be a file there.

    Raises what :func:`inspector.open` raises for a file that can't be read.
    """
    job = job or Job()
    with opened(source, job) as checkpoint:
        report = ScanReport.of(checkpoint)
        found = [*report.findings, *damage(checkpoint, job), *_pickled_states(checkpoint, job)]
        folder = _place_of(source, place)
        if folder.is_folder:
            found += findings_in_folder(folder, {file.key for file in checkpoint.files}, job)
        return replace(report, findings=list(dict.fromkeys(found)))  # opening has looked into some of them


def _pickled_states(checkpoint: Checkpoint, job: Job) -> Iterator[Finding]:
    """What is to be said of tensors that are bytes of a pickle: Transformer Engine unpickles them when it loads a layer.

    Source: ``get_extra_state`` in transformer_engine/pytorch/module/base.py.
    """
    for entry in job.each(checkpoint.tensors):
        is_bytes = entry.dtype.name == "uint8" and len(entry.shape) == 1 and entry.storage is not None
        if is_bytes and entry.nbytes <= job.limits.companion_nbytes and entry.key.endswith(_EXTRA_STATE):
            with suppress(CheckpointError):  # that it can't be read is said where it is
                yield from findings_of_bytes(MemoryStorage(read_stored(entry).tobytes()), entry.key, job)


def _place_of(source: CheckpointSource, place: str) -> Location:
    if isinstance(source, Checkpoint):
        return location_of(place) if place else source.location
    return location_of(source)


def scan_each(
    places: Sequence[str], workers: Workers, *, download: bool = False, job: Job | None = None
) -> Iterator[tuple[str, ScanReport | CheckpointError]]:
    """Each file with what a scan of it says, or why it can't be read; in order. A file is the work of one worker."""
    job = job or Job()
    with closing(in_order(places, _Scanning(download), workers=workers)) as found:
        for done, (place, outcome) in enumerate(found):
            job.report(done, len(places), f"Scanning {shown_place(place)}")
            yield place, outcome


@dataclass(frozen=True, slots=True)
class _Scanning:
    """What a worker does with a file; a bug of ours that one file shows keeps nobody from the others."""

    download: bool

    def __call__(self, place: str, _scratch: object) -> ScanReport | CheckpointError:
        try:
            with open_checkpoint(place, download=self.download) as checkpoint:
                return scan(checkpoint, place=place)
        except CheckpointError as error:
            return error
        except MemoryError:
            return CheckpointError("not enough memory")
        except Exception as error:
            return CheckpointError(f"internal error, a bug in this program ({type(error).__name__}: {error})")


def entries_about(findings: Iterable[Finding], entries: Iterable[Entry], job: Job | None = None) -> dict[Finding, int]:
    """The number of the entry that a finding is about, of those that are about one: the first with its key or class."""
    by_key, by_class = defaultdict[str, list[Finding]](list), defaultdict[str, list[Finding]](list)
    for finding in findings:
        if finding.where:  # of a shard or a member its name is before the key
            for key in {finding.where, finding.where.rpartition(": ")[2]}:
                by_key[key].append(finding)
        if finding.imported:
            by_class[finding.imported].append(finding)
    found: dict[Finding, int] = {}
    for number, entry in enumerate((job or Job()).each(entries)) if by_key or by_class else ():
        about = by_key.pop(entry.key, []) if by_key else []
        if isinstance(entry, ObjectEntry):
            about += by_class.pop(entry.class_name, [])
        for finding in about:
            found.setdefault(finding, number)
    return found


def class_severity(name: str) -> Severity:
    """How a class is judged that a file names: INFO for one known to be harmless, DANGER for one that can run code."""
    from inspector.formats.recognisers import all_recognisers  # only files with objects need it

    return all_recognisers().names.judge(name)
