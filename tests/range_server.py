"""A web server on this machine for tests: serves ranges, as slowly, as badly and as changeably as a test wants it.

It also answers as the hub does (``repository``) and, since addresses are paths there, as a store that speaks S3.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

__all__ = ["RangeServer", "Request", "SparseFile", "served"]

_PIECE_NBYTES = 1 << 20
_COMMIT = "c0ffee" * 6 + "0000"


@dataclass(frozen=True)
class SparseFile:
    """``head`` and zeros behind it, ``nbytes`` in all, without the memory; ``last`` is whether it ends in a one."""

    head: bytes
    nbytes: int
    last: bool = False

    def __len__(self) -> int:
        return self.nbytes

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self.nbytes)
        data = bytearray(self.head[start:stop])
        data += bytes(stop - start - len(data))
        if self.last and start < stop == self.nbytes:
            data[-1] = 1
        return bytes(data)


Content = bytes | SparseFile


@dataclass(frozen=True)
class Request:
    path: str
    range: str
    authorization: str


@dataclass
class RangeServer:
    """What it serves and how. ``nbytes`` is how much of bodies it has sent."""

    port: int = 0
    files: dict[str, Content] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    token: str = ""
    latency: float = 0.0
    has_ranges: bool = True
    has_etags: bool = True
    #: Statuses that the next requests are answered with, before it does what it should.
    failures: list[int] = field(default_factory=list)
    #: How many of the next answers end after half of what they promise.
    truncated: int = 0
    requests: list[Request] = field(default_factory=list)
    nbytes: int = 0
    most_at_once: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def address(self, path: str) -> str:
        return f"{self.url}/{path}"

    def repository(self, name: str, revisions: Mapping[str, Mapping[str, Content]]) -> None:
        """Serve revisions of a repository as the hub does; large files are found where a redirect leads to."""
        for number, (revision, files) in enumerate(revisions.items()):
            commit = f"{number:x}{_COMMIT}"[:40]
            self.files[f"/api/models/{name}/revision/{revision}"] = json.dumps({"sha": commit}).encode()
            folders: dict[str, list[dict[str, object]]] = {"": []}
            for path, content in files.items():
                sha256 = hashlib.sha256(content if isinstance(content, bytes) else repr(content).encode()).hexdigest()
                folder = path.rpartition("/")[0]
                if folder and folder not in folders:
                    folders[folder] = []
                    folders[""].append({"type": "directory", "oid": "d" * 40, "size": 0, "path": folder})
                item: dict[str, object] = {"type": "file", "oid": sha256[:40], "size": len(content), "path": path}
                place = f"/{name}/resolve/{commit}/{path}"
                if len(content) > 1000:
                    item["lfs"] = {"oid": sha256, "size": len(content), "pointerSize": 134}
                    self.redirects[place] = f"http://localhost:{self.port}/cdn/{sha256}?signature=secret"
                    self.files[f"/cdn/{sha256}"] = content
                else:
                    self.files[place] = content
                folders[folder].append(item)
            for folder, items in folders.items():
                place = f"/api/models/{name}/tree/{commit}" + (f"/{folder}" if folder else "")
                self.files[place] = json.dumps(items).encode()

    def _entered(self) -> None:
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)

    def _left(self) -> None:
        with self._lock:
            self._now -= 1

    def _refusal(self, path: str, secret: str) -> int:
        """The status to refuse with, 0 to answer."""
        with self._lock:
            if self.failures:
                return self.failures.pop(0)
        if self.token and not path.startswith("/cdn/") and secret != f"Bearer {self.token}":
            return 401
        return 0 if path in self.files or path in self.redirects else 404

    def _is_cut(self) -> bool:
        with self._lock:
            self.truncated -= 1
            return self.truncated >= 0


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    served: RangeServer

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # connections that tests let go of


class _Handler(BaseHTTPRequestHandler):
    server: _Listening
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer(is_head=True)

    def do_GET(self) -> None:
        self._answer(is_head=False)

    def _answer(self, *, is_head: bool) -> None:
        self.server.served._entered()
        try:
            self._respond(is_head=is_head)
        finally:
            self.server.served._left()

    def _respond(self, *, is_head: bool) -> None:
        time.sleep(self.server.served.latency)
        path = unquote(urlsplit(self.path).path)
        wanted = self.headers.get("Range", "")
        secret = self.headers.get("Authorization", "")
        self.server.served.requests.append(Request(self.path, wanted, secret))
        status = self.server.served._refusal(path, secret)
        if status:
            self._send(status, b"no", {})
        elif path in self.server.served.redirects:
            self._send(302, b"", {"Location": self.server.served.redirects[path]})
        else:
            self._serve(self.server.served.files[path], wanted, is_head=is_head)

    def _serve(self, content: Content, wanted: str, *, is_head: bool) -> None:
        headers = {"Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}
        if self.server.served.has_etags:
            told = content if isinstance(content, bytes) else repr(content).encode()
            headers["ETag"] = f'"{hashlib.md5(told).hexdigest()}"'
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", wanted)
        if match is None or not self.server.served.has_ranges:
            self._send(200, content, headers, is_head=is_head)
            return
        start, last = int(match[1]), int(match[2] or len(content) - 1)
        if start >= len(content):
            self._send(416, b"", {"Content-Range": f"bytes */{len(content)}"})
            return
        part = content[start : last + 1]
        headers["Content-Range"] = f"bytes {start}-{start + len(part) - 1}/{len(content)}"
        self._send(206, part, headers)

    def _send(self, status: int, body: Content, headers: Mapping[str, str], *, is_head: bool = False) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if is_head:
            return
        if body and status in (200, 206) and self.server.served._is_cut():
            body = body[: len(body) // 2]
            self.close_connection = True
        with self.server.served._lock:
            self.server.served.nbytes += len(body)
        try:
            for start in range(0, len(body), _PIECE_NBYTES):
                self.wfile.write(body[start : start + _PIECE_NBYTES])
        except OSError:  # whoever asked has heard enough
            self.close_connection = True


@contextmanager
def served(change: Callable[[RangeServer], object] = lambda _: None) -> Iterator[RangeServer]:
    """A server, until the block is left."""
    server = RangeServer()
    with _Listening(("127.0.0.1", 0), _Handler) as listening:
        listening.served = server
        server.port = listening.server_address[1]
        change(server)
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
