"""Amazon S3 and what speaks like it, Google Cloud Storage, Azure: by obstore, the extra ``remote``.

Credentials, regions and endpoints come from where each store's own tools have them (``AWS_...``, ``GOOGLE_...``,
``AZURE_...``); see https://developmentseed.org/obstore/latest/authentication/.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from inspector.errors import CheckpointError, MissingDependencyError
from inspector.sources.location import is_inside
from inspector.sources.remote.stores import Facts, Store, StoreLocation
from inspector.text import printable, shortened

__all__ = ["store_location"]


def store_location(text: str) -> StoreLocation:
    """The place at an address such as ``s3://bucket/folder/model.safetensors``.

    Raises MissingDependencyError without obstore, CheckpointError for an address that is not of that form.
    """
    parts = urlsplit(text)
    inside = unquote(parts.path).strip("/")
    if not parts.netloc or parts.query or parts.fragment or (inside and not is_inside(inside)):
        raise CheckpointError("is not written as s3://bucket/name", printable(text))
    _obstore()
    return StoreLocation(_Bucket(f"{parts.scheme.lower()}://{parts.netloc}"), inside)


def _obstore() -> Any:
    try:
        import obstore  # compiled code of 10 MB, for those who have an object store
        import obstore.store
    except ImportError as error:
        raise MissingDependencyError(
            "object stores need obstore: pip install 'checkpoint-inspector[remote]'"
        ) from error
    return obstore


@dataclass(frozen=True)
class _Bucket(Store):
    address: str

    @property
    def root(self) -> str:
        return self.address

    @cached_property
    def _store(self) -> Any:
        obstore = _obstore()
        try:
            return obstore.store.from_url(self.address)
        except (obstore.exceptions.BaseError, ValueError, OSError) as error:
            raise _said(error) from error

    def facts(self, name: str) -> Facts | None:
        obstore = _obstore()
        try:
            found = obstore.head(self._store, name)
        except FileNotFoundError:
            return None
        except (obstore.exceptions.BaseError, OSError) as error:
            raise _said(error) from error
        return Facts(found["size"], found.get("e_tag") or str(found["last_modified"]))

    def children(self, folder: str) -> list[str]:
        obstore = _obstore()
        try:
            found = obstore.list_with_delimiter(self._store, folder or None)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise _said(error) from error
        paths = [*found["common_prefixes"], *(item["path"] for item in found["objects"])]
        return [path.rstrip("/").rpartition("/")[2] for path in paths]

    def fetch(self, name: str, offset: int, nbytes: int, validator: str) -> bytes:
        obstore = _obstore()
        condition = {"if_match": validator} if validator.startswith('"') else {}
        try:
            answer = obstore.get(self._store, name, options={"range": (offset, offset + nbytes), **condition})
            return bytes(answer.bytes())
        except obstore.exceptions.PreconditionError as error:
            raise CheckpointError("was changed since it was opened") from error
        except FileNotFoundError as error:
            raise CheckpointError("does not exist any more") from error
        except (obstore.exceptions.BaseError, OSError) as error:
            raise _said(error) from error

    def __reduce__(self) -> tuple[Any, ...]:
        return _Bucket, (self.address,)


def _said(error: Exception) -> CheckpointError:
    """What the library says, in one line. It may quote the request, which carries no secret: those are headers."""
    return CheckpointError(
        f"can't be reached: {shortened(printable(str(error).split('Debug source')[0].strip()), 200)}"
    )
