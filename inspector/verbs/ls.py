"""List the tensors, values and objects of checkpoints, with totals and findings.

Examples:
  checkpoint-inspector ls model.pth
  checkpoint-inspector ls model.safetensors --match '*.weight' '*.bias'
  checkpoint-inspector ls a.pth b.pth --json --sha256
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.totals import totals, totals_texts
from inspector.errors import InspectorError
from inspector.findings import Severity
from inspector.jobs import Job
from inspector.tensors.entries import Entry, ObjectEntry, Opaque, TensorEntry
from inspector.text import plural, printable, shape_text, size_text, value_text
from inspector.verbs.encoding import StorageNumbers, encode_entry, encode_finding, encode_value, write_json
from inspector.verbs.selection import add_match, matching
from inspector.verbs.session import complain_of_entry, for_each_file, progress_line
from inspector.verbs.status import PROGRAM, Status
from inspector.verbs.table import Column, print_findings, print_table

__all__ = ["arguments", "run"]

#: Values are shown as far as they help to recognise them.
_VALUE_WIDTH = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a shard index or a folder")
    parser.add_argument("--json", action="store_true", help="one JSON object per FILE, one line each")
    parser.add_argument("--sha256", action="store_true", help="hash the elements of each tensor (reads all data)")
    add_match(parser)


def run(options: argparse.Namespace) -> Status:
    """List each file."""

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        entries = matching(checkpoint.entries, options.match)
        status = Status.DONE
        hashes: dict[int, str | None] = {}
        if options.sha256:
            hashes, status = _hashes(file, entries, job)
        write = _write_json if options.json else _write_table
        write(file, checkpoint, entries, hashes)
        return status

    return for_each_file(options.files, one, as_json=options.json)


def _hashes(file: str, entries: list[Entry], job: Job) -> tuple[dict[int, str | None], Status]:
    """The hash of each tensor by its position; one whose bytes can't be read has none and is complained of."""
    from inspector.tensors.hashing import sha256

    hashes: dict[int, str | None] = {}
    status = Status.DONE
    with progress_line(job):
        for position, entry in enumerate(entries):
            if isinstance(entry, TensorEntry):
                try:
                    hashes[position] = sha256(entry, job)
                except InspectorError as error:
                    complain_of_entry(file, entry, error)
                    hashes[position] = None
                    status = Status.FAILED
    return hashes, status


def _write_json(file: str, checkpoint: Checkpoint, entries: list[Entry], hashes: Mapping[int, str | None]) -> None:
    write_json(
        {
            "file": file,
            "format": checkpoint.format,
            "metadata": {str(name): encode_value(value) for name, value in checkpoint.metadata.items()},
            "entries": _records(entries, hashes),
            "totals": asdict(totals(entries)),
            "findings": [encode_finding(finding) for finding in checkpoint.findings],
        }
    )


def _records(entries: list[Entry], hashes: Mapping[int, str | None]) -> Iterator[dict[str, Any]]:
    storages = StorageNumbers()
    for position, entry in enumerate(entries):
        record = encode_entry(entry, storages)
        if hashes.get(position) is not None:
            record["sha256"] = hashes[position]
        yield record


def _write_table(file: str, checkpoint: Checkpoint, entries: list[Entry], hashes: Mapping[int, str | None]) -> None:
    print(f"{printable(file)}: {checkpoint.format}, {', '.join(totals_texts(totals(entries)))}")
    columns = [Column("key", shrinks=True), Column("type"), Column("shape"), Column("size", right=True)]
    if any(not isinstance(entry, TensorEntry) for entry in entries):
        columns.append(Column("value", shrinks=True))
    rows = [_row(entry)[: len(columns)] for entry in entries]
    if hashes:
        columns.append(Column("sha256"))
        rows = [[*row, hashes.get(position) or ""] for position, row in enumerate(rows)]
    print_table(columns, rows)
    grave = [finding for finding in checkpoint.findings if finding.severity is not Severity.INFO]
    print_findings(grave)
    if len(grave) < len(checkpoint.findings):
        print(f"{plural(len(checkpoint.findings) - len(grave), 'remark')} on what the file names: see {PROGRAM} scan")


def _row(entry: Entry) -> list[str]:
    """Key, type, shape, size and value."""
    key = printable(entry.key)
    if isinstance(entry, TensorEntry):
        layout = "" if entry.layout == "strided" else f" {entry.layout}"
        size = "no data" if entry.storage is None and not entry.components else size_text(entry.nbytes)
        return [key, f"{entry.dtype}{layout}", shape_text(entry.values.shape), size, ""]
    if isinstance(entry, ObjectEntry):
        return [key, "object", "", "", printable(entry.class_name)]
    kind = "value" if isinstance(entry.value, Opaque) else type(entry.value).__name__
    return [key, kind, "", "", value_text(entry.value, _VALUE_WIDTH)]
