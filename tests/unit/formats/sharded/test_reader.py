"""Sharded checkpoints: as the genuine library writes them, as this program does, and with indexes that lie."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import torch

import inspector
from inspector.errors import CheckpointError, CorruptError, UnknownFormatError
from inspector.findings import Severity
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.local_file import LocalFile
from inspector.tensors.entries import TensorEntry
from tests.unit.formats.cancelling import check_cancelling_closes_files

INDEX = "model.safetensors.index.json"


def arrays() -> dict[str, np.ndarray[Any, Any]]:
    return {f"layer.{n}": np.arange(4, dtype=np.float32) + n for n in range(4)}


def written(folder: Path, weight_map: object = None, **more: object) -> Path:
    """Two shards of two tensors each, and an index; returns its path."""
    values = arrays()
    names = {key: f"model-0000{1 + n // 2}-of-00002.safetensors" for n, key in enumerate(values)}
    for name in set(names.values()):
        part = {key: values[key] for key in values if names[key] == name}
        safetensors.numpy.save_file(part, folder / name, {"format": "np"})
    index = {"metadata": {"total_size": 64}, "weight_map": names if weight_map is None else weight_map, **more}
    (folder / INDEX).write_text(json.dumps(index))
    return folder / INDEX


@pytest.mark.parametrize("opened", ["index", "folder"])
def test_the_tensors_of_all_shards(opened: str, tmp_path: Path) -> None:
    index = written(tmp_path)
    with inspector.open(index if opened == "index" else tmp_path) as checkpoint:
        assert checkpoint.format == "safetensors-sharded"
        assert isinstance(checkpoint.files[0], LocalFile)
        assert checkpoint.files[0].path == index
        assert checkpoint.metadata == {"format": "np", "total_size": 64}
        assert not checkpoint.findings
        assert [entry.key for entry in checkpoint.tensors] == list(arrays())
        for entry in checkpoint.tensors:
            np.testing.assert_array_equal(checkpoint.read(entry), arrays()[entry.key])


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the system does not list open files")
def test_few_of_many_shards_stay_open(tmp_path: Path) -> None:
    values = np.arange(4, dtype=np.float32)
    for number in range(100):
        safetensors.numpy.save_file(
            {f"w{number:02}": values + number}, tmp_path / f"model-{number + 1:05}-of-00100.safetensors"
        )
    before = len(list(Path("/dev/fd").iterdir()))
    with inspector.open(tmp_path) as checkpoint:
        assert len(list(Path("/dev/fd").iterdir())) - before < 80
        assert len(checkpoint.tensors) == 100
        for number in (0, 50, 99):
            np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[number]), values + number)
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_shards_of_torch(tmp_path: Path) -> None:
    torch.save({"a": torch.ones(2)}, tmp_path / "pytorch_model-1.bin")
    torch.save({"b": torch.zeros(3)}, tmp_path / "pytorch_model-2.bin")
    names = {"a": "pytorch_model-1.bin", "b": "pytorch_model-2.bin"}
    (tmp_path / "pytorch_model.bin.index.json").write_text(json.dumps({"weight_map": names}, indent=1))
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.format == "pytorch-zip-sharded"
        assert {entry.key: entry.shape for entry in checkpoint.tensors} == {"a": (2,), "b": (3,)}


def test_a_folder_with_all_weights_in_one_file(tmp_path: Path) -> None:
    torch.save({"a": torch.ones(2)}, tmp_path / "pytorch_model.bin")
    with inspector.open(tmp_path) as checkpoint:
        assert (checkpoint.format, [entry.key for entry in checkpoint.tensors]) == ("pytorch-zip", ["a"])


def test_the_state_of_a_training_lies_beside_the_model_and_is_no_part_of_its_state_dict(tmp_path: Path) -> None:
    weight = np.arange(4, dtype=np.float32)
    safetensors.numpy.save_file({"weight": weight}, tmp_path / "model.safetensors")
    torch.save({"state": {0: {"exp_avg": torch.ones(4)}}}, tmp_path / "optimizer.pt")
    (tmp_path / "scheduler.pt").write_bytes(b"PK\x03\x04damaged")
    with inspector.open(tmp_path) as checkpoint:
        assert [tensor.key for tensor in checkpoint.state_tensors] == ["weight"]
        moment = checkpoint["optimizer.pt.state.0.exp_avg"]
        assert isinstance(moment, TensorEntry)
        assert checkpoint.read(moment).tolist() == [1, 1, 1, 1]
        assert [(finding.code, finding.where) for finding in checkpoint.findings if finding.severity != "info"] == [
            ("member-unreadable", "scheduler.pt")
        ]
    with pytest.raises(CheckpointError, match="closed"):
        checkpoint.read(moment)


def test_the_modules_of_sentence_transformers_are_groups_beside_the_first(tmp_path: Path) -> None:
    """As ``SentenceTransformer.save`` lays them out; the pooling has no weights."""
    modules = [{"idx": 0, "path": "", "type": "sentence_transformers.models.Transformer"}]
    for number, (name, key) in enumerate({"1_Pooling": "", "2_Dense": "linear.weight", "3_Broken": "x"}.items(), 1):
        modules.append({"idx": number, "path": name, "type": "sentence_transformers.models.Dense"})
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text("{}")
        if key:
            safetensors.numpy.save_file({key: np.ones(2)}, tmp_path / name / "model.safetensors")
    (tmp_path / "3_Broken" / "model.safetensors").write_bytes(b"")
    modules.append({"idx": 4, "path": "../elsewhere", "type": "x"})
    safetensors.numpy.save_file({"weight": np.ones(1)}, tmp_path / "model.safetensors")
    (tmp_path / "modules.json").write_text(json.dumps(modules))
    with inspector.open(tmp_path) as checkpoint:
        assert [tensor.key for tensor in checkpoint.state_tensors] == ["weight", "2_Dense.linear.weight"]
        assert ("member-unreadable", "3_Broken") in [(each.code, each.where) for each in checkpoint.findings]
    (tmp_path / "modules.json").write_text("[1]")
    with inspector.open(tmp_path) as checkpoint:
        assert [tensor.key for tensor in checkpoint.tensors] == ["weight"]


def test_closing_closes_every_shard(tmp_path: Path) -> None:
    with inspector.open(written(tmp_path)) as checkpoint:
        tensors = checkpoint.tensors
    for entry in tensors:
        with pytest.raises(CheckpointError, match="is closed"):
            checkpoint.read(entry)


@pytest.mark.parametrize(
    "name",
    ["../model.safetensors", "/etc/passwd", "sub/../../model.safetensors", "..", "", "a\\b", INDEX, "gone", "a\0b"],
)
def test_what_is_no_shard_is_not_opened_and_said(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    for place in (tmp_path, folder / "sub"):
        safetensors.numpy.save_file({"secret": np.ones(1)}, place / "model.safetensors")
    sound = {"layer.0": "model-00001-of-00002.safetensors", "layer.1": "model-00001-of-00002.safetensors"}
    with inspector.open(written(folder, {**sound, "x": name})) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == list(sound)
        assert [(finding.code, finding.where) for finding in checkpoint.findings] == [("shard-unreadable", name)]


def test_shards_in_a_folder_below_the_index(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    safetensors.numpy.save_file({"w": np.ones(1)}, tmp_path / "parts" / "a.safetensors")
    (tmp_path / INDEX).write_text(json.dumps({"weight_map": {"w": "parts/a.safetensors"}}))
    for place in (tmp_path, tmp_path / INDEX):
        with inspector.open(place) as checkpoint:
            assert ([entry.key for entry in checkpoint.tensors], checkpoint.findings) == (["w"], [])


def test_what_the_index_and_the_shards_do_not_agree_on(tmp_path: Path) -> None:
    one, two = "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"
    index = written(tmp_path, {"layer.0": one, "layer.1": two, "layer.2": two, "gone": two})
    with inspector.open(index) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["layer.0", "layer.1", "layer.2", "layer.3"]
        assert {finding.code: finding.message for finding in checkpoint.findings} == {
            "shard-misplaced": "1 entry (layer.1) not in the shard that the index names; shown from the one that has it.",
            "shard-unnamed": "1 entry (layer.3) in a shard but not in the index.",
            "shard-incomplete": "1 entry (gone) in the index but in no shard.",
        }


def test_a_key_that_no_shard_has_is_said_where_all_else_is_as_the_index_says(tmp_path: Path) -> None:
    names = {key: f"./model-0000{1 + n // 2}-of-00002.safetensors" for n, key in enumerate(arrays())}
    with inspector.open(written(tmp_path, {**names, "gone": names["layer.0"]})) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == list(arrays())
        assert [(found.code, "gone" in found.message) for found in checkpoint.findings] == [("shard-incomplete", True)]


def test_a_key_that_a_shard_has_twice_does_not_stand_for_one_that_it_lacks(tmp_path: Path) -> None:
    torch.save({"a.b": torch.ones(2), "a": {"b": torch.zeros(3)}}, tmp_path / "pytorch_model-1.bin")
    names = dict.fromkeys(("a.b", "gone"), "pytorch_model-1.bin")
    (tmp_path / "pytorch_model.bin.index.json").write_text(json.dumps({"weight_map": names}))
    with inspector.open(tmp_path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["a.b", "a.b"]
        assert "shard-incomplete" in {found.code for found in checkpoint.findings}


def test_a_key_in_two_shards_is_shown_from_the_one_in_the_index(tmp_path: Path) -> None:
    index = written(tmp_path)
    two = tmp_path / "model-00002-of-00002.safetensors"
    safetensors.numpy.save_file({"layer.0": np.full(4, 9.0, np.float32), "layer.2": arrays()["layer.2"]}, two)
    with inspector.open(index) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [0, 1, 2, 3]
        assert [entry.key for entry in checkpoint.tensors] == ["layer.0", "layer.1", "layer.2"]
        codes = [finding.code for finding in checkpoint.findings]
        assert codes == ["shard-duplicate", "shard-incomplete"]


def test_a_shard_by_itself_says_so(tmp_path: Path) -> None:
    written(tmp_path)
    with inspector.open(tmp_path / "model-00002-of-00002.safetensors") as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["layer.2", "layer.3"]
        (finding,) = checkpoint.findings
        assert finding.message == "This is shard 2 of 2 alone; open the folder for the whole model."


class TestFoldersWithoutAnIndex:
    def test_numbered_shards_are_one_model(self, tmp_path: Path) -> None:
        written(tmp_path).unlink()
        with inspector.open(tmp_path) as checkpoint:
            assert [entry.key for entry in checkpoint.tensors] == list(arrays())
            assert checkpoint.format == "safetensors-sharded"
            assert not checkpoint.findings

    def test_one_that_is_missing_is_said(self, tmp_path: Path) -> None:
        written(tmp_path).unlink()
        (tmp_path / "model-00001-of-00002.safetensors").unlink()
        with inspector.open(tmp_path) as checkpoint:
            assert [entry.key for entry in checkpoint.tensors] == ["layer.2", "layer.3"]
            assert [finding.message for finding in checkpoint.findings] == ["Missing of 2 shards: 1."]

    def test_shards_of_two_models_are_groups(self, tmp_path: Path) -> None:
        written(tmp_path).unlink()
        safetensors.numpy.save_file({"x": np.ones(1)}, tmp_path / "other-00001-of-00001.safetensors")
        with inspector.open(tmp_path) as checkpoint:
            assert [entry.path[0] for entry in checkpoint.tensors][-1] == "other-00001-of-00001.safetensors"

    def test_an_index_of_files_that_are_gone_does_not_hide_the_others(self, tmp_path: Path) -> None:
        written(tmp_path, {"layer.0": "pytorch_model-00001-of-00002.bin"})
        with inspector.open(tmp_path) as checkpoint:
            assert [entry.key for entry in checkpoint.tensors] == list(arrays())
            assert [finding.code for finding in checkpoint.findings] == ["index-stale"]

    def test_a_whole_model_beside_shards_is_said(self, tmp_path: Path) -> None:
        written(tmp_path)
        safetensors.numpy.save_file({"x": np.ones(1)}, tmp_path / "model.safetensors")
        with inspector.open(tmp_path) as checkpoint:
            assert [entry.key for entry in checkpoint.tensors] == list(arrays())
            assert [finding.code for finding in checkpoint.findings] == ["model-beside-shards"]

    @pytest.mark.parametrize("name", ["consolidated.safetensors", "pytorch_model.bin", "model.fp16.safetensors"])
    def test_what_is_not_loaded_before_shards_is_only_named(self, name: str, tmp_path: Path) -> None:
        written(tmp_path)
        if name.endswith(".bin"):
            torch.save({"x": torch.ones(1)}, tmp_path / name)
        else:
            safetensors.numpy.save_file({"x": np.ones(1)}, tmp_path / name)
        with inspector.open(tmp_path) as checkpoint:
            assert [entry.key for entry in checkpoint.tensors] == list(arrays())
            said = [(finding.severity, finding.code, finding.where) for finding in checkpoint.findings]
            assert said == ([] if name.endswith(".bin") else [(Severity.INFO, "weights-beside", name)])

    def test_a_whole_model_that_the_index_names_is_none_beside_it(self, tmp_path: Path) -> None:
        written(tmp_path, dict.fromkeys(arrays(), "model.safetensors"))
        safetensors.numpy.save_file(arrays(), tmp_path / "model.safetensors")
        for shard in tmp_path.glob("model-*"):
            shard.unlink()
        with inspector.open(tmp_path) as checkpoint:
            assert [entry.key for entry in checkpoint.tensors] == sorted(arrays())
            assert checkpoint.findings == []


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ('{"weight_map": {"a": 1}}', "it names none"),
        ('{"weight_map": ["a"]}', "is not an index of shards"),
        ('{"weight_map": {"a": "b"}', "is not an index of shards"),
        ('{"weight_map": {}}', "it names none"),
        ('{"weight_map": {"a": "gone"}}', "no shard can be read: gone: does not exist"),
        ('{"weight_map": ' + json.dumps({str(n): str(n) for n in range(10_001)}) + "}", "more than 10,000 shards"),
        ('{"weight_map": ' + '{"a":' * 100_000, "is not an index of shards"),
    ],
)
def test_indexes_that_lie(index: str, words: str, tmp_path: Path) -> None:
    (tmp_path / INDEX).write_text(index)
    with pytest.raises(CheckpointError, match=words) as caught:
        inspector.open(tmp_path / INDEX)
    assert len(str(caught.value)) < 500


def test_an_index_is_bounded(tmp_path: Path) -> None:
    index = written(tmp_path)
    with pytest.raises(CheckpointError):
        inspector.open(index, job=Job(Limits(document_nbytes=100)))


def test_other_json_and_other_folders_are_none(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text('{"a": 1}')
    with pytest.raises(UnknownFormatError, match="is a JSON file"):
        inspector.open(tmp_path / "notes.json")
    with pytest.raises(UnknownFormatError, match=r"is a folder, not a checkpoint \(it holds notes\.json\)$"):
        inspector.open(tmp_path)
    for name in ("a.index.json", "b.index.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(UnknownFormatError):
        inspector.open(tmp_path)


def test_a_damaged_shard_leaves_the_others(tmp_path: Path) -> None:
    index = written(tmp_path)
    (tmp_path / "model-00002-of-00002.safetensors").write_bytes(b"PK")
    with inspector.open(index) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["layer.0", "layer.1"]
        assert checkpoint.findings[0].code == "shard-unreadable"
    (tmp_path / "model-00001-of-00002.safetensors").unlink()
    with pytest.raises(CorruptError, match="of which no shard can be read"):
        inspector.open(index)


def test_cancelling_closes_the_shards_that_are_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path)
    check_cancelling_closes_files(tmp_path, 3, monkeypatch)  # the index and two shards
