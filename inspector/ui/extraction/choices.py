"""How rows become a file: the format, the element type, and what is kept, as the tray has them set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from inspector.codecs.dtypes import DTYPES, DType
from inspector.export.plan import Plan
from inspector.export.writers import WRITERS, Writer
from inspector.ui.extraction.rows import Rows

__all__ = ["AS_IS", "CASTS", "Choices", "file_name"]

#: Types offered to cast to, the usual ones first.
CASTS = ("float32", "float16", "bfloat16", "float64", "float8_e4m3fn", "float8_e5m2")
#: What no cast is called.
AS_IS = "as it is"
_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class Choices:
    """What applies to all rows of an export. ``dtype`` None leaves the types as they are."""

    writer: Writer = WRITERS[0]
    dtype: DType | None = None
    keep_views: bool = False
    keep_values: bool = False
    keep_architecture: bool = False

    @property
    def suffix(self) -> str:
        """The suffix of the new file."""
        return self.writer.suffixes[0]

    def shown(self, plan: Plan) -> Plan:
        """The plan with its new types, values still among its rows."""
        return plan.cast(self.dtype).with_views_kept(self.keep_views)

    def applied(self, plan: Plan) -> Plan:
        """The plan as it is to be written."""
        shown = self.shown(plan)
        return shown if self.writes_values else shown.without_values()

    @property
    def writes_values(self) -> bool:
        """Whether the new file will hold values that are no tensors."""
        return self.keep_values and self.writer.has_values

    @classmethod
    def of(cls, writer_name: str, dtype_name: str) -> Choices:
        """The choices with these names, as far as there are such; for settings."""
        writer = next((writer for writer in WRITERS if writer.name == writer_name), WRITERS[0])
        return cls(writer, DTYPES[dtype_name] if dtype_name in CASTS else None)


def file_name(rows: Rows, suffix: str) -> str:
    """A name for the file of these rows: the checkpoint's, and the key if there is one tensor, or how many there are."""
    stem = PurePath(rows.document.name).stem or "checkpoint"
    entries = rows.entries
    what = entries[0].key if len(entries) == 1 else f"{len(entries)}-entries"
    whole = len(entries) == len(rows.document.checkpoint.entries)
    name = f"{stem}-copy" if whole else f"{stem}-{what}"
    return (re.sub(r"[^\w.+-]+", "_", name).strip("._") or "tensors")[:_MAX_NAME] + suffix
