"""How rows become a file: what is offered for that, and what the file is called."""

from __future__ import annotations

import re
from pathlib import PurePath

from inspector.exporting.writers import usual_writer, writers
from inspector.operations.exporting import CAST_TYPES, ExportOptions, cast_type
from inspector.wording import translatable
from inspector.writing.plan import Plan

__all__ = ["AS_IS", "SHARD_SIZES", "file_name", "options_named"]

#: Sizes offered for shards, as people write them; the first is none at all.
SHARD_SIZES = {
    translatable("Single file"): 0,
    "1 GB": 10**9,
    "2 GB": 2 * 10**9,
    "5 GB": 5 * 10**9,
    "10 GB": 10**10,
    "50 GB": 5 * 10**10,
}
#: What no cast is called.
AS_IS = translatable("Keep original")
_MAX_NAME = 100


def options_named(writer_name: str, dtype_name: str) -> ExportOptions:
    """The options with these names, as far as there are such; for settings."""
    writer = next((writer for writer in writers() if writer.name == writer_name), usual_writer())
    return ExportOptions(writer, cast_type(dtype_name) if dtype_name in CAST_TYPES else None)


def file_name(plan: Plan, suffix: str) -> str:
    """A name for the file of this plan: of what it is read from, and the key if there is one row, or how many there are."""
    sources = list({id(row.source): row.source for row in plan.rows}.values())
    stem = PurePath(sources[0].path.name).stem if len(sources) == 1 else ""
    tensors = plan.tensors
    if len(plan.rows) == 1:
        what = plan.rows[0].entry.key
    elif stem and len(tensors) == len(sources[0].tensors):
        what = "copy"
    else:
        what = f"{len(tensors)}-tensors" if tensors else f"{len(plan.rows)}-values"
    name = re.sub(r"[^\w.+-]+", "_", f"{stem or 'extract'}-{what}".replace(" + ", "+"))
    return name.strip("._")[:_MAX_NAME] + suffix
