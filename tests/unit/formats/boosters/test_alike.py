"""Trees that are read many at once: as when each is read by itself, also where one of them is not like the others."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import inspector
from inspector.errors import CheckpointError
from inspector.formats.boosters import alike, lightgbm, ubjson
from inspector.formats.boosters.alike import Alike, numbers_alike, objects_alike
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import TensorEntry, ValueEntry


def key(name: bytes) -> bytes:
    return b"L" + len(name).to_bytes(8, "big") + name


def array(mark: bytes, numbers: bytes, itemsize: int) -> bytes:
    return b"[$" + mark + b"#L" + (len(numbers) // itemsize).to_bytes(8, "big") + numbers


def text(content: bytes) -> bytes:
    return b"SL" + len(content).to_bytes(8, "big") + content


def tree(number: int, weights: int = 4, extra: bytes = b"") -> bytes:
    """A tree of XGBoost, with the number of its weights as text; some have categories."""
    parts = [
        key(b"base_weights") + array(b"d", struct.pack(f">{weights}f", *range(weights)), 4),
        key(b"categories") + array(b"l", bytes(4 * (number % 5 == 4)), 4),
        key(b"none") + array(b"L", b"", 8),
        key(b"id") + (b"i" + number.to_bytes(1, "big") if number < 128 else b"I" + number.to_bytes(2, "big")),
        key(b"rate") + b"D" + struct.pack(">d", number / 2),
        key(b"tree_param") + b"{" + key(b"num_nodes") + text(b"%d" % weights) + key(b"empty") + b"{}" + b"}",
        extra,
    ]
    return b"{" + b"".join(parts) + b"}"


def model(trees: list[bytes], *, counted: bool = True) -> bytes:
    inside = b"[#L" + len(trees).to_bytes(8, "big") + b"".join(trees)
    if not counted:
        inside = b"[" + b"".join(trees) + b"]"
    info = b"[#L" + (4).to_bytes(8, "big") + b"i\1i\2I\1\0d" + struct.pack(">f", 0.5)
    return b"{" + key(b"learner") + b"{" + key(b"trees") + inside + key(b"info") + info + key(b"last") + b"T}}"


def facts(path: Path) -> list[Any]:
    try:
        with inspector.open(path) as checkpoint:
            return [
                (entry.path, entry.dtype, entry.shape, entry.strides, entry.storage and entry.storage.read())
                if isinstance(entry, TensorEntry)
                else (entry.path, isinstance(entry, ValueEntry) and (entry.value, type(entry.value)))
                for entry in checkpoint.entries
            ]
    except CheckpointError as error:
        return [type(error), error.reason]


def none_alike(*_: Any) -> Alike:
    return Alike()


USUAL = [tree(number, 3 + number % 7) for number in range(200)]
ODD = {
    "all alike": USUAL,
    "few": USUAL[:2],
    "one with another key": [*USUAL[:60], tree(60, extra=key(b"more") + b"i\1"), *USUAL[61:]],
    "one with a constant": [*USUAL[:60], tree(60, extra=key(b"more") + b"T"), *USUAL[61:]],
    "one that is a number": [*USUAL[:60], b"i\7", *USUAL[61:]],
    "text that is not ASCII": [tree(number, extra=key(b"t") + text("é".encode())) for number in range(60)],
    "a name that is not ASCII": [tree(number, extra=key("é".encode()) + b"i\1") for number in range(60)],
    "a head within an array": [
        tree(number, extra=key(b"bytes") + array(b"U", USUAL[0][:22] * (number == 9), 1)) for number in range(60)
    ],
    "the first unlike": [tree(0, extra=key(b"more") + b"i\1"), *USUAL[1:]],
    "more keys than are usual": [
        tree(number, extra=b"".join(key(b"k%d" % each) + b"i\1" for each in range(300))) for number in range(9)
    ],
    "an array that is too long": [*USUAL[:60], USUAL[60].replace(b"[$d#L\0", b"[$d#L\1"), *USUAL[61:]],
    "an array of negative length": [*USUAL[:60], USUAL[60].replace(b"[$d#L\0", b"[$d#L\xff"), *USUAL[61:]],
    "cut off": [*USUAL[:60], USUAL[60][:50]],
}


@pytest.mark.parametrize("window", [1 << 22, 4000])
@pytest.mark.parametrize("trees", ODD.values(), ids=ODD)
def test_alike_trees_of_xgboost_are_read_as_each_by_itself(
    trees: list[bytes], window: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ubjson, "_ALIKE_NBYTES", window)
    path = tmp_path / "m.ubj"
    for counted in (True, False):
        path.write_bytes(model(trees, counted=counted))
        found = facts(path)
        with monkeypatch.context() as one_by_one:
            one_by_one.setattr(ubjson, "objects_alike", none_alike)
            one_by_one.setattr(ubjson, "numbers_alike", lambda *_: None)
            assert facts(path) == found


def test_damaged_trees_of_xgboost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random_number = random.Random(0)
    sound = model(USUAL[:12])
    path = tmp_path / "m.ubj"
    for _ in range(150):
        damaged = bytearray(sound)
        damaged[random_number.randrange(20, len(sound))] = random_number.choice(b"\0\1\x7f\xffL{}[$#SdI")
        path.write_bytes(damaged)
        found = facts(path)
        with monkeypatch.context() as one_by_one:
            one_by_one.setattr(ubjson, "objects_alike", none_alike)
            assert facts(path) == found


def test_how_many_objects_are_read_at_once() -> None:
    def count(data: bytes, most: int = 1 << 20) -> int:
        found = objects_alike(data, MemoryStorage(data), 0, ("trees",), 0, most)
        assert data[: found.nbytes] == b"".join(USUAL[: found.count])
        return found.count

    behind = bytes(alike._ROOM)
    assert count(b"".join(USUAL) + behind) == len(USUAL) - 1
    assert count(b"".join(USUAL) + behind, most=7) == 7
    assert count(b"".join([*USUAL[:60], tree(60, extra=key(b"more") + b"i\1"), *USUAL[61:]]) + behind) == 60
    assert count(b"".join(USUAL[:4])) < 3  # of the last ones it can't be told whether they end


def test_numbers_each_after_its_mark() -> None:
    data = b"i\xff" * 40 + b"U\xff" + b"I\1\0" * 3 + b"d" + struct.pack(">f", 0.5)
    assert numbers_alike(data + b"}", 45) == ([-1] * 40 + [255] + [256] * 3 + [0.5], len(data))
    assert numbers_alike(data, 46) is None
    assert numbers_alike(data[:-1], 45) is None
    assert numbers_alike(data[:80] + b"T" + data[80:], 45) is None


def forest(edit: Callable[[int, dict[str, str]], None] | None = None, count: int = 40) -> str:
    """A model of LightGBM whose trees have two to five leaves."""
    trees = []
    for number in range(count):
        leaves = 2 + number % 4
        lines = {
            "num_leaves": str(leaves), "split_feature": " ".join("1" * (leaves - 1)),
            "threshold": "1e-5 " * (leaves - 2) + "nan",
            "leaf_value": " ".join(f"{-leaf}.5" for leaf in range(leaves)), "is_linear": "0", "shrinkage": "0.1",
        }  # fmt: skip
        if edit:
            edit(number, lines)
        trees.append(f"Tree={number}\n" + "".join(f"{name}={value}\n" for name, value in lines.items()))
    return "tree\nversion=v4\n\n" + "\n\n".join(trees) + "\n\nend of trees\n\nparameters:\n"


def replaced(name: str, value: str, at: int = 20) -> Callable[[int, dict[str, str]], None]:
    def edit(number: int, lines: dict[str, str]) -> None:
        if number == at:
            lines[name] = value

    return edit


@pytest.mark.parametrize(
    "content",
    [
        forest(), forest(count=1), forest(replaced("leaf_value", "1  2 3")), forest(replaced("leaf_value", "1 2 3 ")),
        forest(replaced("leaf_value", "1 2")), forest(replaced("leaf_value", "")), forest(replaced("shrinkage", " 7 ")),
        forest(replaced("num_leaves", "9" * 30)), forest(replaced("num_leaves", "two")),
        forest(replaced("leaf_value", "1 x")),
        forest(replaced("cat_threshold", "1 2")), forest(replaced("cat_threshold", "1", 39)),
        forest(lambda _, lines: lines.update(cat_threshold="1 2")), forest(replaced("note", "é")),
        forest().replace("\n", "\r\n"), forest().replace("Tree=7\n", "Tree=8\n"), forest().replace("Tree=7\n", "Tree= 7\n"),
        forest().replace("is_linear", "=\nis_linear"), forest().replace("Tree=9\n", "Tree=9\nlf_value=1\n"),
        forest().replace("shrinkage=0.1", "shrinkage 0.1"),
        forest().replace("\n\nend of", "\nend of"), forest().replace("\n\nend of", "end of"),
        forest().replace("end of", "end  of"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("run", [1 << 20, 1500])
def test_alike_trees_of_lightgbm_are_read_as_each_by_itself(
    content: str, run: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.txt"
    path.write_bytes(content.encode())
    monkeypatch.setattr(lightgbm, "_RUN_NBYTES", run)
    found = facts(path)
    monkeypatch.setattr(lightgbm, "_trees_alike", lambda *_: None)
    assert facts(path) == found


def test_usual_trees_of_lightgbm_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lightgbm, "_add_tree", lambda *_: pytest.fail("a tree is read by itself"))
    path = tmp_path / "m.txt"
    path.write_text(forest())
    with inspector.open(path) as checkpoint:
        assert len(checkpoint.entries) == 40 * 6
        assert checkpoint.read(checkpoint.tensors[5]).tolist() == [0.5, -1.5, -2.5]
