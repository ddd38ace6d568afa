"""skops' descriptions of objects, made by hand: what a genuine file has is in the conformance suite."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, LimitError
from inspector.tensors.entries import ObjectEntry, ReferenceEntry, ValueEntry

FIXTURES = Path(__file__).parents[3] / "fixtures"


def node(loader: str, name: str = "builtins.dict", **facts: Any) -> dict[str, Any]:
    module, _, called = name.rpartition(".")
    return {"__class__": called, "__module__": module, "__loader__": loader, **facts}


def number(value: float) -> dict[str, Any]:
    return node("JsonNode", "builtins.str", content=json.dumps(value), is_json=True)


def array(member: str) -> dict[str, Any]:
    return node("NdArrayNode", "numpy.ndarray", type="numpy", file=member)


def npy(values: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, values)
    return file.getvalue()


def written(folder: Path, schema: Any, **members: bytes) -> Path:
    path = folder / "model.skops"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
        archive.writestr("schema.json", schema if isinstance(schema, bytes) else json.dumps(schema))
    return path


def keys(checkpoint: Checkpoint) -> list[str]:
    return [entry.key for entry in checkpoint.entries]


def test_objects_have_attributes_and_what_makes_them_again(tmp_path: Path) -> None:
    state = node("DictNode", content={"values": array("1.npy"), "count": number(3)})
    tree = node(
        "TreeNode",
        "sklearn.tree._tree.Tree",
        content=state,
        __reduce__={"args": node("TupleNode", content=[number(4)])},
    )
    path = written(
        tmp_path, node("DictNode", content={"tree": tree}) | {"_skops_version": "0.16"}, **{"1__npy": npy([1.5])}
    )
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "skops"
        assert keys(checkpoint) == ["tree", "tree.values", "tree.count", "tree.args.0"]
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [1.5]
        assert [entry.class_name for entry in checkpoint.entries if isinstance(entry, ObjectEntry)] == [
            "sklearn.tree._tree.Tree"
        ]
        assert checkpoint.metadata == {"skops_version": "0.16"}
        assert checkpoint.findings == []


def test_a_sparse_matrix_has_its_parts_and_bytes_are_a_value(tmp_path: Path) -> None:
    file = io.BytesIO()
    np.savez(file, data=np.ones(2), indices=np.arange(2))
    schema = node("ListNode", content=[
        node("SparseMatrixNode", "sklearn.Matrix", type="scipy", file="1.npz"), node("BytesNode", file="2.bin"),
        node("TypeNode", "numpy.float64"),
    ])  # fmt: skip
    with inspector.open(written(tmp_path, schema, **{"1__npz": file.getvalue(), "2__bin": b"xy"})) as checkpoint:
        assert keys(checkpoint) == ["0.data", "0.indices", "1", "2"]
        values = [entry.value for entry in checkpoint.entries if isinstance(entry, ValueEntry)]
    assert (values[0], repr(values[1])) == (b"xy", "numpy.float64")


def test_an_array_that_can_not_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    schema = node("ListNode", content=[array("gone.npy"), array("1.npy"), array("2.npy")])
    with inspector.open(written(tmp_path, schema, **{"1__npy": npy([2]), "2__npy": npy([2])[:-1]})) as checkpoint:
        assert keys(checkpoint) == ["1"]
        reasons = [(finding.code, finding.where) for finding in checkpoint.findings]
    assert reasons == [("unreadable-tensor", "0"), ("unreadable-tensor", "2")]


def nested(depth: int) -> Any:
    inner: Any = [number(1)] * 200
    for _ in range(depth):
        inner = [inner] * 1
    return node("ListNode", content=[inner] * 100)


@pytest.mark.parametrize(
    ("schema", "error", "words"),
    [
        (b'{"__loader__": ', CorruptError, "not JSON"),
        (b'["__loader__"]', CorruptError, "describes no object"),
        (json.dumps(nested(400)).encode(), LimitError, "too deep"),
    ],
)
def test_descriptions_that_can_not_be(tmp_path: Path, schema: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        inspector.open(written(tmp_path, schema))


def test_an_archive_with_another_description_is_an_archive(tmp_path: Path) -> None:
    with inspector.open(written(tmp_path, {"title": "a form"}, **{"1__npy": npy([1])})) as checkpoint:
        assert checkpoint.format != "skops"


def test_a_member_that_many_nodes_name_is_read_once_and_referred_to() -> None:
    with inspector.open(FIXTURES / "hostile_bounds" / "members.skops") as checkpoint:
        first, *others = checkpoint.entries
        assert isinstance(first, ValueEntry)
        assert (first.value, len(others)) == (bytes(60_000), 19_999)
        assert all(isinstance(each, ReferenceEntry) and each.to == (0,) for each in others)
