"""Files that another program writes to while they are read: what was read before stands, nothing is mixed, it is said."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from inspector.cli import main
from inspector.sources.local_file import LocalFile

_SHAPE = (1 << 17,)
_NAMES = [f"w{number}" for number in range(6)]
_SAID = ("was changed", "became shorter")


def write(folder: Path, kind: str, value: float) -> Path:
    """Tensors full of a value; the file that is written to."""
    arrays: dict[str, Any] = {name: np.full(_SHAPE, value, np.float32) for name in _NAMES}
    path = folder / {"plain": "a.safetensors", "shards": "b.safetensors", "members": "a.npz", "deflated": "a.npz"}[kind]
    if kind == "members":
        np.savez(path, **arrays)
    elif kind == "deflated":
        np.savez_compressed(path, **arrays)
    else:
        save_file(arrays, path)
    return path


def opened_place(folder: Path, path: Path, kind: str) -> Path:
    """What is opened to read it: of shards, the index."""
    if kind != "shards":
        return path
    save_file({"other": np.ones(3, np.float32)}, folder / "a.safetensors")
    index = folder / "model.safetensors.index.json"
    weights = {"other": "a.safetensors", **dict.fromkeys(_NAMES, path.name)}
    index.write_text(json.dumps({"metadata": {}, "weight_map": weights}))
    return index


def rewritten(path: Path, new: bytes) -> None:
    with path.open("r+b") as file:
        file.write(new)


def replaced(path: Path, new: bytes) -> None:
    other = path.with_name("other")
    other.write_bytes(new)
    other.replace(path)


def truncated(path: Path, _new: bytes) -> None:
    os.truncate(path, path.stat().st_size // 2)


def grown(path: Path, _new: bytes) -> None:
    with path.open("ab") as file:
        file.write(b"more")


Change = Callable[[Path, bytes], None]


def change_amidst(monkeypatch: pytest.MonkeyPatch, path: Path, change: Callable[[], None], after: int = 0) -> None:
    """Change a file once so many of its bytes were read, by default a third: another program does not wait either."""
    reading, reading_bytes = LocalFile._read_at, LocalFile._bytes
    left = after or path.stat().st_size // 3

    def count(file: LocalFile, nbytes: int) -> None:
        nonlocal left
        if file.path == path and left > 0:
            left -= nbytes
            if left <= 0:
                change()

    def read(file: LocalFile, *arguments: Any) -> int:
        nbytes = reading(file, *arguments)
        count(file, nbytes)
        return nbytes

    def read_bytes(file: LocalFile, *arguments: Any) -> bytes:
        data = reading_bytes(file, *arguments)
        count(file, len(data))
        return data

    monkeypatch.setattr(LocalFile, "_read_at", read)
    monkeypatch.setattr(LocalFile, "_bytes", read_bytes)


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main([*arguments])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


@pytest.mark.parametrize("kind", ["plain", "shards", "members", "deflated"])
@pytest.mark.parametrize("change", [rewritten, truncated, grown, replaced])
@pytest.mark.parametrize("verb", [("stats",), ("ls", "--sha256"), ("hash",)], ids=lambda verb: verb[0])
def test_what_is_read_of_all_tensors(
    verb: tuple[str, ...],
    change: Change,
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    new = write(tmp_path, kind, 2.0).read_bytes()
    path = write(tmp_path, kind, 1.0)
    place = opened_place(tmp_path, path, kind)
    status, before = answers(capsys, *verb, "--json", str(place))
    assert status == 0
    assert numbers_in(before)
    change_amidst(monkeypatch, path, lambda: change(path, new))
    status, after = answers(capsys, *verb, "--json", str(place))
    if change is replaced:
        assert (status, after) == (0, before)  # the file that was opened goes on being read
    else:
        assert status == 3
        assert any(said in after for said in _SAID)
        assert numbers_in(after) <= numbers_in(before)


def numbers_in(text: str) -> set[str]:
    """What is said of values: hashes, and statistics."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.update(
                f"{key} {value[key]}" for key in ("sha256", "mean", "min", "max") if value.get(key) is not None
            )
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    for line in text.splitlines():
        if line.startswith("{"):
            walk(json.loads(line))
    return found


@pytest.mark.parametrize("change", [rewritten, truncated, grown, replaced])
def test_what_is_shown_of_one_tensor(
    change: Change, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    new = write(tmp_path, "plain", 2.0).read_bytes()
    path = write(tmp_path, "plain", 1.0)
    before = answers(capsys, "show", str(path), "w0")
    change_amidst(monkeypatch, path, lambda: change(path, new), after=1)
    status, after = answers(capsys, "show", str(path), "w0")
    if change is replaced:
        assert (status, after) == before
    else:
        assert status == 3
        assert any(said in after for said in _SAID)
        assert "[1." not in after
        assert "[2." not in after
