"""Boosted trees that are damaged, or are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import inspector
from inspector.errors import CheckpointError
from inspector.formats.boosters import ubjson
from inspector.tensors.entries import TensorEntry, ValueEntry

FOLDER = Path(__file__).parents[3] / "fixtures" / "boosters"
HEAD = b"{L" + (7).to_bytes(8, "big") + b"learner"


def made(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_numbers_that_have_their_types_in_front_are_one_value(tmp_path: Path) -> None:
    path = made(
        tmp_path,
        "m.ubj",
        HEAD + b"{U\1a[i\1d\x3f\x80\0\0D\x40\0\0\0\0\0\0\0]U\1b[ZTF]U\1c[[i\1]]U\1e[#U\2U\3l\0\0\0\4}}",
    )
    with inspector.open(path) as checkpoint:
        values = {entry.key: entry.value for entry in checkpoint.entries if isinstance(entry, ValueEntry)}
    assert values == {
        "learner.a": [1, 1.0, 2.0], "learner.b.0": None, "learner.b.1": True, "learner.b.2": False,
        "learner.c.0": [1], "learner.e": [3, 4],
    }  # fmt: skip


def item(name: bytes, rest: bytes) -> bytes:
    return b"L" + len(name).to_bytes(8, "big") + name + rest


def numbers(count: int) -> bytes:
    return b"[$l#L" + count.to_bytes(8, "big") + bytes(range(4)) * count


@pytest.mark.parametrize("window", [1 << 10, 256 << 10])
def test_what_is_like_trees_is_read_as_all_else(window: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ubjson, "_WINDOW_NBYTES", window)
    text = b"SL" + (2).to_bytes(8, "big") + b"ab"
    single = item(b"id", b"l\xff\xff\xff\xfe") + item(b"wide", b"L" + (1 << 40).to_bytes(8, "big"))
    single += item(b"half", b"d\x3f\0\0\0") + item(b"byte", b"U\xff")
    usual = (
        item(b"a", numbers(3)) + item(b"b", text) + item(b"none", numbers(0)) + item(b"large", numbers(900)) + single
    )
    long = item(b"long", b"SL" + (3000).to_bytes(8, "big") + b"text" * 750)
    strange = long + item("é".encode(), numbers(1)) + item(b"e", b"SL" + (2).to_bytes(8, "big") + "é".encode())
    path = made(tmp_path, "m.ubj", HEAD + b"{" + usual + strange + item(b"in", b"{" + usual + b"}") + usual + b"}}")
    with inspector.open(path) as checkpoint:
        found = [(entry.key.removeprefix("learner."), entry) for entry in checkpoint.entries]
        shown = [
            (key, entry.value if isinstance(entry, ValueEntry) else checkpoint.read(entry).tolist())
            for key, entry in found
            if isinstance(entry, (ValueEntry, TensorEntry))
        ]
    each = int.from_bytes(bytes(range(4)), "big")
    usual_values = [
        ("a", [each] * 3), ("b", "ab"), ("none", []), ("large", [each] * 900),
        ("id", -2), ("wide", 1 << 40), ("half", 0.5), ("byte", 255),
    ]  # fmt: skip
    inside = [(f"in.{key}", value) for key, value in usual_values]
    assert shown == [*usual_values, ("long", "text" * 750), ("é", [each]), ("e", "é"), *inside, *usual_values]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{" + item(b"a", b"[$l#L" + (1 << 40).to_bytes(8, "big")), "items, more than there are bytes"),
        (b"{" + item(b"a", b"SL" + (1 << 30).to_bytes(8, "big")), "a text of"),
        (b"{" + item(b"a", b"SL" + (9).to_bytes(8, "big") + b"ab"), "ends at byte"),
        (b"{" + item(b"a", b"SL" + (1).to_bytes(8, "big") + b"\xff" + bytes(99)), "not valid utf-8"),
        (b"{L" + (3).to_bytes(8, "big") + b"ab" + numbers(1), "begins no value"),
        (b"", "ends at byte"),
        (b"x", "begins no value"),
        (b"[" * 600, "within each other"),
        (b"[$d#L" + b"\x7f" * 8, "items, more than there are bytes"),
        (b"[#L" + b"\x7f" * 8, "items, more than there are bytes"),
        (b"[#i\xff", "negative size"),
        (b"[$d", "without a size"),
        (b"[$x#U\1", "not one of numbers"),
        (b"{$d#U\1", "not one of numbers"),
        (b"[#d", "in the place of a size"),
        (b"Sl\x7f\xff\xff\xff", "a text of"),
        (b"{U\5ab", "ends at byte"),
    ],
)
def test_damaged_ubjson_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        inspector.open(made(tmp_path, "m.ubj", HEAD + content))


def test_json_of_a_learner_is_read_whatever_its_name(tmp_path: Path) -> None:
    lists = {"weights": [1, 2.5], "big": [1 << 40], "text": ["a"], "none": [], "nothing": [None], "deep": [[1], [2, 3]]}
    model = {"learner": {"gradient_booster": {"model": lists}}}
    path = made(tmp_path, "m.model", json.dumps(model).encode())
    with inspector.open(path) as checkpoint:
        found = {
            entry.key.rpartition(".")[2]: (str(entry.dtype), checkpoint.read(entry).tolist())
            for entry in checkpoint.tensors
        }
        assert found == {
            "weights": ("float32", [1, 2.5]), "big": ("float32", [float(1 << 40)]),
            "0": ("int32", [1]), "1": ("int32", [2, 3]),
        }  # fmt: skip
        values = {
            entry.key.partition("model.")[2]: entry.value
            for entry in checkpoint.entries
            if isinstance(entry, ValueEntry)
        }
        assert values == {"text.0": "a", "none": [], "nothing.0": None}
    deep = b'{"learner":{"gradient_booster":' + b"[" * 20 + b"1" + b"]" * 20 + b"}}"
    with pytest.raises(CheckpointError, match="within each other"):
        inspector.open(made(tmp_path, "deep.json", deep))
    for damaged in (json.dumps(model)[:-1], json.dumps(model) + "}", '{"learner":{"gradient_booster":' + "[" * 10_000):
        with pytest.raises(CheckpointError, match="is not JSON to its end"):
            inspector.open(made(tmp_path, "n.json", damaged.encode()))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"end of trees", b"", "ends before the line"),
        (b"Tree=1", b"Tree=7", "another tree in the place of the tree 1"),
        (b"leaf_value=", b"leaf_value=x", "leaf_value of the tree 0 with what is no number"),
        (b"version=", b"version=\xff", "is not text"),
    ],
)
def test_damaged_lightgbm_is_refused(tmp_path: Path, old: bytes, new: bytes, reason: str) -> None:
    content = (FOLDER / "lightgbm.txt").read_bytes()
    assert old in content
    with pytest.raises(CheckpointError, match=reason):
        inspector.open(made(tmp_path, "m.txt", content.replace(old, new, 1)))


@pytest.mark.parametrize("how", ["ends of lines of Windows", "more spaces", "spaces at the ends"])
def test_lightgbm_that_somebody_edited(how: str, tmp_path: Path) -> None:
    content = (FOLDER / "lightgbm.txt").read_bytes()
    edited = {
        "ends of lines of Windows": content.replace(b"\n", b"\r\n"),
        "more spaces": content.replace(b" ", b"  ").replace(b"end  of  trees", b"end of trees"),
        "spaces at the ends": content.replace(b"\n", b" \n").replace(b"=", b"= ").replace(b"Tree= ", b"Tree="),
    }[how].replace(b"tree \n", b"tree\n")
    with inspector.open(made(tmp_path, "m.txt", edited)) as changed, inspector.open(FOLDER / "lightgbm.txt") as whole:
        assert [tensor.key for tensor in changed.tensors] == [tensor.key for tensor in whole.tensors]
        assert all(
            changed.read(one).tobytes() == whole.read(other).tobytes()
            for one, other in zip(changed.tensors, whole.tensors, strict=True)
        )
