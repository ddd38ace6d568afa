"""Print the values of one entry, or of a slice of it.

Examples:
  checkpoint-inspector show model.pth fc.bias
  checkpoint-inspector show model.pth conv1.weight --slice '0:4, 0'
  checkpoint-inspector show model.pth fc.weight --slice '0, :' --json
"""

from __future__ import annotations

import argparse
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.operations.integrity import damage
from inspector.operations.reading import find, region_of
from inspector.tensors.corners import outline
from inspector.tensors.entries import UNREADABLE, ObjectEntry, ReferenceEntry, TensorEntry, ValueEntry, key_of
from inspector.text import plural, printable, shape_text, size_text, value_text
from inspector.verbs.encoding import StorageNumbers, encode_entry, encode_path, encode_value, write_json
from inspector.verbs.selection import add_download
from inspector.verbs.session import for_each_file, print_damage
from inspector.verbs.status import Status

__all__ = ["arguments", "run"]

#: JSON holds every element that was asked for; more than this many are a mistake, or another tool's work.
_MAX_JSON_ELEMENTS = 10_000_000
#: Larger tensors are not read whole to be shown, so their checksums are not known.
_MAX_CHECKED_NBYTES = 64 << 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="a file, a shard index or a folder")
    add_download(parser)
    parser.add_argument("key", metavar="KEY", help="the dotted key of the entry")
    parser.add_argument("--slice", metavar="SLICE", default="", help="as in Python: '0:4, :', '..., -1', '::8'")
    parser.add_argument("--json", action="store_true", help="one JSON object with every value, in nested lists")


def run(options: argparse.Namespace) -> Status:
    """Show the entry."""

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        entry = find(checkpoint, options.key)
        if isinstance(entry, TensorEntry):
            view = region_of(entry, options.slice)
            if options.json:
                write_json({"file": file, **_tensor_record(checkpoint, entry, view)})
            else:
                _print_tensor(entry.key, view)
            if not options.slice and entry.stored_nbytes <= _MAX_CHECKED_NBYTES:
                print_damage(file, damage(checkpoint, job, [entry]))
            return Status.DONE
        if options.slice:
            raise SelectionError(f"{options.key} is not a tensor and can't be sliced")
        if options.json:
            write_json({"file": file, **encode_entry(entry, StorageNumbers())})
        else:
            print(_other_text(checkpoint, entry))
        return Status.DONE

    return for_each_file([options.file], one, as_json=options.json, download=options.download)


def _tensor_record(checkpoint: Checkpoint, entry: TensorEntry, view: TensorEntry) -> dict[str, Any]:
    if view.numel > _MAX_JSON_ELEMENTS:
        raise SelectionError(
            f"{entry.key} has {plural(view.numel, 'element')}; name a --slice of at most {_MAX_JSON_ELEMENTS:,}"
        )
    return {
        "path": encode_path(entry.path),
        "key": entry.key,
        "kind": "tensor",
        "dtype": entry.dtype.name,
        "shape": list(view.shape),
        "values": encode_value(checkpoint.read(view).tolist()),
    }


def _print_tensor(key: str, view: TensorEntry) -> None:
    print(f"{printable(key)}: {view.dtype}, {shape_text(view.shape)}, {size_text(view.nbytes)}")
    print(outline(view))


def _other_text(checkpoint: Checkpoint, entry: ValueEntry | ObjectEntry | ReferenceEntry) -> str:
    key = printable(entry.key)
    if isinstance(entry, ReferenceEntry):
        return f"{key}: the same object as {printable(key_of(entry.to))}"
    if isinstance(entry, ObjectEntry) and entry.class_name == UNREADABLE:
        return f"{key} can't be read: {printable(str(entry.attributes['error']))}"
    if isinstance(entry, ObjectEntry):
        inside = sum(other.path[: len(entry.path)] == entry.path for other in checkpoint.entries) - 1
        known = [f"\n  {printable(name)}: {value_text(value, 1_000)}" for name, value in entry.attributes.items()]
        of_class = f"object of class {printable(entry.class_name)}, {plural(inside, 'entry', 'entries')} inside"
        return f"{key}: {of_class}{''.join(known)}"
    return f"{key}: {type(entry.value).__name__} {value_text(entry.value, 10_000)}"
