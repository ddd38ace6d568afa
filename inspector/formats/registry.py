"""Opening: which reader takes which file, and what it is told to be if none does.

A reader is imported when a file may be of its format, so that opening a safetensors file loads no pickle machine. Content
decides and names lie: the suffix only orders the tries. Each refusal keeps its reason for the final error, which says what
the file seems to be.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from inspector.checkpoint.checkpoint import RECORD_PREFIX, Checkpoint
from inspector.errors import CheckpointError, LimitError, RangesUnsupportedError, UnknownFormatError
from inspector.findings import Finding, Severity, danger_first
from inspector.formats.listing import all_formats, format_named, installed
from inspector.formats.recognition import Candidate, candidates, meant_by
from inspector.formats.shard_names import shard_alone, shard_name
from inspector.formats.sniff import beside_weights, description, part_of_split
from inspector.garbage import collector_paused
from inspector.jobs import Job
from inspector.quantised.parts import may_hold_weights
from inspector.sources.file_pool import FilePool
from inspector.sources.local_file import CopiedLink
from inspector.sources.location import Location, location_of
from inspector.sources.source import Source
from inspector.tensors.columns import made_entries
from inspector.text import plural, printable

__all__ = ["may_begin", "open_checkpoint", "read_source", "read_within"]


def open_checkpoint(
    place: str | os.PathLike[str] | Location,
    job: Job | None = None,
    *,
    decoded: bool = True,
    download: bool = False,
) -> Checkpoint:
    """Open any file or folder this version reads. Reads and checks the whole index, no tensor data.

    Quantised weights are shown with their ``decoded`` values above their parts, or just as what the file has.

    Raises CheckpointError, whose text begins with the place, for everything that is wrong with the file:
    RangesUnsupportedError for one whose server gives it as a whole only, unless it is allowed to ``download`` it.
    """
    location = location_of(place)
    job = job or Job()
    source = _source(location, job, download=download)
    try:
        with collector_paused():
            checkpoint = read_source(source, job)
            is_quantised = decoded and may_hold_weights(checkpoint.entries, job)
            checkpoint = replace(checkpoint, entries=made_entries(checkpoint.entries, job))
            if is_quantised:
                from inspector.quantised.logical import with_logical_tensors  # needs numpy

                checkpoint = with_logical_tensors(checkpoint, job)
    except CheckpointError as error:
        _add_findings(
            error, source, job
        )  # to a name that ends with the clause: another would hold the error in a cycle
        source.close()
        raise _named(error, location) from error.__cause__
    except MemoryError as error:
        source.close()
        raise LimitError("needs more memory than there is", str(location)) from error
    except BaseException:
        source.close()
        raise
    findings = _findings_of_place(checkpoint, source, job)
    return replace(checkpoint, findings=[*findings, *checkpoint.findings]) if findings else checkpoint


def _findings_of_place(checkpoint: Checkpoint, source: Source, job: Job) -> list[Finding]:
    """What is to be said of where a checkpoint lies.

    That is of a shard that was opened by itself, of other files in its folder, and of blobs where texts stand in the place
    of links.
    """
    findings: list[Finding] = []
    if source.is_folder:
        if not checkpoint.format.startswith("folder("):  # which looks at all files by itself
            from inspector.formats.unread_members import findings_of_neighbours  # as above

            findings += findings_of_neighbours(
                source.opened_folder or source, {file.key for file in checkpoint.files}, job
            )
    elif (shard := shard_name(source.location.name)) is not None and shard.total > 1:
        findings.append(shard_alone(shard))
    copied = sum(isinstance(file, CopiedLink) for file in checkpoint.files)
    if copied:
        message = (
            f"{plural(copied, 'link')} to blobs of the cache copied as text; the blobs were read, "
            "but what loads the model does not find them. Copy the folder with its links."
        )
        findings.append(Finding(Severity.WARNING, "link-copied", message))
    return findings


def _add_findings(error: CheckpointError, source: Source, job: Job) -> None:
    """Add to an error what is to be said of the file or folder it refuses, the danger first."""
    from inspector.formats.unread_members import findings_of_refused  # few files need it

    if not error.findings:
        error.findings = findings_of_refused(source, job)
    split = "" if isinstance(error, UnknownFormatError) else part_of_split(source.name)
    error.reason = danger_first(error.findings) + error.reason + split
    error.is_of_folder = source.is_folder


def _named(error: CheckpointError, location: Location) -> CheckpointError:
    """The error with the place in front, on one line whatever the names are that it quotes from the file."""
    error.reason = printable(error.reason)
    return error.at(str(location))


def read_source(source: Source, job: Job, *, as_container: bool = True) -> Checkpoint:
    """Give ``source`` to the first reader that accepts it; raises UnknownFormatError if none does.

    Only if it may be opened ``as_container``, one that holds checkpoints of other formats is opened for these.
    """
    refusals: list[str] = []
    guesses: list[str] = []  # why it is of no format that only its name spoke for
    failures: list[str] = []
    for candidate in candidates(source):
        if candidate.format.holds_others and not as_container:
            continue
        job.check()
        reason = candidate.why_not(source)
        if reason is None:
            try:
                checkpoint = _completed(candidate.read(source, job), candidate, failures)
                return _with_unread(checkpoint, source, job)
            except UnknownFormatError as error:
                if not candidate.format.holds_others:
                    raise
                refusals += [error.reason] if error.reason else []
                continue
        if candidate.failure:
            failures.append(candidate.failure)
        elif source.suffix in candidate.format.suffixes:
            refused = guesses if source.suffix in candidate.format.headless_suffixes else refusals
            refused.append(f"{candidate.format.title}: {reason}")
    if configuration := beside_weights(source):
        raise UnknownFormatError(configuration)
    what = description(source)
    if what is None:
        what = _unknown(source)
        refusals += guesses
    refusals += (*failures, *(problem.removesuffix(".") for problem in installed().problems))
    raise UnknownFormatError(f"{what} ({'; '.join(refusals)})" if refusals else what)


def read_within(source: Source, location: Location, job: Job, pool: FilePool | None = None) -> Checkpoint:
    """The checkpoint at a location in the folder or archive that ``source`` is, or beside it; as :func:`read_source`.

    One of so many that not all can stay open at a time is opened in their ``pool``.
    """
    inside = source.at(location, pool)
    try:
        return read_source(inside, job)
    except CheckpointError as error:
        inside.close()
        raise _named(error, location) from error.__cause__
    except BaseException:
        inside.close()
        raise


def _with_unread(checkpoint: Checkpoint, source: Source, job: Job) -> Checkpoint:
    """The checkpoint with what is to be said of members that its reader passed over."""
    if not source.is_folder and "zip" not in vars(source) and not source.is_tar:
        return checkpoint
    from inspector.formats.unread_members import findings_of_unread  # only archives and folders have such

    unread = findings_of_unread(source, job)
    if not unread:
        return checkpoint
    said = {(finding.code, finding.imported) for finding in checkpoint.findings if finding.imported}
    unreadable = {finding.where for finding in checkpoint.findings if finding.code == "unreadable-member"}
    findings = [
        found
        for found in unread
        if (found.code, found.imported) not in said
        and not (found.code == "unread-member" and found.where in unreadable)
    ]
    return replace(checkpoint, findings=[*findings, *checkpoint.findings]) if findings else checkpoint


def _completed(checkpoint: Checkpoint, candidate: Candidate, failures: Sequence[str]) -> Checkpoint:
    """The checkpoint with what its format says of its metadata, and with what may have kept another from being found."""
    row = format_named(checkpoint.format) or candidate.format
    kept = dict(checkpoint.kept_metadata)
    if row.framework:
        kept.setdefault("format", row.framework)
    for name, text in checkpoint.metadata.items():
        if row.keeps_metadata or str(name).startswith(RECORD_PREFIX):
            kept[str(name)] = str(text)
    problems = () if candidate.is_certain else (*(f"{failure}." for failure in failures), *installed().problems)
    if problems:
        said = (problem[0].upper() + problem[1:] for problem in problems)
        findings = [Finding(Severity.INFO, "format-unavailable", problem) for problem in said]
        checkpoint = replace(checkpoint, findings=[*checkpoint.findings, *findings])
    return checkpoint if kept == checkpoint.kept_metadata else replace(checkpoint, kept_metadata=kept)


def may_begin(head: bytes) -> bool:
    """Whether a checkpoint of some format may begin with these bytes."""
    return any(row.may_begin(head) for row in all_formats())


def _unknown(source: Source) -> str:
    if any(source.suffix in row.suffixes for row in all_formats()):
        return "is not in a recognized checkpoint format"
    return "is not a checkpoint of any format this version knows"


def _source(location: Location, job: Job, *, download: bool) -> Source:
    if location.is_folder:
        return Source(location, None, job.limits)
    location = meant_by(location)
    try:
        file = location.open()
    except RangesUnsupportedError:
        if not download:
            raise
        file = location.download(job)
    try:
        return Source(location, file, job.limits)
    except BaseException:
        file.close()
        raise
