"""Which kind of place an address is: by its scheme; the library it needs is imported when one is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from inspector.errors import CheckpointError, InspectorError
from inspector.sources.location import Location
from inspector.sources.remote.http_client import display_url
from inspector.sources.storage import Storage
from inspector.text import printable

__all__ = ["remote_location"]

_OBJECT_STORES = ("s3", "s3a", "gs", "az", "azure", "abfs", "abfss")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


@dataclass(frozen=True)
class _UnusableLocation(Location):
    """An address that is not well formed, or of a scheme nobody here knows; ``error`` is what opening it says."""

    text: str
    error: InspectorError

    @property
    def name(self) -> str:
        return self.text.rpartition("/")[2] or self.text

    @property
    def path(self) -> Path:
        raise self.error

    @property
    def exists(self) -> bool:
        return False

    @property
    def is_folder(self) -> bool:
        return False

    def check(self) -> None:
        raise self.error

    def children(self) -> list[Location]:
        raise self.error

    def open(self) -> Storage:
        raise self.error

    def _beside(self, name: str) -> Location:  # noqa: ARG002 - nothing is beside it
        return self

    _below = _beside

    def __str__(self) -> str:
        return self.text


def remote_location(text: str) -> Location:
    """The place at an address; for one that can't be opened, a place that says why when it is."""
    try:
        return _location(text)
    except InspectorError as error:
        return _UnusableLocation(printable(display_url(text)), error)


def _location(text: str) -> Location:
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
