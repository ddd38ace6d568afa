from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.findings import Severity

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


class Evil:
    def __reduce__(self) -> Any:
        return eval, ("1 + 1",)


def written(path: Path, *parts: bytes) -> Path:
    path = path / "a.pkl"
    path.write_bytes(b"".join(parts))
    return path


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_pickle_of_any_protocol_opens(tmp_path: Path, protocol: int) -> None:
    value = {"w": np.arange(6.0).reshape(2, 3), "epoch": 3}
    with inspector.open(written(tmp_path, pickle.dumps(value, protocol))) as checkpoint:
        assert checkpoint.format == "pickle"
        assert checkpoint.metadata["pickle protocol"] == (protocol if protocol >= 2 else 0)
        assert [entry.key for entry in checkpoint.entries] == ["w", "epoch"]
        np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), value["w"])


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "value", [1, "text", [], (), {}, None, True, 1.5, b"x", {1, 2}, 2**100, np.zeros(3), [{"a": 1}]]
)
def test_anything_pickle_writes_is_recognised(tmp_path: Path, value: Any, protocol: int) -> None:
    with inspector.open(written(tmp_path, pickle.dumps(value, protocol))) as checkpoint:
        assert checkpoint.format == "pickle"


def test_pickles_in_a_row(tmp_path: Path) -> None:
    path = written(tmp_path, pickle.dumps({"a": 1}), pickle.dumps("second"), pickle.dumps(Evil()))
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["a"]
        assert "trailing-data" in [finding.code for finding in checkpoint.findings]
        (danger,) = [one for one in checkpoint.findings if one.code == "pickle-dangerous-name"]
        assert danger.where == "pickle 3"


def test_ten_thousand_pickles_in_a_row_are_not_all_read(tmp_path: Path) -> None:
    with inspector.open(written(tmp_path, pickle.dumps([1]) * 10_000)) as checkpoint:
        assert [finding.code for finding in checkpoint.findings] == ["trailing-data", "unread-pickle"]


def test_what_follows_need_not_be_a_pickle(tmp_path: Path) -> None:
    with inspector.open(written(tmp_path, pickle.dumps([1]), b"\xff\xff padding")) as checkpoint:
        assert [finding.code for finding in checkpoint.findings] == ["trailing-data"]
        assert {finding.severity for finding in checkpoint.findings} == {Severity.INFO}


@pytest.mark.parametrize(
    "text",
    [
        b"(a list of words)\nand more\n",
        b"Name,Value\n",
        b"I am text.\n",
        b"import os; os.system('x')\n",
        b"}\n",
        b"]",
        b"[1, 2]",
        b"N",
    ],
)
def test_text_is_no_pickle(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(UnknownFormatError):
        inspector.open(written(tmp_path, text))


def test_a_protocol_from_the_future_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="protocol that does not exist"):
        inspector.open(written(tmp_path, b"\x80\x63N."))


def test_a_broken_pickle_that_names_something_is_still_one(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"before that it names posix\.system$"):
        inspector.open(written(tmp_path, b"cposix\nsystem\n(S'x'\ntR\xff"))


def test_the_arrays_of_gensim_lie_beside_the_pickle(tmp_path: Path) -> None:
    folder = Path(__file__).parents[3] / "fixtures" / "word_vectors"
    with inspector.open(folder / "keyed.model") as checkpoint:
        vectors = {entry.key: checkpoint.read(entry) for entry in checkpoint.tensors}["vectors"]
        assert np.array_equal(vectors, np.load(folder / "keyed.model.vectors.npy"))
    alone = tmp_path / "keyed.model"
    alone.write_bytes((folder / "keyed.model").read_bytes())
    with inspector.open(alone) as checkpoint:
        assert "vectors" not in {entry.key for entry in checkpoint.entries}
        (finding,) = (each for each in checkpoint.findings if each.code == "unreadable-tensor")
        assert "keyed.model.vectors.npy, which does not exist" in finding.message


class Saved:
    """An object of gensim's: ``__numpys`` names the attributes that lie in files of their own."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


def test_the_file_of_an_array_is_called_after_the_way_to_it(tmp_path: Path) -> None:
    inner = Saved(__numpys=["vectors"])
    (tmp_path / "m.model").write_bytes(pickle.dumps(Saved(wv=inner, __numpys=[])))
    np.save(tmp_path / "m.model.wv.vectors.npy", np.arange(3.0))
    with inspector.open(tmp_path / "m.model") as checkpoint:
        (entry,) = checkpoint.tensors
        assert entry.key == "wv.vectors"
        assert checkpoint.read(entry).tolist() == [0, 1, 2]
