"""Hash each tensor of a checkpoint, with the same result in every format; -o writes a manifest for the verb check.

Running the same command again continues a manifest that was interrupted.

Examples:
  checkpoint-inspector hash model.safetensors
  checkpoint-inspector hash model.safetensors -o model.manifest
  checkpoint-inspector hash model.safetensors -o model.manifest --whole-files
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.execution import Workers
from inspector.executors import workers_of
from inspector.jobs import Job
from inspector.names.globs import matching
from inspector.operations.integrity import damage, left_out
from inspector.operations.manifest import hashes_in_order, write_manifest
from inspector.operations.whole_files import FileHashes, file_hashes
from inspector.tables import Column
from inspector.text import plural
from inspector.verbs.distribution import add_executor, add_part
from inspector.verbs.encoding import write_json
from inspector.verbs.output import add_force, force_replaces
from inspector.verbs.selection import add_download, add_exclude, add_match
from inspector.verbs.session import for_each_file, print_damage, print_entry_error, progress_line
from inspector.verbs.status import Status
from inspector.verbs.table import print_table

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="a file, a shard index, a folder or an address")
    parser.add_argument("-o", "--output", metavar="MANIFEST", help="write a manifest")
    add_match(parser)
    add_exclude(parser)
    parser.add_argument(
        "--whole-files",
        action="store_true",
        help="also hash the files as a whole, as LFS, A1111 and kohya do",
    )
    add_force(parser, "MANIFEST")
    add_download(parser)
    add_executor(parser)
    add_part(parser, "-o or --json")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> Status:
    """Hash the file."""
    work = _print if options.output is None else _write
    if options.part is not None and options.output is None and not options.json:
        raise SelectionError("--part needs -o or --json: what it writes is for merge")

    with workers_of(options.executor) as workers:

        def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
            status = work(options, file, checkpoint, job, workers)
            tensors = matching(checkpoint.tensors, options.match, options.exclude)
            if options.part is not None:
                tensors = options.part.among(tensors)
            print_damage(file, [*left_out(checkpoint), *damage(checkpoint, job, tensors)])
            return status

        return for_each_file([options.file], one, as_json=options.json, download=options.download)


def _write(options: argparse.Namespace, file: str, checkpoint: Checkpoint, job: Job, workers: Workers | None) -> Status:
    with force_replaces(), progress_line(job):
        report = write_manifest(
            checkpoint, options.output, match=options.match, exclude=options.exclude,
            whole_files=options.whole_files, replace=options.force,
            part=options.part, executor=workers, job=job,
        )  # fmt: skip
    for entry, error in report.errors:
        print_entry_error(file, entry, error)
    if options.json:
        files = [{**asdict(hashes), "autov2": hashes.autov2} for hashes in report.files]
        counts = {"tensors": report.tensors, "resumed": report.resumed}
        write_json({"file": file, "manifest": str(report.path), **counts, "files": files})
    else:
        resumed = f" ({report.resumed:,} of them before)" if report.resumed else ""
        print(f"{report.path}: {plural(report.tensors, 'tensor')}{resumed}")
        _print_files(report.files)
    return Status.FAILED if report.errors else Status.DONE


def _print(options: argparse.Namespace, file: str, checkpoint: Checkpoint, job: Job, workers: Workers | None) -> Status:
    tensors = matching(checkpoint.tensors, options.match, options.exclude)
    part = options.part
    if part is not None:
        part = part.of_request(tensors, options.match, options.exclude)
        tensors = part.among(tensors)
    with progress_line(job):
        results = list(hashes_in_order(tensors, job, workers))
        files = tuple(file_hashes(checkpoint, job)) if options.whole_files else ()  # every part has them
    for result in results:
        if result.error is not None:
            print_entry_error(file, result.entry, result.error)
    if options.json:
        records = [
            {"key": result.key, "sha256": result.value.sha256, "xxh3": result.value.xxh3}
            for result in results
            if result.value is not None
        ]
        of_files = [{**asdict(hashes), "autov2": hashes.autov2} for hashes in files]
        write_json({"file": file, "tensors": records, "files": of_files, **({} if part is None else part.record())})
    else:
        rows = [
            [result.key, result.value.xxh3 if result.value else "", result.value.sha256 if result.value else "no data"]
            for result in results
            if result.error is None
        ]
        print_table([Column("key"), Column("xxh3"), Column("sha256")], rows)
        _print_files(files)
    return Status.FAILED if any(result.error is not None for result in results) else Status.DONE


def _print_files(files: tuple[FileHashes, ...]) -> None:
    for file in files:
        print(f"{file.name}: sha256 {file.sha256} (A1111 {file.autov2}, before 2023 {file.autov1})")
        if file.data_sha256:
            print(f"{file.name}: sha256 behind the header {file.data_sha256} (kohya, AutoV3 {file.data_sha256[:12]})")
