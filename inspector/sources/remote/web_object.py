"""A file on a web server, read by range requests (https://www.rfc-editor.org/rfc/rfc9110#name-range-requests)."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from inspector.errors import CheckpointError, RangesUnsupportedError, TruncatedError
from inspector.sources.remote.http_client import CLIENT, Answer, display_url
from inspector.sources.remote.remote_object import RemoteObject
from inspector.text import size_text

__all__ = ["Probe", "WebObject", "checked_status", "no_secret", "probed", "whole_only"]

#: What is asked for to learn what there is: the beginning of most files says what follows.
_PROBE_NBYTES = 8 << 10
#: A file of no more than this comes whole where there are no ranges, without a question: it is less than the question is.
_SMALL_NBYTES = 64 << 10
#: A text of an index that a hub has no ranges of.
_MAX_WHOLE_NBYTES = 16 << 20
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")

Secret = Callable[[], Mapping[str, str]]
"""Gives the headers that prove who asks, when they are needed: they are kept nowhere. Picklable."""


def no_secret() -> Mapping[str, str]:
    """Nothing to prove."""
    return {}


@dataclass(frozen=True, slots=True)
class Probe:
    """What a server says of a file: its size, what tells its content from another, its first bytes.

    ``has_ranges`` is false where it would only give the whole of it; ``nbytes`` is None where it does not say how much.
    """

    nbytes: int | None
    validator: str
    head: bytes
    has_ranges: bool


def probed(url: str, secret: Secret = no_secret) -> Probe:
    """Ask for the first bytes of a file. Raises CheckpointError for one that is not there or may not be seen."""
    answer = CLIENT.get(url, {"Range": f"bytes=0-{_PROBE_NBYTES - 1}"}, _SMALL_NBYTES, secret())
    if answer.status == 416 and (size := re.fullmatch(r"bytes \*/(\d+)", answer.header("Content-Range"))):
        return Probe(int(size[1]), _validator(answer), b"", has_ranges=True)  # an empty file has no first bytes
    checked_status(answer, url, bool(secret()))
    if answer.status == 206:
        start, _, nbytes = _range_of(answer, url)
        if start != 0 or answer.body is None:
            raise CheckpointError("the server answers with another range than was asked for", display_url(url))
        return Probe(nbytes, _validator(answer), answer.body, has_ranges=True)
    if answer.body is not None:
        return Probe(len(answer.body), _validator(answer), answer.body, has_ranges=True)
    length = answer.header("Content-Length")
    return Probe(int(length) if length.isdecimal() else None, _validator(answer), b"", has_ranges=False)


def checked_status(answer: Answer, url: str, is_known: bool = False) -> None:
    """Raise CheckpointError for an answer that is no success; ``is_known`` if the server was told who asks."""
    if answer.status in (200, 206):
        return
    reasons = {
        401: "needs permission" + (", which the token does not give" if is_known else "; no token was found"),
        403: "is not accessible: the server refuses it" + (" for this token" if is_known else ""),
        404: "does not exist",
        410: "does not exist any more",
        416: "became shorter on the server while it was read",
    }
    reason = reasons.get(answer.status, f"can't be fetched: the server answers with status {answer.status}")
    raise CheckpointError(reason, display_url(url))


class WebObject(RemoteObject):
    """A file at an address; ``validator`` is what the server said of its content, "" if nothing.

    ``content`` where the content is known by a hash; then it does not matter what the server calls it.
    """

    def __init__(self, url: str, nbytes: int, validator: str, content: str = "", secret: Secret = no_secret) -> None:
        self._url = url
        self.place = display_url(url)
        self.name = self.place.rpartition("/")[2]
        self.nbytes = nbytes
        self._validator = validator
        self._is_hashed = bool(content)
        self.content = content or f"{self.place} {nbytes} {validator}"
        self._secret = secret
        #: Where the address leads to: servers that redirect to a signed address need not be asked each time.
        self._direct = url
        self._direct_validator: str | None = None if content else validator

    def fetch(self, offset: int, nbytes: int, closing: threading.Event) -> bytes:
        for _ in range(2):
            answer = self._asked(offset, nbytes, closing)
            if answer.status == 206:
                return self._checked_range(answer, offset, nbytes)
            if answer.status == 200:
                return self._part_of_whole(answer, offset, nbytes)
            if self._direct == self._url:
                break
            self._direct = self._url  # a signed address is good for some minutes
        checked_status(answer, self._url, bool(self._secret()))
        raise AssertionError  # other answers were raised

    def _asked(self, offset: int, nbytes: int, closing: threading.Event) -> Answer:
        direct = self._direct
        asked = {"Range": f"bytes={offset}-{offset + nbytes - 1}"}
        most = max(nbytes, min(self.nbytes, _MAX_WHOLE_NBYTES if self._is_hashed else _SMALL_NBYTES))
        answer = CLIENT.get(direct, asked, most, self._secret() if direct == self._url else {}, closing)
        if answer.status == 206 and direct == self._url:
            self._direct = answer.url
        return answer

    def _checked_range(self, answer: Answer, offset: int, nbytes: int) -> bytes:
        start, stop, total = _range_of(answer, self._url)
        validator = _validator(answer)
        if self._direct_validator is None:
            self._direct_validator = validator
        if total != self.nbytes or validator != self._direct_validator:
            raise self._changed()
        if start != offset or answer.body is None or len(answer.body) != nbytes or stop - start != nbytes:
            raise TruncatedError(
                f"the server gives {0 if answer.body is None else len(answer.body):,} of the {nbytes:,} bytes at {offset:,}",
                self.place,
            )
        return answer.body

    def _part_of_whole(self, answer: Answer, offset: int, nbytes: int) -> bytes:
        """From an answer of a server that has no ranges of a small file."""
        if answer.body is None or len(answer.body) != self.nbytes:
            length = answer.header("Content-Length")
            if length != str(self.nbytes):
                raise self._changed()
            raise RangesUnsupportedError("is served only as a whole", self.place, self.nbytes)
        if not self._is_hashed and _validator(answer) != self._validator:
            raise self._changed()
        return answer.body[offset : offset + nbytes]

    def _changed(self) -> CheckpointError:
        return CheckpointError("was changed on the server since it was opened", self.place)

    def check_unchanged(self) -> None:
        if self._is_hashed:
            return  # its address has the commit in it
        probe = probed(self._url, self._secret)
        if (probe.nbytes, probe.validator) != (self.nbytes, self._validator):
            raise self._changed()

    def __reduce__(self) -> tuple[Any, ...]:
        content = self.content if self._is_hashed else ""
        return WebObject, (self._url, self.nbytes, self._validator, content, self._secret)


def whole_only(nbytes: int | None, place: str) -> RangesUnsupportedError:
    """What to say of a file that would have to be downloaded as a whole."""
    much = "an unknown number of bytes" if nbytes is None else size_text(nbytes)
    return RangesUnsupportedError(f"the server serves it only as a whole: opening it downloads {much}", place, nbytes)


def _range_of(answer: Answer, url: str) -> tuple[int, int, int]:
    """Where the bytes of an answer start and stop, and the size of the whole."""
    found = _CONTENT_RANGE.fullmatch(answer.header("Content-Range"))
    if found is None:
        raise CheckpointError("the server does not say which range it answers with", display_url(url))
    start, last, total = map(int, found.groups())
    return start, last + 1, total


def _validator(answer: Answer) -> str:
    """What tells this content from others at the address: the ETag, else the time of the last change."""
    return answer.header("ETag") or answer.header("Last-Modified")
