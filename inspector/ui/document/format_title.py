"""What people call the format of a checkpoint."""

from __future__ import annotations

from inspector.formats.listing import format_named
from inspector.sentences import translated
from inspector.wording import tr

__all__ = ["format_title"]

#: How the names of formats end where a checkpoint is in several files of one.
_SHARDED = "-sharded"


def format_title(name: str) -> str:
    """What people call a format; of what holds another, both: ``zip(pytorch-zip)`` is a zip archive (PyTorch)."""
    outer, bracket, inner = name.partition("(")
    known = format_named(outer)
    if known is None and outer.endswith(_SHARDED):
        formats = " + ".join(map(format_title, outer.removesuffix(_SHARDED).split("+")))
        return tr("{formats} (sharded)", formats=formats)
    title = outer if known is None else translated(known.title)
    return f"{title} ({format_title(inner.removesuffix(')'))})" if bracket else title
