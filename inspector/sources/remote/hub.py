"""Repositories of the Hugging Face Hub: ``hf://owner/name``, ``hf://owner/name@revision``, and files in them.

A revision is looked up once and then stands for the commit it was: what is uploaded meanwhile does not mix in. The hub lists
folders with the size and the hash of each file, so that nothing is asked about files that are not read, and files that
are the same in two revisions are known to be without reading them. See https://huggingface.co/docs/hub/api and, for where a
token comes from, https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.sources.location import Location, is_inside
from inspector.sources.remote.http_client import CLIENT, Answer
from inspector.sources.remote.remote_file import RemoteFile
from inspector.sources.remote.web_object import WebObject, checked_status
from inspector.sources.storage import Storage

__all__ = ["HubLocation", "hub_location", "hub_secret"]

_ENDPOINT = "https://huggingface.co"
_MAX_LISTING_NBYTES = 16 << 20
_MAX_PAGES = 100
_NEXT_PAGE = re.compile(r'<([^>]+)>;\s*rel="next"')
_PLACE = re.compile(r"hf://(?:(models|datasets)/)?([\w.-]+/[\w.-]+)(?:@([^/]+))?(?:/(.*))?")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_TOKEN = re.compile(r"[\x21-\x7e]+")
_MAX_TOKEN_NBYTES = 4096


def hub_location(text: str) -> HubLocation:
    """The place that ``hf://owner/name[@revision][/path]`` means. Raises CheckpointError for what is not written so."""
    found = _PLACE.fullmatch(text)
    inside = (found[4] or "").rstrip("/") if found else ""
    if found is None or (inside and not is_inside(inside)):
        raise CheckpointError("is not written as hf://owner/name, hf://owner/name@revision or with /path behind", text)
    return HubLocation(_Repository(found[1] or "models", found[2], unquote(found[3] or "main")), inside)


def hub_secret() -> Mapping[str, str]:
    """The header with the token of whoever uses the program, from where the hub's own tools keep it; empty without one."""
    if os.environ.get("HF_HUB_DISABLE_IMPLICIT_TOKEN", "").upper() in ("1", "ON", "YES", "TRUE"):
        return {}
    token = os.environ.get("HF_TOKEN") or os.environ.get("HUGGING_FACE_HUB_TOKEN") or _kept_token()
    token = token.strip()
    return {"Authorization": f"Bearer {token}"} if _TOKEN.fullmatch(token) else {}


def _kept_token() -> str:
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    home = os.environ.get("HF_HOME") or f"{caches}/huggingface"
    path = Path(os.environ.get("HF_TOKEN_PATH") or f"{home}/token").expanduser()
    try:
        with path.open("rb") as file:
            return file.read(_MAX_TOKEN_NBYTES).decode("ascii")
    except (OSError, UnicodeError):
        return ""


@dataclass(frozen=True, slots=True)
class _Item:
    """What the hub says of a file or folder. ``content`` is its hash, with what it is a hash of."""

    is_folder: bool
    nbytes: int
    content: str


@dataclass(frozen=True)
class _Repository:
    """One revision of a repository. What was asked for once is kept, as long as somebody has the place."""

    kind: str
    name: str
    revision: str
    _folders: dict[str, dict[str, _Item]] = field(default_factory=dict, compare=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)

    @property
    def endpoint(self) -> str:
        """The hub's address."""
        return (os.environ.get("HF_ENDPOINT") or _ENDPOINT).rstrip("/")

    @property
    def _api(self) -> str:
        return f"{self.endpoint}/api/{self.kind}/{self.name}"

    @cached_property
    def commit(self) -> str:
        """The commit that the revision was when it was first asked for."""
        if _COMMIT.fullmatch(self.revision):
            return self.revision
        answer = self._asked(f"{self._api}/revision/{quote(self.revision, safe='')}")
        commit = _json(answer, dict, str(self)).get("sha")
        if not isinstance(commit, str) or not _COMMIT.fullmatch(commit):
            raise CorruptError("the hub does not say which commit the revision is", str(self))
        return commit

    def folder(self, inside: str) -> dict[str, _Item] | None:
        """What is in a folder by name; None if there is no such folder."""
        with self._lock:
            if inside not in self._folders:
                found = self._listed(inside)
                if found is None:
                    return None
                self._folders[inside] = found
            return self._folders[inside]

    def _listed(self, inside: str) -> dict[str, _Item] | None:
        found: dict[str, _Item] = {}
        url = f"{self._api}/tree/{self.commit}" + (f"/{quote(inside)}" if inside else "")
        for _ in range(_MAX_PAGES):
            answer = CLIENT.get(url, {}, _MAX_LISTING_NBYTES, hub_secret())
            if answer.status == 404 and inside:
                return None
            self._check(answer)
            for record in _json(answer, list, str(self)):
                name, item = _item(record, inside, str(self))
                found[name] = item
            following = _NEXT_PAGE.search(answer.header("Link"))
            if following is None:
                return found
            if urlsplit(following[1]).netloc != urlsplit(url).netloc:
                raise CorruptError("the hub continues its listing on another server", str(self))
            url = following[1]
        raise LimitError(f"the hub's listing has more than {_MAX_PAGES} pages", str(self))

    def _asked(self, url: str) -> Answer:
        answer = CLIENT.get(url, {}, _MAX_LISTING_NBYTES, hub_secret())
        self._check(answer)
        return answer

    def _check(self, answer: Answer) -> None:
        """Raise CheckpointError for an answer that is no success."""
        if answer.status == 404:
            raise CheckpointError("the hub has no such repository, or no such revision of it", str(self))
        checked_status(answer, str(self), bool(hub_secret()))

    def url(self, inside: str) -> str:
        """Where a file can be fetched."""
        kind = "" if self.kind == "models" else f"{self.kind}/"
        return f"{self.endpoint}/{kind}{self.name}/resolve/{self.commit}/{quote(inside)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _Repository, (self.kind, self.name, self.revision)

    @property
    def full_name(self) -> str:
        """With the revision, if it is another than the main one: two of them stand beside each other in a comparison."""
        return self.name if self.revision == "main" else f"{self.name}@{quote(self.revision, safe='')}"

    def __str__(self) -> str:
        kind = "" if self.kind == "models" else f"{self.kind}/"
        return f"hf://{kind}{self.full_name}"


@dataclass(frozen=True)
class HubLocation(Location):
    """A repository, or a file or folder in it by its path ``inside``."""

    repository: _Repository
    inside: str = ""

    @property
    def name(self) -> str:
        return (self.inside or self.repository.full_name).rpartition("/")[2]

    @property
    def path(self) -> Path:
        raise UnsupportedError("is on a server, not a file of this machine; export it to one first", str(self))

    @property
    def exists(self) -> bool:
        return not self.inside or self._item is not None

    @property
    def is_folder(self) -> bool:
        return not self.inside or (self._item is not None and self._item.is_folder)

    @property
    def _item(self) -> _Item | None:
        parent, _, name = self.inside.rpartition("/")
        return (self.repository.folder(parent) or {}).get(name)

    def fresh(self) -> HubLocation:
        repository = self.repository
        return HubLocation(_Repository(repository.kind, repository.name, repository.revision), self.inside)

    @property
    def is_far(self) -> bool:
        return True

    def children(self) -> list[Location]:
        found = self.repository.folder(self.inside)
        if found is None:
            raise CheckpointError("is no folder of the repository", str(self))
        return [self._below(name) for name in sorted(found)]

    def open(self) -> Storage:
        item = self._item
        if item is None:
            raise CheckpointError("does not exist", str(self))
        if item.is_folder:
            raise CheckpointError("is a folder, not a file", str(self))
        return RemoteFile(WebObject(self.repository.url(self.inside), item.nbytes, "", item.content, hub_secret))

    def _beside(self, name: str) -> HubLocation:
        folder = self.inside.rpartition("/")[0]
        return HubLocation(self.repository, f"{folder}/{name}" if folder else name)

    def _below(self, name: str) -> HubLocation:
        return HubLocation(self.repository, f"{self.inside}/{name}" if self.inside else name)

    def __str__(self) -> str:
        return f"{self.repository}/{self.inside}" if self.inside else str(self.repository)


def _json(answer: Answer, kind: type, place: str) -> Any:
    try:
        found = json.loads(answer.body or b"")
    except (ValueError, RecursionError) as error:
        raise CorruptError("the hub's answer is no JSON", place) from error
    if not isinstance(found, kind):
        raise CorruptError("the hub's answer is not of the form it should be", place)
    return found


def _item(record: Any, folder: str, place: str) -> tuple[str, _Item]:
    """The name and the facts of one record of a listing."""
    try:
        path, is_folder = record["path"], record["type"] == "directory"
        lfs = record.get("lfs") or {}
        nbytes, content = lfs.get("size", record.get("size", 0)), lfs.get("oid") or record["oid"]
        parent, _, name = path.rpartition("/")
        if parent != folder or not is_inside(name) or type(nbytes) is not int or nbytes < 0:
            raise ValueError(path)
        kind = "sha256" if lfs else "git"
        return name, _Item(is_folder, nbytes, f"{kind}:{content}")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CorruptError("the hub's listing is not of the form it should be", place) from error
