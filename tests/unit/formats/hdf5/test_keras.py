"""Files of Keras: the order of their layers, their configuration, and what it would run."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.hdf5.keras import config_entries
from inspector.limits import LIMITS
from inspector.tensors.entries import ValueEntry, key_of

FIXTURES = Path(__file__).parents[3] / "fixtures"
KERAS = FIXTURES / "keras"


def keys(path: Path) -> list[str]:
    with inspector.open(path) as checkpoint:
        return [entry.key for entry in checkpoint.tensors]


def texts(attribute: Any) -> list[str]:
    return [text if isinstance(text, str) else text.decode() for text in attribute]


def values(config: Any) -> tuple[dict[str, object], list[Finding]]:
    findings: list[Finding] = []
    entries = config_entries(json.dumps(config), findings, LIMITS)
    return {key_of(entry.path[1:]): entry.value for entry in entries if isinstance(entry, ValueEntry)}, findings


def test_layers_and_weights_are_in_the_order_the_attributes_give(tmp_path: Path) -> None:
    path = tmp_path / "model.h5"
    with h5py.File(path, "w") as file:
        for layer in ("b", "a", "c"):
            for weight in ("bias:0", "kernel:0"):
                file[f"model_weights/{layer}/{layer}/{weight}"] = np.zeros(2)
            file["model_weights"][layer].attrs["weight_names"] = [
                f"{layer}/kernel:0".encode(),
                f"{layer}/bias:0".encode(),
            ]
        file["model_weights"].attrs["layer_names"] = [b"c", b"a", b"not there", b"b"]
        file["model_weights/unnamed"] = np.zeros(1)
    expected = [f"model_weights.{layer}.{layer}.{weight}" for layer in "cab" for weight in ("kernel:0", "bias:0")]
    assert keys(path) == [*expected, "model_weights.unnamed"]


@pytest.mark.parametrize(
    ("version", "dtype", "expected"),
    [("3.12.0", None, "bfloat16"), (None, "bfloat16", "bfloat16"), (None, None, "|V2"), (None, "float16", "|V2")],
)
def test_bfloat16_is_known_by_its_name_or_by_keras(
    tmp_path: Path, version: str | None, dtype: str | None, expected: str
) -> None:
    path = tmp_path / "model.h5"
    with h5py.File(path, "w") as file:
        if version is not None:
            file.attrs["keras_version"] = version
        file["layer/kernel"] = np.array([0x3F80, 0xC000], "<u2").view("V2")
        file["layer/others"] = np.zeros(3, "V4")
        if dtype is not None:
            file["layer/kernel"].attrs["dtype"] = dtype
    with inspector.open(path) as checkpoint:
        kernel, others = checkpoint.tensors
        assert (kernel.dtype.name, others.dtype.name) == (expected, "|V4")
        if expected == "bfloat16":
            assert checkpoint.read(kernel).tolist() == [1, -2]


def test_names_in_several_pieces_are_put_together_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "model.h5"
    names = [f"layer {number * 7 % 25}" for number in range(25)]
    with h5py.File(path, "w") as file:
        for name in sorted(names):
            file[f"{name}/w"] = np.zeros(1)
        for piece in range(12):
            file.attrs[f"layer_names{piece}"] = [name.encode() for name in names[piece * 2 : piece * 2 + 2]]
        file.attrs["layer_names12"] = [names[24].encode()]
    assert keys(path) == [f"{name}.w" for name in names]
    with inspector.open(path) as checkpoint:
        assert checkpoint.metadata == {}


def test_a_model_of_keras_2_is_in_the_order_of_its_layers() -> None:
    with h5py.File(KERAS / "keras2.h5") as file:
        group = file["model_weights"]
        expected = [
            f"model_weights.{layer}.{weight.replace('/', '.')}"
            for layer in texts(group.attrs["layer_names"])
            for weight in texts(group[layer].attrs["weight_names"])
        ]
    assert [key for key in keys(KERAS / "keras2.h5") if key.startswith("model_weights")] == expected


def test_the_configuration_is_values_in_the_tree() -> None:
    with inspector.open(KERAS / "keras3.keras") as checkpoint:
        assert checkpoint.format == "keras"
        found = {entry.key: entry.value for entry in checkpoint.entries if isinstance(entry, ValueEntry)}
        names = [value for key, value in found.items() if key.endswith(".config.name") and ".layers." in key]
        assert [name for name in names if name in ("zeta", "norm", "alpha")] == ["zeta", "norm", "alpha"]
        assert found["model_config.config.layers.1.build_config.input_shape"] == [None, 3]
        assert checkpoint.metadata["keras_version"].startswith("3.")
        assert json.loads(checkpoint.metadata["model_config"])["class_name"] == "Sequential"
        assert [entry.key for entry in checkpoint.entries[:2]] == ["layers.dense.vars.0", "layers.dense.vars.1"]


def test_values_are_those_of_the_json() -> None:
    found, findings = values({"a": [1, [2, None]], "b": {"c": "x", "d": [{"e": 1.5}, []]}, "f": []})
    assert found == {"a": [1, [2, None]], "b.c": "x", "b.d.0.e": 1.5, "b.d.1": [], "f": []}
    assert findings == []


@pytest.mark.parametrize("config", ["", "{", "[" * 100_000])
def test_a_configuration_that_is_no_json_is_a_finding(config: str) -> None:
    findings: list[Finding] = []
    assert config_entries(config, findings, LIMITS) == []
    assert [finding.code for finding in findings] == ["keras-config"]


def test_a_configuration_out_of_proportion_is_cut() -> None:
    deep: Any = 0
    for _ in range(300):
        deep = {"x": deep, "y": 1}
    found, findings = values([deep] * 50)
    assert 1000 < len(found) < 50 * 301
    assert [finding.code for finding in findings] == ["keras-config"]


LAMBDA_2 = {
    "class_name": "Lambda",
    "config": {"name": "l", "function": ["4wEA", None, None], "function_type": "lambda"},
}
LAMBDA_3 = {
    "class_name": "Lambda",
    "config": {"name": "l", "function": {"class_name": "__lambda__", "config": {"code": ""}}},
}
BY_NAME = {"class_name": "Lambda", "config": {"name": "l", "function": "swish", "function_type": "function"}}
LOOSE = {"activation": {"class_name": "__lambda__", "config": {"code": "4wEA"}}}
CUSTOM = {"module": "acme.layers", "class_name": "Gate", "config": {}, "registered_name": "Gate"}
SYSTEM = {"module": "os", "class_name": "system", "config": "true", "registered_name": "system"}
FETCHING = {"module": "keras.utils", "class_name": "get_file", "config": {"origin": "http://example.org"}}


def named(module: str, function: str) -> dict[str, str]:
    """A function as Keras 3 writes one."""
    return {"module": module, "class_name": "function", "config": function, "registered_name": function}


ACTIVATION = named("builtins", "relu")
OWN: Any = {"module": "keras.layers", "class_name": "Dense", "config": {}, "registered_name": None}


@pytest.mark.parametrize(
    ("config", "severity", "code", "words"),
    [
        (LAMBDA_2, Severity.DANGER, "keras-lambda", "Lambda layer 'l' holds Python bytecode"),
        (LAMBDA_3, Severity.DANGER, "keras-lambda", "Lambda layer 'l' holds Python bytecode"),
        (LOOSE, Severity.DANGER, "keras-lambda", "lambda at model_config.layers.0.activation"),
        (BY_NAME, Severity.WARNING, "keras-lambda", "calls a function by its name"),
        (CUSTOM, Severity.WARNING, "keras-custom-object", "acme.layers.Gate"),
        (SYSTEM, Severity.DANGER, "keras-custom-object", "os.system"),
        (named("builtins", "eval"), Severity.DANGER, "keras-custom-object", "has Keras call builtins.eval"),
        (named("posix", "system"), Severity.DANGER, "keras-custom-object", "posix.system"),
        (FETCHING, Severity.DANGER, "keras-custom-object", "has Keras call keras.utils.get_file"),
    ],
)
def test_what_keras_would_run_or_import_is_said(config: Any, severity: Severity, code: str, words: str) -> None:
    _, findings = values({"layers": [config, OWN, ACTIVATION, config]})
    assert {(finding.severity, finding.code) for finding in findings} == {(severity, code)}
    assert words in findings[0].message


def test_a_lambda_is_found_in_files_of_both_kinds() -> None:
    for name in ("lambda2.h5", "lambda3.keras"):
        with inspector.open(FIXTURES / "hostile_hdf5" / name) as checkpoint:
            assert "keras-lambda" in {finding.code for finding in checkpoint.findings}
            assert len(checkpoint.tensors) == 2


def unpacked(folder: Path) -> Path:
    with zipfile.ZipFile(KERAS / "keras3.keras") as archive:
        archive.extractall(folder)
    return folder


def test_an_unpacked_model_opens_as_the_archive_does(tmp_path: Path) -> None:
    with inspector.open(unpacked(tmp_path)) as folder, inspector.open(KERAS / "keras3.keras") as archive:
        assert [entry.key for entry in folder.entries] == [entry.key for entry in archive.entries]
        assert [folder.read(entry).tolist() for entry in folder.tensors] == [
            archive.read(entry).tolist() for entry in archive.tensors
        ]


def packed(folder: Path, **changed: bytes | None) -> Path:
    """The model as an archive with other members; None leaves one out."""
    path = folder / "model.keras"
    names = {"config": "config.json", "metadata": "metadata.json", "weights": "model.weights.h5"}
    with (
        zipfile.ZipFile(KERAS / "keras3.keras") as genuine,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part, name in names.items():
            content = changed.get(part, genuine.read(name))
            if content is not None:
                archive.writestr(name, content)
    return path


def test_compressed_weights_are_read(tmp_path: Path) -> None:
    with inspector.open(packed(tmp_path)) as checkpoint, inspector.open(KERAS / "keras3.keras") as genuine:
        for mine, theirs in zip(checkpoint.tensors, genuine.tensors, strict=True):
            assert np.array_equal(checkpoint.read(mine), genuine.read(theirs))


@pytest.mark.parametrize("metadata", [b"{", b"[1]", b"\xff"])
def test_metadata_that_is_no_object_is_a_finding(tmp_path: Path, metadata: bytes) -> None:
    with inspector.open(packed(tmp_path, metadata=metadata)) as checkpoint:
        assert [finding.code for finding in checkpoint.findings] == ["keras-config"]
        assert len(checkpoint.tensors) > 4


def test_an_archive_without_weights_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"Keras: the archive has no member model\.weights\.h5"):
        inspector.open(packed(tmp_path, weights=None))
    with pytest.raises(CorruptError, match=r"has weights, model\.weights\.h5, that are not HDF5"):
        inspector.open(packed(tmp_path, weights=b"nothing"))


class TestShards:
    """Weights in several files."""

    def shards(self, folder: Path) -> Path:
        for path in KERAS.glob("shards*"):
            shutil.copyfile(path, folder / path.name)
        return folder / "shards.weights.json"

    def test_a_missing_file_is_said_and_the_others_are_shown(self, tmp_path: Path) -> None:
        index = self.shards(tmp_path)
        (tmp_path / "shards_00001.weights.h5").unlink()
        with inspector.open(index) as checkpoint:
            assert [finding.code for finding in checkpoint.findings] == ["shard-unreadable"]
            assert "shards_00001.weights.h5" in checkpoint.findings[0].message
            assert len(checkpoint.tensors) == 4

    def test_what_the_index_promises_and_no_file_has_is_said(self, tmp_path: Path) -> None:
        index = self.shards(tmp_path)
        content = json.loads(index.read_text())
        content["weight_map"]["/layers/lost/vars"] = ["shards_00002.weights.h5"]
        index.write_text(json.dumps(content))
        with inspector.open(index) as checkpoint:
            (finding,) = checkpoint.findings
            assert finding.code == "shard-incomplete"
            assert "1 group in the index but not in shards_00002.weights.h5: /layers/lost/vars" in finding.message

    def test_the_first_group_may_have_its_file_as_such(self, tmp_path: Path) -> None:
        index = self.shards(tmp_path)
        with inspector.open(index) as checkpoint:
            before = [entry.path for entry in checkpoint.entries]
        content = json.loads(index.read_text())
        first = next(iter(content["weight_map"]))
        content["weight_map"][first] = content["weight_map"][first][0]
        index.write_text(json.dumps(content))
        with inspector.open(index) as checkpoint:
            assert [entry.path for entry in checkpoint.entries] == before

    @pytest.mark.parametrize("name", ["../x.h5", "/etc/passwd", "shards.weights.json", "absent.h5"])
    def test_files_elsewhere_are_not_opened(self, tmp_path: Path, name: str) -> None:
        index = tmp_path / "shards.weights.json"
        index.write_text(json.dumps({"weight_map": {"/a": [name]}}))
        with pytest.raises(CorruptError, match="is an index of which no file can be read"):
            inspector.open(index)

    def test_an_index_that_is_none_is_refused(self, tmp_path: Path) -> None:
        index = tmp_path / "m.weights.json"
        index.write_text('{"weight_map": {"/a": [1]}}')
        with pytest.raises(CorruptError, match="is not an index of Keras weights"):
            inspector.open(index)
