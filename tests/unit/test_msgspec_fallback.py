"""The other process in an interpreter that has numpy, and nothing else this program needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
import pytest
from safetensors.numpy import save_file

from inspector.jobs import Job
from inspector.msgspec_fallback import DecodeError, Decoder, Meta, Struct, astuple
from inspector.resources import resource
from inspector.worker_process import call

_PROBE = """
import sys
import inspector

def probe(request, answers):
    rows = []
    for path in request["paths"]:
        with inspector.open(path) as checkpoint:
            for tensor in checkpoint.tensors[:2]:
                part = tensor.at(("part",)).region((slice(0, 2),))
                rows.append([tensor.key, part.key, checkpoint.read(part).ravel()[:2].tolist(), dict(tensor.attributes)])
    assert not hasattr(sys.modules["msgspec"], "__file__")
    return rows
"""
#: As if it were not installed.
_WITHOUT = """
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name == "msgspec":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Without())
"""


@pytest.fixture
def without_msgspec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is started from here on finds no msgspec."""
    folder = tmp_path / "path"
    folder.mkdir()
    (folder / "probe.py").write_text(_PROBE)
    (folder / "sitecustomize.py").write_text(_WITHOUT)
    monkeypatch.setenv("PYTHONPATH", str(folder))


@pytest.mark.usefixtures("without_msgspec")
def test_files_are_read_without_msgspec(tmp_path: Path) -> None:
    path = tmp_path / "some.safetensors"
    save_file({"a": np.arange(6, dtype=np.float32), "b": np.ones((3, 2), np.int8)}, path, {"note": "x"})
    rows = call("probe:probe", {"paths": [str(path), str(resource("example.pth"))]}, job=Job())
    assert rows[:2] == [["a", "part", [0.0, 1.0], {}], ["b", "part", [1, 1], {}]]
    assert rows[2][0] == "model.hidden.weight"
    assert len(rows) == 4


class Ours(Struct):
    name: str
    shape: tuple[Annotated[int, Meta(ge=0)], ...]
    pair: tuple[int, int] = (0, 0)
    more: dict[str, Any] | None = None
    kind: Literal["F32", "F64"] = "F32"


class Theirs(msgspec.Struct):
    name: str
    shape: tuple[Annotated[int, msgspec.Meta(ge=0)], ...]
    pair: tuple[int, int] = (0, 0)
    more: dict[str, Any] | None = None
    kind: Literal["F32", "F64"] = "F32"


@pytest.mark.parametrize(
    "text",
    [
        b'{"name": "a", "shape": [1, 2], "pair": [3, 4], "more": {"x": [1.5, null]}, "unknown": 1}',
        b'{"name": "a", "shape": [], "more": null}',
        b'{"name": "a", "shape": [-1]}',
        b'{"name": "a", "shape": [1.5]}',
        b'{"name": "a", "shape": [true]}',
        b'{"name": "a", "shape": [1], "pair": [1]}',
        b'{"name": "a", "shape": [1], "more": 3}',
        b'{"name": "a", "shape": [1], "kind": "F64"}',
        b'{"name": "a", "shape": [1], "kind": "F16"}',
        b'{"name": "a", "shape": [1], "kind": 1}',
        b'{"name": 1, "shape": [1]}',
        b'{"shape": [1]}',
        b"[]",
        b"{",
    ],
)
def test_it_takes_and_refuses_what_msgspec_does(text: bytes) -> None:
    def outcome(parse: Any, refusal: type[Exception]) -> Any:
        try:
            record = parse(text)
        except refusal:
            return "refused"
        return record.name, record.shape, record.pair, record.more, record.kind

    theirs = outcome(msgspec.json.Decoder(Theirs).decode, msgspec.DecodeError)
    assert outcome(Decoder(Ours).decode, DecodeError) == theirs


def test_a_tuple_of_a_record_has_what_the_record_has() -> None:
    text = b'{"name": "a", "shape": [1], "more": {"x": {"y": [1]}}}'
    record = Decoder(Ours).decode(text)
    assert astuple(record) == msgspec.structs.astuple(msgspec.json.decode(text, type=Theirs))
    assert astuple(record)[3] is record.more
