"""List the tensors, values and objects of checkpoints, with totals and findings.

Examples:
  checkpoint-inspector ls model.pth
  checkpoint-inspector ls model.safetensors --match '*.weight' '*.bias'
  checkpoint-inspector ls a.pth b.pth --json --sha256
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import repeat
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.description import entry_columns, entry_row
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.operations.listing import FILE_COLUMN, Listing
from inspector.operations.listing import list as list_entries
from inspector.tables import Column
from inspector.tensors.entries import TensorEntry
from inspector.text import plural, printable
from inspector.verbs.encoding import StorageNumbers, encode_entry, encode_finding, encode_value, write_json
from inspector.verbs.selection import add_download, add_match
from inspector.verbs.session import for_each_file, print_entry_error, print_no_match, progress_line
from inspector.verbs.status import PROGRAM, Status
from inspector.verbs.table import print_findings, print_table

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a shard index or a folder")
    add_download(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object per FILE, one line each")
    parser.add_argument("--sha256", action="store_true", help="hash the elements of each tensor (reads all data)")
    add_match(parser)


def run(options: argparse.Namespace) -> Status:
    """List each file."""

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        listing = list_entries(checkpoint, match=options.match, job=job)
        hashes, status = _hashes(file, checkpoint, options.match, job) if options.sha256 else (None, Status.DONE)
        print_no_match(file, listing.entries, options.match)
        write = _write_json if options.json else _write_table
        write(file, listing, hashes)
        return status

    return for_each_file(options.files, one, as_json=options.json, download=options.download)


def _hashes(file: str, checkpoint: Checkpoint, globs: Sequence[str], job: Job) -> tuple[dict[int, str | None], Status]:
    """The hash of each tensor by the identity of its entry; one whose bytes can't be read has none and is complained of."""
    from inspector.operations.hashing import hash as hash_tensors  # needs numpy

    with progress_line(job):
        found = hash_tensors(checkpoint, match=globs, job=job)
    for entry, error in found.errors:
        print_entry_error(file, entry, error)
    hashes = {id(result.entry): result.value for result in found}
    return hashes, Status.FAILED if found.errors else Status.DONE


def _write_json(file: str, listing: Listing, hashes: Mapping[int, str | None] | None) -> None:
    write_json(
        {
            "file": file,
            "format": listing.format,
            "metadata": {str(name): encode_value(value) for name, value in listing.metadata.items()},
            "entries": _records(listing, hashes or {}),
            "totals": asdict(listing.totals),
            "findings": [encode_finding(finding) for finding in listing.findings],
        }
    )


def _records(listing: Listing, hashes: Mapping[int, str | None]) -> Iterator[dict[str, Any]]:
    storages = StorageNumbers()
    for entry, file in zip(listing.entries, listing.files or repeat(""), strict=False):
        record = encode_entry(entry, storages)
        if file:
            record["file"] = file
        owner = listing.owner(entry) if listing.state_owners else None
        if owner is not None:
            record |= {"parameter": owner.key, "parameter_assumed": owner.is_assumed}
        layer = listing.layer_name(entry) if listing.layer_names else ""
        if layer:
            record["layer"] = layer
        sha256 = hashes.get(id(entry))
        if sha256 is not None:
            record["sha256"] = sha256
            if isinstance(entry, TensorEntry) and entry.is_logical:
                record["decoded_sha256"] = sha256
        yield record


def _write_table(file: str, listing: Listing, hashes: Mapping[int, str | None] | None) -> None:
    print(f"{printable(file)}: {listing.format}, {listing.totals}")
    columns = entry_columns(listing.entries)
    rows = [entry_row(entry, columns) for entry in listing.entries]
    if listing.files:
        columns.append(FILE_COLUMN)
        rows = [[*row, printable(file)] for row, file in zip(rows, listing.files, strict=True)]
    owners = [listing.owner(entry) for entry in listing.entries] if listing.state_owners else []
    if any(owners):
        columns.append(Column("parameter", shrinks=True))
        rows = [[*row, "" if owner is None else printable(str(owner))] for row, owner in zip(rows, owners, strict=True)]
    if listing.layer_names:
        columns.append(Column("layer", shrinks=True))
        rows = [[*row, printable(listing.layer_name(e))] for row, e in zip(rows, listing.entries, strict=True)]
    if hashes is not None:
        columns.append(Column("sha256"))
        rows = [[*row, hashes.get(id(entry)) or ""] for row, entry in zip(rows, listing.entries, strict=True)]
    print_table(columns, rows)
    grave = [finding for finding in listing.findings if finding.severity is not Severity.INFO]
    print_findings(grave)
    if len(grave) < len(listing.findings):
        print(f"{_harmless(listing.findings)}: see {PROGRAM} scan")


def _harmless(findings: Sequence[Finding]) -> str:
    """What only informs, counted."""
    notes = [finding for finding in findings if finding.severity is Severity.INFO]
    imports = sum(bool(finding.imported) for finding in notes)
    counts = ((imports, "pickle import"), (len(notes) - imports, "note"))
    return " and ".join(plural(count, noun) for count, noun in counts if count)
