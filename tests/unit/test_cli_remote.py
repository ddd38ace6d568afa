"""The verbs on what lies on a server."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save

from inspector.cli import main
from inspector.sources.block_cache import BLOCKS
from inspector.sources.remote import http_client
from tests.range_server import RangeServer, served

WEIGHTS = {"a": np.arange(6.0, dtype="f4").reshape(2, 3), "b": np.ones((300, 200), "f4")}


@pytest.fixture(scope="module")
def running() -> Iterator[RangeServer]:
    with served() as server:
        yield server
    http_client.CLIENT.close()


@pytest.fixture
def server(running: RangeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RangeServer:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("HF_ENDPOINT", running.url)
    BLOCKS.clear()
    running.has_ranges = True
    running.nbytes = 0
    running.files = {"/model.safetensors": save(WEIGHTS)}
    running.repository("owner/name", {"main": {"model.safetensors": save({**WEIGHTS, "a": -WEIGHTS["a"]})}})
    return running


def test_all_verbs_take_addresses(server: RangeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"http://someone:word@127.0.0.1:{server.port}/model.safetensors"
    assert main(["ls", address, "hf://owner/name", "--json"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["file"], second["file"]) == (server.address("model.safetensors"), "hf://owner/name")
    assert [entry["key"] for entry in first["entries"]] == [entry["key"] for entry in second["entries"]] == ["a", "b"]
    assert main(["stats", address, "--match", "a", "--json"]) == 0
    assert '"max": 5.0' in capsys.readouterr().out
    assert main(["show", "hf://owner/name/model.safetensors", "a", "--slice", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["values"] == [-3.0, -4.0, -5.0]
    assert main(["scan", address]) == 0
    assert main(["diff", address, "hf://owner/name", "--json"]) == 1
    assert [pair["key_a"] for pair in json.loads(capsys.readouterr().out.splitlines()[-1])["changed"]] == ["a"]
    assert main(["export", "hf://owner/name", "-o", str(tmp_path / "out.safetensors"), "--match", "a"]) == 0
    assert np.array_equal(load_file(tmp_path / "out.safetensors")["a"], -WEIGHTS["a"])
    said = capsys.readouterr()
    assert "word" not in said.out + said.err


def test_a_whole_download_is_asked_about(
    server: RangeServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.has_ranges = False
    address = server.address("model.safetensors")
    assert main(["ls", address]) == 3
    said = capsys.readouterr().err
    assert said.endswith("serves it only as a whole: opening it downloads 235 KiB; --download allows that\n")
    assert main(["ls", address, "--download"]) == 0

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for answer, status in (("y\n", 0), ("\n", 3)):
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        monkeypatch.setattr(sys, "stderr", asked := Terminal())
        assert main(["ls", address]) == status
        assert "downloads 235 KiB. Download it? [y/N]" in asked.getvalue()
