"""Writing a plan: all of it or nothing.

Everything that can be refused is refused first. Then the files are written as drafts, put on the disk, read back and
compared, and only then given their names, an index last.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from inspector.errors import CheckpointError, OutputError, SelectionError
from inspector.exporting.checks import check, notices
from inspector.exporting.readback import verify
from inspector.exporting.report import ExportReport
from inspector.exporting.writers import writer_for
from inspector.findings import Finding, Severity
from inspector.jobs import Job, Stage
from inspector.text import plural, size_text
from inspector.writing.atomic_file import AtomicFile, publish, remove, remove_leftovers, resolved_target
from inspector.writing.casts import Cast
from inspector.writing.plan import Plan
from inspector.writing.transfer import Transfer
from inspector.writing.writer import Shard, Writer

__all__ = ["export"]


def export(
    plan: Plan,
    path: str | os.PathLike[str],
    job: Job | None = None,
    *,
    writer: Writer | None = None,
    replace: bool = False,
    max_shard_nbytes: int = 0,
) -> ExportReport:
    """Write ``plan`` to ``path`` in the format of its suffix, or that of ``writer``.

    ``replace`` allows to replace an existing file, though never one the plan reads from. With ``max_shard_nbytes`` a
    safetensors file that would be larger becomes several and an index. Raises SelectionError for a plan that the format
    can't hold, CheckpointError where a source can't be read, OutputError where the file can't be written or reads back
    differently, Cancelled: what was at ``path`` is then as it was.
    """
    job = job or Job()
    writer = writer or writer_for(Path(path))
    check(plan, writer)
    if max_shard_nbytes and not writer.can_shard:
        raise SelectionError(f"{writer.suffixes[0]} files are not spread over shards; .safetensors files can be")
    layout = writer.layout(plan)
    target = resolved_target(path, plan.sources, replace=replace)
    shards = writer.shards(layout, target, max_shard_nbytes) if max_shard_nbytes else [Shard(target, layout)]
    remove_leftovers(target.parent)
    with ExitStack() as discarding:
        drafts = [_draft(shard.target, plan, discarding, replace=replace) for shard in shards]
        index = writer.index(shards, target)
        if index is not None:
            drafts.append(_draft(index[0], plan, discarding, replace=replace))
            drafts[-1].write(index[1])
        try:
            casts = _write(plan, writer, shards, drafts, job)
        except OutputError as error:
            raise _with_room(error, shards, drafts) from error.__cause__
        publish(drafts, replace=replace)
    if len(shards) > 1 and replace:
        remove(target)  # the single file that the shards replace
    return ExportReport(
        files=tuple(atomic_file.target for atomic_file in (*drafts[len(shards) :], *drafts[: len(shards)])),
        format=writer.name,
        tensors=len(layout.placements),
        nbytes=sum(placement.nbytes for placement in layout.placements),
        stored_nbytes=sum(shard.layout.nbytes for shard in shards),
        casts=casts,
        findings=(*notices(plan, writer), *_losses(casts)),
    )


def _with_room(error: OutputError, shards: Sequence[Shard], drafts: Sequence[AtomicFile]) -> OutputError:
    """The error, with what is needed and what there is room for where a disk or a quota is full."""
    cause = error.__cause__
    if not isinstance(cause, OSError) or cause.errno not in (errno.ENOSPC, errno.EDQUOT):
        return error
    folder = drafts[0].target.parent
    need = size_text(sum(shard.layout.nbytes for shard in shards))
    room = size_text(shutil.disk_usage(folder).free + sum(draft.nbytes for draft in drafts))
    return OutputError(f"{error.reason}; this needs {need}, and {folder} has room for {room}", error.place)


def _draft(target: Path, plan: Plan, discarding: ExitStack, *, replace: bool) -> AtomicFile:
    atomic_file = AtomicFile(resolved_target(target, plan.sources, replace=replace))
    discarding.callback(atomic_file.discard)
    return atomic_file


def _write(
    plan: Plan, writer: Writer, shards: Sequence[Shard], drafts: Sequence[AtomicFile], job: Job
) -> tuple[Cast, ...]:
    """Write each shard to its draft and make sure of it; an index, if there is one, is the last draft."""
    nbytes = sum(shard.layout.nbytes for shard in shards)
    transfer = Transfer(job, 2 * nbytes)
    for shard, atomic_file in zip(shards, drafts, strict=False):
        writer.write(plan, shard.layout, atomic_file, transfer)
    for atomic_file in drafts:
        atomic_file.sync(job)
    for source in plan.sources:
        for file in source.files:
            file.check_unchanged()
    stage = Stage(job, nbytes, 2 * nbytes)
    for shard, atomic_file in zip(shards, drafts, strict=False):
        try:
            verify(atomic_file.path, plan, shard.layout, writer, transfer.hashes, stage)
        except CheckpointError as error:
            raise error.at(str(shard.target)) from error.__cause__
    return tuple(transfer.casts)


def _losses(casts: Iterable[Cast]) -> list[Finding]:
    """The casts that lost more than precision."""
    return [
        Finding(
            Severity.WARNING,
            "cast-overflow",
            f"{plural(cast.overflows, 'element')} of {cast.before} overflowed {cast.after}",
            cast.key,
        )
        for cast in casts
        if cast.overflows
    ]
