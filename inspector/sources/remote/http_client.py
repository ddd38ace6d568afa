"""Asking web servers for ranges of bytes: connections that are kept, redirects, proxies, and another try where it may help.

Of the standard library, as a program that opens a local file need not carry more. Nothing that is sent to prove who asks
goes to another host than the one it is for, or into a message.
"""

from __future__ import annotations

import base64
import http.client
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from inspector.errors import CheckpointError, TruncatedError
from inspector.jobs import Job
from inspector.sources.remote.remote_object import TRAFFIC

__all__ = ["CLIENT", "Answer", "HttpClient", "display_url"]

_TIMEOUT_S = 15.0
#: A whole answer may take this long, and a second more for each so many bytes: a server that drips holds nobody up.
_PATIENCE_S = 30.0
_SLOWEST_NBYTES_PER_S = 16 << 10
_ATTEMPTS = 5
_BACKOFF_S = 0.25
_LONGEST_WAIT_S = 8.0
_MAX_REDIRECTS = 8
_MAX_IDLE = 32
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK_NBYTES = 256 << 10
_AGENT = "checkpoint-inspector"


def display_url(url: str) -> str:
    """An address as it may be shown and kept: without names, passwords and signatures that it carries."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, query="", fragment="").geturl()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; ``url`` is where it was found in the end.

    ``body`` is None where the answer was longer than what was asked for, and was not read.
    """

    status: int
    url: str
    headers: http.client.HTTPMessage
    body: bytes | None

    def header(self, name: str) -> str:
        """A header, "" if there is none."""
        return self.headers.get(name) or ""


_Taker = Callable[[bytes, int], None]
"""Is given each piece of a body, and the size of all of it, 0 if the server does not say."""


class _UnfinishedError(Exception):
    """The answer did not come, or not whole; another try may help."""


@dataclass
class HttpClient:
    """Connections to servers, kept for the next question. For any number of threads."""

    _idle: dict[tuple[str, str], list[http.client.HTTPConnection]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(
        self,
        url: str,
        headers: Mapping[str, str],
        most: int,
        secret: Mapping[str, str] | None = None,
        closing: threading.Event | None = None,
    ) -> Answer:
        """Ask for an address; of an answer with success at most ``most`` bytes are read, of others nothing matters.

        ``secret`` headers go to the host of ``url`` alone. Redirects are followed, temporary failures tried again, unless
        ``closing`` is set. Raises CheckpointError for a server that can't be reached, TruncatedError for one that ends
        each answer early.
        """
        place, waiting = display_url(url), closing or threading.Event()
        problem = ""
        ended_early = False
        for attempt in range(_ATTEMPTS):
            wait = 0.0
            try:
                answer = self._followed(url, headers, most, secret or {})
                if answer.status not in _AGAIN or attempt == _ATTEMPTS - 1:
                    return answer
                wait = _seconds(answer.header("Retry-After"))
            except _UnfinishedError as error:
                problem, ended_early = str(error), isinstance(error.__cause__, http.client.IncompleteRead)
                if attempt == 0 and isinstance(error.__cause__, ConnectionError):
                    self.close()  # kept connections that the server has closed meanwhile
                    continue
            backoff = _BACKOFF_S * 2**attempt * (0.5 + random.random())  # noqa: S311 - so that not all come at once
            if attempt < _ATTEMPTS - 1 and waiting.wait(min(_LONGEST_WAIT_S, max(wait, backoff))):
                raise CheckpointError("is closed", place)
        if ended_early:
            raise TruncatedError(f"the server ends the answer early, {_ATTEMPTS} times", place)
        raise CheckpointError(f"can't be fetched: {problem}", place)

    def download(self, url: str, write: Callable[[bytes], object], job: Job) -> Answer:
        """Give the whole of what is at an address to ``write``, in pieces; tried once. Raises as :meth:`get`."""
        done = 0

        def take(piece: bytes, total: int) -> None:
            nonlocal done
            done += len(piece)
            job.report(done, total, "Downloading")
            write(piece)

        try:
            return self._followed(url, {}, 0, {}, take)
        except _UnfinishedError as error:
            raise CheckpointError(f"can't be fetched: {error}", display_url(url)) from error

    def _followed(
        self, url: str, headers: Mapping[str, str], most: int, secret: Mapping[str, str], take: _Taker | None = None
    ) -> Answer:
        first = urlsplit(url)
        for _ in range(_MAX_REDIRECTS):
            parts = urlsplit(url)
            own = secret if (parts.scheme, parts.netloc) == (first.scheme, first.netloc) else {}
            answer = self._once(parts, {**headers, **own}, most, take)
            if answer.status not in _REDIRECTS:
                return answer
            url = urljoin(url, answer.header("Location"))
            target = urlsplit(url)
            if target.scheme not in ("http", "https") or (parts.scheme == "https" and target.scheme == "http"):
                raise CheckpointError(
                    f"is redirected to {target.scheme}, which is not followed", display_url(first.geturl())
                )
        raise CheckpointError("is redirected again and again", _place(first))

    def _once(self, parts: SplitResult, headers: Mapping[str, str], most: int, take: _Taker | None) -> Answer:
        try:
            with self._connection(parts) as (connection, target):
                sent = {"User-Agent": _AGENT, "Accept-Encoding": "identity", "Host": parts.netloc.rpartition("@")[2]}
                connection.request("GET", target, headers={**sent, **_login(parts), **headers})
                response = connection.getresponse()
                if take is not None and response.status == 200:
                    _hand_on(response, take)
                body = _body(response, most)
                if body is None or response.will_close:
                    connection.close()  # what was not read would be in the way of the next answer
                return Answer(response.status, parts.geturl(), response.headers, body)
        except (http.client.InvalidURL, UnicodeError, ValueError) as error:
            raise CheckpointError("is not an address that can be asked for", _place(parts)) from error
        except http.client.IncompleteRead as error:
            raise _UnfinishedError("the server ended the answer early") from error
        except ssl.SSLCertVerificationError as error:
            raise CheckpointError(
                f"the server's certificate is not valid ({error.verify_message})", _place(parts)
            ) from error
        except socket.gaierror as error:
            raise CheckpointError(f"there is no server {parts.hostname}", _place(parts)) from error
        except http.client.HTTPException as error:
            raise _UnfinishedError(f"the server does not answer properly ({type(error).__name__})") from error
        except OSError as error:
            raise _UnfinishedError(error.strerror or str(error) or type(error).__name__) from error

    @contextmanager
    def _connection(self, parts: SplitResult) -> Iterator[tuple[http.client.HTTPConnection, str]]:
        """A connection to the server of an address, and what to ask it for; kept if it is still open afterwards."""
        key = parts.scheme, parts.netloc.rpartition("@")[2]
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        with self._lock:
            idle = self._idle.setdefault(key, [])
            connection = idle.pop() if idle else None
        proxy = _proxy(parts)
        if connection is None:
            connection = _new_connection(parts, proxy)
        if proxy is not None and parts.scheme == "http":
            target = parts._replace(netloc=key[1], fragment="").geturl()
        try:
            yield connection, target
        except BaseException:
            connection.close()
            raise
        if connection.sock is not None:
            with self._lock:
                if len(idle) < _MAX_IDLE:
                    idle.append(connection)
                    return
        connection.close()

    def close(self) -> None:
        """Close the connections that nobody uses."""
        with self._lock:
            idle = [connection for kept in self._idle.values() for connection in kept]
            self._idle.clear()
        for connection in idle:
            connection.close()


CLIENT = HttpClient()


def _place(parts: SplitResult) -> str:
    return display_url(parts.geturl())


def _proxy(parts: SplitResult) -> SplitResult | None:
    """The proxy that the system or the environment wants used for an address."""
    address = getproxies().get(parts.scheme)
    if not address or not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return urlsplit(address if "//" in address else f"http://{address}")


def _new_connection(parts: SplitResult, proxy: SplitResult | None) -> http.client.HTTPConnection:
    host, port = (parts.hostname or "", parts.port) if proxy is None else (proxy.hostname or "", proxy.port)
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=_TIMEOUT_S)
    connection = http.client.HTTPSConnection(host, port, timeout=_TIMEOUT_S, context=ssl.create_default_context())
    if proxy is not None:
        login = {f"Proxy-{name}": value for name, value in _login(proxy).items()}
        connection.set_tunnel(parts.hostname or "", parts.port or 443, login)
    return connection


def _login(parts: SplitResult) -> dict[str, str]:
    """The name and password that an address carries, as the header they are sent in."""
    if parts.username is None:
        return {}
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": "Basic " + base64.b64encode(login.encode()).decode()}


def _body(response: http.client.HTTPResponse, most: int) -> bytes | None:
    """The whole body of an answer that has at most ``most`` bytes, else None; of one that says nothing, what matters."""
    length = response.length
    if length is not None and length > most:
        return None
    begun = time.monotonic()
    found = bytearray()
    while len(found) <= most:
        piece = response.read(min(_CHUNK_NBYTES, most + 1 - len(found)))
        if not piece:
            break
        found += piece
        TRAFFIC.add(len(piece))
        if time.monotonic() - begun > _PATIENCE_S + len(found) / _SLOWEST_NBYTES_PER_S:
            raise TimeoutError("the server answers too slowly")
    else:
        return None
    if length is not None and len(found) < length:
        raise http.client.IncompleteRead(bytes(found), length - len(found))
    return bytes(found)


def _hand_on(response: http.client.HTTPResponse, take: _Taker) -> None:
    """Give the body of an answer away as it comes."""
    total = response.length or 0
    done = 0
    while piece := response.read(_CHUNK_NBYTES):
        TRAFFIC.add(len(piece))
        done += len(piece)
        take(piece, total)
    if done < total:
        raise http.client.IncompleteRead(b"", total - done)


def _seconds(text: str) -> float:
    """How long a server asks to be left alone; a date is not worth reading, the usual wait does."""
    return float(text) if text.isdecimal() else 0.0
