"""Any other scheme: by fsspec and what is installed for it (sftp, hdfs, smb, github and many more).

See https://filesystem-spec.readthedocs.io. Options and credentials are those of fsspec's own configuration.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inspector.errors import CheckpointError, MissingDependencyError
from inspector.sources.location import is_inside
from inspector.sources.remote.stores import Facts, Store, StoreLocation
from inspector.text import printable, shortened

__all__ = ["file_system_location"]

_VALIDATORS = ("ETag", "etag", "sha256", "sha", "md5", "mtime", "last_modified", "LastModified", "modified", "created")


def file_system_location(text: str, scheme: str) -> StoreLocation:
    """The place at an address of a scheme that fsspec knows.

    Raises MissingDependencyError without fsspec or what the scheme needs, CheckpointError for a scheme that nobody knows.
    """
    try:
        import fsspec  # for those who have it: what it brings along is theirs to choose
    except ImportError as error:
        raise MissingDependencyError(f"addresses with {scheme}:// need fsspec: pip install fsspec") from error
    try:
        _, path = fsspec.core.url_to_fs(text)
    except ImportError as error:
        raise MissingDependencyError(f"addresses with {scheme}:// need more: {error}") from error
    except Exception as error:
        raise CheckpointError(_said(error), printable(text)) from error
    root = text.removesuffix("/").removesuffix(path.strip("/")).rstrip("/")
    inside = path.strip("/")
    if inside and not is_inside(inside):
        raise CheckpointError("has a path that leads upwards", printable(text))
    return StoreLocation(_FileSystem(f"{root}/" if root.endswith(":") else root, path.startswith("/")), inside)


@dataclass(frozen=True)
class _FileSystem(Store):
    """``is_absolute`` if the library's paths begin with ``/``."""

    address: str
    is_absolute: bool

    @property
    def root(self) -> str:
        return self.address

    @cached_property
    def _files(self) -> Any:
        import fsspec

        return fsspec.core.url_to_fs(f"{self.address}/")[0]

    def _path(self, name: str) -> str:
        return f"/{name}" if self.is_absolute else name

    def facts(self, name: str) -> Facts | None:
        found = self._ask("info", self._path(name))
        if found is None or found.get("type") == "directory" or not isinstance(found.get("size"), int):
            return None
        said = next((str(found[key]) for key in _VALIDATORS if found.get(key)), "")
        return Facts(found["size"], said)

    def children(self, folder: str) -> list[str]:
        found = self._ask("ls", self._path(folder), detail=False) or []
        return [str(path).rstrip("/").rpartition("/")[2] for path in found]

    def fetch(self, name: str, offset: int, nbytes: int, validator: str) -> bytes:  # noqa: ARG002 - no library takes it
        data = self._ask("cat_file", self._path(name), start=offset, end=offset + nbytes)
        if data is None:
            raise CheckpointError("does not exist any more")
        return bytes(data)

    def _ask(self, method: str, *arguments: Any, **options: Any) -> Any:
        try:
            return getattr(self._files, method)(*arguments, **options)
        except FileNotFoundError:
            return None
        except Exception as error:
            raise CheckpointError(_said(error)) from error

    def __reduce__(self) -> tuple[Any, ...]:
        return _FileSystem, (self.address, self.is_absolute)


def _said(error: Exception) -> str:
    return f"can't be reached: {type(error).__name__}: {shortened(printable(str(error)), 200)}"
