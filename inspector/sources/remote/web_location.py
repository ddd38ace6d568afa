"""Places on web servers: files by their addresses. Servers do not list folders, so what lies beside is asked for by name."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from inspector.errors import CheckpointError, LimitError, UnsupportedError
from inspector.jobs import Job
from inspector.sources.local_file import LocalFile
from inspector.sources.location import Location
from inspector.sources.remote.http_client import CLIENT, display_url
from inspector.sources.remote.remote_file import RemoteFile
from inspector.sources.remote.web_object import Probe, WebObject, checked_status, probed, whole_only
from inspector.sources.storage import Storage

__all__ = ["WebLocation"]


class _LastProbe:
    """What was found out lately of an address, for who opens it next: asking whether it exists tells its size, too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._probe: Probe | None = None

    def look(self, url: str) -> None:
        """Find it out; raises CheckpointError as :func:`probed`."""
        with self._lock:
            self._probe = self._probe or probed(url)

    def take(self, url: str) -> Probe:
        """What is known, which is not known any more: who asks again wants to know what is there by then."""
        with self._lock:
            probe, self._probe = self._probe or probed(url), None
        return probe


@dataclass(frozen=True)
class WebLocation(Location):
    """An address with http or https. Shown without the names, passwords and signatures it may carry."""

    url: str
    _last: _LastProbe = field(default_factory=_LastProbe, compare=False, repr=False)

    @property
    def name(self) -> str:
        path = urlsplit(self.url).path.rstrip("/")
        return unquote(path.rpartition("/")[2]) or urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def path(self) -> Path:
        raise UnsupportedError("is on a server, not a file of this machine; export it to one first", str(self))

    @property
    def exists(self) -> bool:
        try:
            self._last.look(self.url)
        except CheckpointError:  # what is wrong is said when it is opened
            return False
        return True

    @property
    def is_folder(self) -> bool:
        return urlsplit(self.url).path.endswith("/")

    def fresh(self) -> WebLocation:
        return WebLocation(self.url)

    @property
    def is_far(self) -> bool:
        return True

    def children(self) -> list[Location]:
        raise UnsupportedError("can't be listed: web servers do not say what is in a folder", str(self))

    def open(self) -> Storage:
        probe = self._last.take(self.url)
        if not probe.has_ranges or probe.nbytes is None:
            raise whole_only(probe.nbytes, str(self))
        return RemoteFile(WebObject(self.url, probe.nbytes, probe.validator), probe.head)

    def download(self, job: Job) -> Storage:
        temporary = tempfile.TemporaryFile()  # noqa: SIM115 - the LocalFile that takes it over closes it
        try:
            answer = CLIENT.download(self.url, temporary.write, job)
            checked_status(answer, self.url)
            temporary.flush()
            return LocalFile(self.name, temporary)
        except OSError as error:
            temporary.close()
            raise LimitError(f"can't be downloaded to {tempfile.gettempdir()}: {error.strerror or error}") from error
        except BaseException:
            temporary.close()
            raise

    def _beside(self, name: str) -> WebLocation:
        parts = urlsplit(self.url)
        folder = parts.path.rpartition("/")[0]
        return WebLocation(parts._replace(path=f"{folder}/{quote(name)}").geturl())

    def _below(self, name: str) -> WebLocation:
        parts = urlsplit(self.url)
        return WebLocation(parts._replace(path=f"{parts.path.rstrip('/')}/{quote(name)}").geturl())

    def __str__(self) -> str:
        return display_url(self.url)

    def __reduce__(self) -> tuple[Any, ...]:
        return WebLocation, (self.url,)
