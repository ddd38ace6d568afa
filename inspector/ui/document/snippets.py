"""Lines of Python that load just one tensor: with the format's own library, and with this program's."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.format import load
from inspector.formats.listing import format_named
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import TensorEntry

__all__ = ["Snippet", "snippets"]

Snippet = tuple[str, str]
"""What the lines use, and the lines."""


def snippets(checkpoint: Checkpoint, entry: TensorEntry) -> Sequence[Snippet]:
    """How to load ``entry``, the format's own way first if there is one that runs no code of the file."""
    name = checkpoint.location.full_name  # who runs the lines may be in another folder
    # Libraries of the formats open local files; this one opens what is on servers, too.
    known = format_named(checkpoint.format) if isinstance(checkpoint.location, LocalLocation) else None
    lines = load(known.snippet)(name, entry) if known is not None and known.snippet is not None else ""
    ways: list[Snippet] = [(known.library, lines)] if known is not None and lines else []
    code = (
        "import inspector\n\n"
        f"with inspector.open({name!r}) as checkpoint:\n"
        f"    array = checkpoint.read(checkpoint[{entry.key!r}])"
    )
    return [*ways, ("Checkpoint Inspector", code)]
