"""What is sent where, when it is asked again, and which answers are taken: by answers that a test makes up."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPMessage
from urllib.parse import SplitResult

import pytest

from inspector.errors import CheckpointError, TruncatedError
from inspector.sources.remote.http_client import CLIENT, Answer, HttpClient, _Taker
from inspector.sources.remote.web_object import WebObject


def answer(status: int, url: str = "https://a/x", body: bytes = b"", **headers: str) -> Answer:
    message = HTTPMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return Answer(status, url, message, body)


@dataclass
class Scripted(HttpClient):
    """Gives its answers one after another, and keeps the address and the headers of each question."""

    answers: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def _once(self, parts: SplitResult, headers: Mapping[str, str], most: int, take: _Taker | None) -> Answer:
        assert (most, take) == (100, None)
        self.asked.append((parts.geturl(), headers))
        return self.answers.pop(0)


def test_a_secret_goes_to_the_server_it_is_for_and_no_other() -> None:
    places = ["http://a/x", "http://b/x", "http://a:81/x", "https://a/x", "https://a/y"]
    client = Scripted(answers=[*(answer(302, Location=place) for place in [*places[1:4], "y"]), answer(200)])
    assert client.get(places[0], {"Range": "r"}, 100, {"Authorization": "s"}).status == 200
    assert client.asked == [
        (place, {"Range": "r"} | ({"Authorization": "s"} if place == places[0] else {})) for place in places
    ]


def test_nothing_that_was_asked_for_in_private_is_fetched_in_the_open() -> None:
    client = Scripted(answers=[answer(302, Location="http://a/x")])
    with pytest.raises(CheckpointError, match="is redirected to http, which is not followed"):
        client.get("https://a/x", {}, 100)


class Clock(threading.Event):
    """Keeps how long it would have been waited for, and does not wait."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        return False


def test_a_server_is_left_alone_as_long_as_it_asks_for_within_reason() -> None:
    clock = Clock()
    busy = [answer(503, Retry_After=wait) for wait in ("3", "3600", "Fri, 31 Dec 1999 23:59:59 GMT", "-1")]
    assert Scripted(answers=[*busy, answer(200)]).get("https://a/x", {}, 100, closing=clock).status == 200
    first, long, *others = clock.waits
    assert (first, long) == (3, 8)
    assert len(others) == 2
    assert max(others) < 1


@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("bytes 8-17/64", bytes(10)),
        ("bytes 0-9/64", bytes(10)),
        ("bytes 7-15/64", bytes(10)),
        ("bytes 7-16/64", bytes(9)),
    ],
)
def test_other_bytes_than_were_asked_for_are_refused(monkeypatch: pytest.MonkeyPatch, place: str, body: bytes) -> None:
    def get(*_: object) -> Answer:
        return answers.pop(0)

    answers = [answer(206, body=bytes(10), Content_Range="bytes 7-16/64"), answer(206, body=body, Content_Range=place)]
    monkeypatch.setattr(CLIENT, "get", get)
    item = WebObject("https://a/x", 64, "")
    assert item.fetch(7, 10, threading.Event()) == bytes(10)
    with pytest.raises(TruncatedError, match="of the 10 bytes at 7"):
        item.fetch(7, 10, threading.Event())
