"""How rows become a file: the format, the element type, and what is kept, as the tray has them set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from inspector.exporting.writers import WRITERS, Writer
from inspector.tensors.dtypes import DTYPES, DType, Kind
from inspector.tensors.encode import ENCODABLE
from inspector.writing.plan import Plan

__all__ = ["AS_IS", "CASTS", "SHARD_SIZES", "Choices", "file_name"]

#: Types offered to cast to, the usual ones first.
_USUAL = ("float32", "float16", "bfloat16", "float64", "float8_e4m3fn", "float8_e5m2")
CASTS = (*_USUAL, *sorted(name for name in ENCODABLE.difference(_USUAL) if DTYPES[name].kind is Kind.FLOAT))
#: Sizes offered for shards, as people write them; the first is none at all.
SHARD_SIZES = {
    "Single file": 0,
    "1 GB": 10**9,
    "2 GB": 2 * 10**9,
    "5 GB": 5 * 10**9,
    "10 GB": 10**10,
    "50 GB": 5 * 10**10,
}
#: What no cast is called.
AS_IS = "Keep original"
_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class Choices:
    """What applies to all rows of an export.

    ``dtype`` None leaves the types as they are, ``max_shard_nbytes`` 0 makes one file of any size.
    """

    writer: Writer = WRITERS[0]
    dtype: DType | None = None
    keep_views: bool = False
    keep_values: bool = False
    keep_architecture: bool = False
    max_shard_nbytes: int = 0

    @property
    def suffix(self) -> str:
        """The suffix of the new file."""
        return self.writer.suffixes[0]

    def written_rows(self, plan: Plan) -> Plan:
        """The plan with the rows that will be written, as they are."""
        return plan if self.writes_values else plan.without_values()

    def applied(self, plan: Plan) -> Plan:
        """The plan as it is to be written. Takes a moment for a hundred thousand rows: for a worker thread."""
        return self.written_rows(plan).cast(self.dtype).with_views_kept(self.keep_views)

    @property
    def writes_values(self) -> bool:
        """Whether the new file will hold values that are no tensors."""
        return self.keep_values and self.writer.has_values

    @classmethod
    def of(cls, writer_name: str, dtype_name: str) -> Choices:
        """The choices with these names, as far as there are such; for settings."""
        writer = next((writer for writer in WRITERS if writer.name == writer_name), WRITERS[0])
        return cls(writer, DTYPES[dtype_name] if dtype_name in CASTS else None)


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
