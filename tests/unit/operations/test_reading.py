from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

import inspector
from inspector.cli import main
from inspector.errors import CheckpointError, SelectionError
from inspector.operations import reading


def test_values_are_read_by_key_and_by_slice(model: Path) -> None:
    np.testing.assert_array_equal(inspector.read(model, "model.tied.weight"), [[0, 3], [1, 4], [2, 5]])
    np.testing.assert_array_equal(inspector.read(model, "model.hidden.weight", ":, -1"), [2, 5])
    np.testing.assert_array_equal(inspector.read(model, "model.hidden.weight", (slice(0, 1),)), [[0, 1, 2]])
    with inspector.open(model) as checkpoint:
        assert inspector.read(checkpoint, "model.empty").shape == (0, 4)


def test_the_values_of_a_nested_tensor_are_sliced_one_after_another(tmp_path: Path) -> None:
    path = tmp_path / "nested.pt"
    torch.save({"n": torch.nested.nested_tensor([torch.arange(3.0), torch.arange(2.0)], layout=torch.jagged)}, path)
    np.testing.assert_array_equal(inspector.read(path, "n", "2:4"), [2, 0])


@pytest.mark.parametrize(
    ("key", "region", "said"),
    [
        ("model.hidden", "", "'model.hidden' is a group of 2 entries; there is 'model.hidden.weight'"),
        ("model.hiden.bias", "", "has no entry 'model.hiden.bias'; there is 'model.hidden.bias'"),
        ("zzz", "", "model.pth has no entry 'zzz'$"),
        ("epoch", "", "epoch is not a tensor"),
        ("model.hidden.bias", "9", "index 9 is outside axis 0"),
        ("model.hidden.bias", "0, 0", "names 2 axes, the tensor has 1"),
    ],
)
def test_a_wrong_key_or_slice_is_a_sentence(model: Path, key: str, region: str, said: str) -> None:
    with pytest.raises(SelectionError, match=said):
        inspector.read(model, key, region)


def test_a_sentence_stays_one_where_keys_are_endless(tmp_path: Path) -> None:
    save_file({"a." + "b" * 40_000: np.zeros(1)}, tmp_path / "m.safetensors")
    with pytest.raises(SelectionError, match=r"'a' is a group of 1 entry; there is 'a\.b") as caught:
        inspector.read(tmp_path / "m.safetensors", "a")
    assert len(str(caught.value)) < 300


def test_only_so_many_keys_are_compared_as_takes_no_long_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def nothing_near(_key: str, others: list[str], n: int) -> list[str]:
        compared.append(len(others))
        return others[n:n]

    monkeypatch.setattr(reading, "get_close_matches", nothing_near)
    monkeypatch.setattr(reading, "_MOST_COMPARED", 5 * 4 * 100)
    save_file({f"{number:04}": np.zeros(1) for number in range(300)}, tmp_path / "m.safetensors")
    for key in ("nokey", "n", "nokey" * 3):
        with pytest.raises(SelectionError, match=key):
            inspector.read(tmp_path / "m.safetensors", key)
    assert compared == [100, 300, 33]


def test_a_listing_counts_what_it_lists(model: Path) -> None:
    whole, part = inspector.list(model), inspector.list(model, match="*.weight", exclude="*tied*")
    assert (whole.format, len(whole.entries), whole.totals.tensors) == ("pytorch-zip", 6, 5)
    assert [entry.key for entry in part.entries] == ["model.hidden.weight"]
    assert (part.totals.parameters, part.totals.nbytes) == (6, 24)
    assert repr(part).splitlines() == [
        "model.pth: pytorch-zip, 1 tensor, 6 parameters, 24 B",
        "key                  type     shape  size",
        "model.hidden.weight  float32  2 × 3  24 B",
    ]
    assert "<td" in whole._repr_html_()


def test_a_listing_of_shards_has_the_file_of_each_tensor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {"a.w": "model-00001-of-00002.safetensors", "b.w": "model-00002-of-00002.safetensors"}
    for key, name in names.items():
        save_file({key: np.ones(2, "f4")}, tmp_path / name)
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": names}))
    part = inspector.list(tmp_path, match="b.*")
    assert list(part.files) == [names["b.w"]]
    assert repr(part).splitlines()[1:] == [
        "key  type     shape  size  file",
        "b.w  float32  2       8 B  model-00002-of-00002.safetensors",
    ]
    assert main(["ls", str(tmp_path), "--json", "--match", "a.*"]) == 0
    assert json.loads(capsys.readouterr().out)["entries"][0]["file"] == names["a.w"]
    assert main(["ls", str(tmp_path), "--match", "a.*"]) == 0
    assert capsys.readouterr().out.splitlines()[2].endswith(names["a.w"])
    assert inspector.list(tmp_path / names["a.w"]).files == ()


def test_hashes_are_of_the_elements(model: Path) -> None:
    hashes = inspector.hash(model, exclude="*.bias")
    assert hashes["model.hidden.weight"] == hashlib.sha256(np.arange(6, dtype="<f4").tobytes()).hexdigest()
    assert {row.key: row.value for row in hashes}["model.meta"] is None
    with inspector.open(model) as checkpoint:
        assert inspector.hash(checkpoint.tensors[2]) == hashes["model.tied.weight"]
    assert hashes["model.tied.weight"] in repr(hashes)


def test_a_hash_that_can_not_be_had_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "cut.safetensors"
    save_file({"a": np.arange(3, dtype="f4"), "b": np.arange(1000, dtype="f4")}, path)
    with inspector.open(path) as checkpoint:
        stamp = path.stat()
        os.truncate(path, stamp.st_size - 100)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # else all of it counts as changed
        hashes = inspector.hash(checkpoint)
    assert hashes["a"]
    ((entry, error),) = hashes.errors
    assert (entry.key, isinstance(error, CheckpointError)) == ("b", True)
    assert "shorter" in repr(hashes)


def test_a_checkpoint_is_a_line_at_a_prompt_and_a_table_in_a_notebook(model: Path) -> None:
    with inspector.open(model) as checkpoint:
        assert repr(checkpoint) == "<Checkpoint model.pth: pytorch-zip, 5 tensors, 12 parameters, 36 B>"
        html = checkpoint._repr_html_()
    assert html.count("<tr>") == 7
    assert ">model.hidden.weight<" in html


def test_an_entry_and_its_statistics_are_short_at_a_prompt(model: Path) -> None:
    with inspector.open(model) as checkpoint:
        weight = checkpoint.tensors[0]
        assert repr(weight) == "<TensorEntry model.hidden.weight: float32, 2 × 3, 24 B>"
        assert "<Histogram: 256 bins over [0, 5], 6 values>" in repr(inspector.statistics(weight))
