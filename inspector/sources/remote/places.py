"""Which kind of place an address is: by its scheme; the library it needs is imported when one is opened."""

from __future__ import annotations

import re

from inspector.errors import CheckpointError
from inspector.sources.location import Location
from inspector.text import printable

__all__ = ["remote_location"]

_OBJECT_STORES = ("s3", "s3a", "gs", "az", "azure", "abfs", "abfss")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def remote_location(text: str) -> Location:
    """The place at an address. Raises CheckpointError for one that is not well formed or of a scheme nobody knows."""
    found = _SCHEME.match(text)
    scheme = found[1].lower() if found is not None else ""
    if scheme in ("http", "https"):
        from inspector.sources.remote.web_location import WebLocation

        if not text.partition("://")[2].partition("/")[0]:
            raise CheckpointError("is an address without a server", printable(text))
        return WebLocation(text)
    if scheme == "hf":
        from inspector.sources.remote.hub import hub_location

        return hub_location(text)
    if scheme in _OBJECT_STORES:
        from inspector.sources.remote.object_stores import store_location

        return store_location(text)
    from inspector.sources.remote.file_systems import file_system_location

    return file_system_location(text, scheme)
