"""Checkpoints with quantised weights: which parts make one, which do not, what becomes of them in listings and exports."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
from safetensors.torch import save_file as torch_save_file

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.totals import totals
from inspector.cli import main
from inspector.errors import CheckpointError
from inspector.findings import Severity
from inspector.formats.registry import open_checkpoint
from inspector.jobs import Job
from inspector.quantised.detection import FINDERS
from inspector.quantised.logical import as_stored, with_logical_tensors
from inspector.quantised.parts import SUFFIXES, may_hold_weights
from inspector.sources.location import LocalLocation
from inspector.tensors.dtypes import DTYPES, dtype_named
from inspector.tensors.entries import Attribute, Entry, FileName, ObjectEntry, TensorEntry, ValueEntry
from inspector.tensors.reading import read_values
from tests.tensors import entry_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "quantised"
GENUINE = sorted(each for each in FIXTURES.iterdir() if each.name != "EXPECTED.json")

Arrays = dict[str, npt.NDArray[Any]]


def int8(rows: int = 4, columns: int = 6) -> Arrays:
    return {
        "layer.weight": np.arange(rows * columns, dtype=np.int8).reshape(rows, columns),
        "layer.weight_scale": np.linspace(0.5, 2, rows, dtype=np.float32).reshape(rows, 1),
    }


def int4(rows: int = 8, columns: int = 64) -> Arrays:
    words = np.random.default_rng(1).integers(0, 1 << 31, (rows, columns // 8), np.int32)
    return {
        "layer.weight_packed": words,
        "layer.weight_scale": np.ones((rows, 2), np.float32),
        "layer.weight_shape": np.array([rows, columns]),
    }


def saved(folder: Path, arrays: Arrays, config: object = None) -> Path:
    save_file(arrays, folder / "model.safetensors")
    if config is not None:
        (folder / "config.json").write_text(json.dumps(config))
    return folder / "model.safetensors"


def tensor(checkpoint: Checkpoint, key: str) -> TensorEntry:
    entry = checkpoint[key]
    assert isinstance(entry, TensorEntry)
    return entry


def checkpoint_of(entries: list[Entry]) -> Checkpoint:
    return with_logical_tensors(Checkpoint(LocalLocation(Path("made-up")), "safetensors", (), entries), Job())


class TestListing:
    def test_parts_are_listed_behind_their_weight_and_are_no_part_of_the_model(self, tmp_path: Path) -> None:
        path = saved(tmp_path, {"a": np.ones(2, np.float32), **int8(), "z": np.ones(3, np.float32)})
        with inspector.open(path) as checkpoint:
            keys = [entry.key for entry in checkpoint.tensors]
            weight = tensor(checkpoint, "layer.weight")
            counted = totals(checkpoint.entries)
        assert keys == ["a", "layer.weight", "layer.weight.packed", "layer.weight_scale", "z"]
        assert (weight.dtype.name, weight.shape, weight.layout) == ("int8-scaled", (4, 6), "logical")
        assert counted.parameters == 2 + 24 + 3

    def test_json_has_the_logical_tensor_with_its_components(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["ls", "--json", "--sha256", str(saved(tmp_path, int8()))]) == 0
        entries = {each["key"]: each for each in json.loads(capsys.readouterr().out)["entries"]}
        weight = entries["layer.weight"]
        assert weight["logical"] is True
        assert sorted(weight["components"]) == ["scale", "weight"]
        assert len(weight["decoded_sha256"]) == 64
        assert "logical" not in entries["layer.weight_scale"]

    def test_findings_say_what_was_found(self, tmp_path: Path) -> None:
        with inspector.open(saved(tmp_path, int8())) as checkpoint:
            said = [finding.message for finding in checkpoint.findings if finding.code == "quantised"]
        assert said == ["1 quantised weight (1 int8-scaled), shown with decoded values above the stored parts."]

    def test_tensors_of_such_names_that_are_something_else(self, tmp_path: Path) -> None:
        arrays: Arrays = {
            "norm": np.ones(3, np.float32), "norm_scale": np.ones(3, np.float32), "x_blocks": np.ones((2, 2), np.uint8),
            "qweight": np.ones((2, 2), np.int32), "SCB": np.ones(3, np.float32), "deep._data": np.ones(2, np.float32),
        }  # fmt: skip
        with inspector.open(saved(tmp_path, arrays)) as checkpoint:
            assert not any(entry.is_logical for entry in checkpoint.tensors)
            assert checkpoint.findings == []


def gptq() -> Arrays:
    zeros = np.zeros((2, 4), np.int32)
    return {"qweight": np.zeros((8, 32), np.int32), "qzeros": zeros, "scales": np.ones((2, 32), np.float32)}


def hqq() -> Arrays:
    of_groups = np.ones((16, 1), np.float32)
    said = {"shape": np.array([16, 64]), "nbits": np.array(4), "axis": np.array(1), "group_size": np.array(64)}
    return {"W_q": np.zeros((8, 64), np.uint8), "scale": of_groups, "zero": of_groups.copy(), **said}


@pytest.mark.parametrize(
    ("arrays", "name", "value", "said"),
    [
        (int4(), "layer.weight_scale", np.ones((3, 1), np.float32), "scales for another number of rows"),
        (int4(), "layer.weight_shape", np.array([8, 640]), "has 8 words for 640 columns"),
        (int4(), "layer.weight_shape", np.array([8, 64, 1]), "8 words for 1 columns"),
        (int4(), "layer.weight_shape", np.array([np.nan, 64]), "a size that is no integer"),
        (int4(), "layer.weight_shape", np.ones(65, np.int64), "a size that is no integer"),
        (int4(), "layer.weight_zero_point", np.ones((8, 2), np.int32), "zero points for other groups"),
        (gptq(), "g_idx", np.zeros(63, np.int32), "groups for another number of inputs"),
        (gptq(), "scales", np.ones((3, 32), np.float32), "zero points for different groups"),
        (gptq(), "scales", np.ones((2, 30), np.float32), "parts that do not fit each other"),
        (hqq(), "W_q", np.zeros((7, 64), np.uint8), "a matrix of 16 by 64 in 2 planes"),
        (hqq(), "nbits", np.array([4, 4]), "several sizes for one"),
        (hqq(), "axis", np.array(2), "meta data that make no sense"),
        (
            int8(),
            "layer.weight_scale",
            np.ones((2, 3), np.float32),
            "scales of shape (2, 3) for a weight of shape (4, 6)",
        ),
    ],
)
def test_parts_that_do_not_fit_stay_as_they_are(
    tmp_path: Path, arrays: Arrays, name: str, value: npt.NDArray[Any], said: str
) -> None:
    arrays = arrays | {name: value}
    with inspector.open(saved(tmp_path, arrays)) as checkpoint:
        assert {entry.key for entry in checkpoint.tensors} == set(arrays)
        (finding,) = (each for each in checkpoint.findings if each.code == "quantised-unfit")
    assert finding.severity is Severity.WARNING
    assert said in finding.message


def test_a_part_that_can_not_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    zeros = {"layer.weight_zero_point": np.ones((1, 2), np.int32), "layer.bias": np.ones(8, np.float32)}
    path = saved(tmp_path, int4() | zeros)
    length = int.from_bytes(path.read_bytes()[:8], "little")
    ends = {key: value["data_offsets"][1] for key, value in json.loads(path.read_bytes()[8 : 8 + length]).items()}
    assert max(ends, key=lambda key: ends[key]) == "layer.weight_zero_point"
    path.write_bytes(path.read_bytes()[:-1])
    with inspector.open(path) as checkpoint:
        assert not any(entry.is_logical for entry in checkpoint.tensors)
        (finding,) = (each for each in checkpoint.findings if each.code == "quantised-unfit")
    assert "a part that can't be read: layer.weight_zero_point" in finding.message


def aqlm() -> Arrays:
    books = np.ones((2, 16, 1, 8), np.float16)
    scales = np.ones((4, 1, 1, 1), np.float16)
    return {"x.codes": np.zeros((4, 3, 2), np.int8), "x.codebooks": books, "x.scales": scales}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("x.codes", np.zeros((4, 3, 1), np.int8), "codes for other codebooks or scales"),
        ("x.scales", np.ones((4, 2, 1, 1), np.float16), "scales for another number of groups"),
        ("x.codebooks", np.ones((2, 0, 1, 8), np.float16), "codes for other codebooks or scales"),
    ],
)
def test_codes_that_do_not_fit(name: str, value: npt.NDArray[Any], said: str, tmp_path: Path) -> None:
    with inspector.open(saved(tmp_path, aqlm() | {name: value})) as checkpoint:
        (finding,) = (each for each in checkpoint.findings if each.code == "quantised-unfit")
    assert said in finding.message


def fp4(**others: npt.NDArray[Any]) -> dict[str, torch.Tensor]:
    """As NVIDIA's Model Optimizer has it: 64 rows of 32 columns."""
    parts = {
        "x.weight": torch.full((64, 16), 0x72, dtype=torch.uint8),  # 1.0 and 6.0
        "x.weight_scale": torch.full((64, 2), 2.0).to(torch.float8_e4m3fn),
        "x.weight_scale_2": torch.tensor(0.25),
    }
    return parts | {f"x.{name}": torch.from_numpy(value) for name, value in others.items()}


def test_scales_of_groups_and_of_all_are_factors(tmp_path: Path) -> None:
    torch_save_file(fp4(), tmp_path / "model.safetensors")
    with inspector.open(tmp_path / "model.safetensors") as checkpoint:
        assert checkpoint.read(tensor(checkpoint, "x.weight"))[63, 30:].tolist() == [0.5, 3.0]


@pytest.mark.parametrize("others", [{"comfy_quant": np.zeros(8, np.uint8)}, {"weight_scale_2": np.ones(3, np.float32)}])
def test_scales_in_an_order_that_is_not_known_are_not_guessed(
    others: dict[str, npt.NDArray[Any]], tmp_path: Path
) -> None:
    torch_save_file(fp4(**others), tmp_path / "model.safetensors")
    with inspector.open(tmp_path / "model.safetensors") as checkpoint:
        assert not any(entry.is_logical for entry in checkpoint.tensors)


def test_scales_of_keras_divide_the_columns_of_a_kernel_and_the_rows_of_embeddings(tmp_path: Path) -> None:
    stored = {"kernel": np.array([[20, -20], [10, 6]], np.int8), "kernel_scale": np.array([10, 2], np.float32)}
    for name in ("embeddings", "reverse_embeddings"):
        stored |= {name: stored["kernel"], f"{name}_scale": stored["kernel_scale"]}
    with h5py.File(tmp_path / "model.h5", "w") as file:
        for name, array in stored.items():
            file[f"layers/{name}"] = array
    with inspector.open(tmp_path / "model.h5") as checkpoint:
        assert checkpoint.read(tensor(checkpoint, "layers.kernel")).tolist() == [[2, -10], [1, 3]]
        assert checkpoint.read(tensor(checkpoint, "layers.reverse_embeddings")).tolist() == [[2, -10], [1, 3]]
        assert checkpoint.read(tensor(checkpoint, "layers.embeddings")).tolist() == [[2, -2], [5, 3]]


@pytest.mark.parametrize(
    ("shape", "of_scales"),
    [((4, 4), (1, 4)), ((4, 4), (1, 1, 4)), ((4, 2), (4,)), ((2, 4, 4), (1, 4, 4)), ((4, 4, 1), (4,))],
)
def test_scales_of_keras_along_other_axes_are_not_guessed(
    shape: tuple[int, ...], of_scales: tuple[int, ...], tmp_path: Path
) -> None:
    stored: Arrays = {"x.kernel": np.ones(shape, np.int8), "x.kernel_scale": np.ones(of_scales, np.float32)}
    with inspector.open(saved(tmp_path, stored)) as checkpoint:
        assert not any(entry.is_logical for entry in checkpoint.tensors)
        (finding,) = checkpoint.findings
    assert f"has scales of shape {of_scales} for a weight of shape {shape}" in finding.message


def test_a_scale_of_comfyui_and_one_for_each_column_are_factors(tmp_path: Path) -> None:
    codes = torch.ones(2, 3).to(torch.float8_e4m3fn)
    experts = torch.ones(2, 4, 3).to(torch.float8_e4m3fn)
    of_columns = torch.arange(6, dtype=torch.float32).reshape(2, 1, 3)
    stored = {"x.weight": codes, "x.scale_weight": torch.tensor(1.5), "gate_up": experts, "gate_up_scale": of_columns}
    torch_save_file(stored, tmp_path / "model.safetensors")
    with inspector.open(tmp_path / "model.safetensors") as checkpoint:
        assert np.array_equal(checkpoint.read(tensor(checkpoint, "x.weight")), np.full((2, 3), 1.5))
        expected = np.broadcast_to(of_columns.numpy(), (2, 4, 3))
        assert np.array_equal(checkpoint.read(tensor(checkpoint, "gate_up")), expected)


def of_experts() -> Arrays:
    arrays = int4()
    experts = {name: np.stack([arrays[name]] * 3) for name in ("layer.weight_packed", "layer.weight_scale")}
    return experts | {
        "layer.weight_shape": np.array([3, 8, 64]),
        "layer.weight_zero_point": np.ones((3, 1, 2), np.int32),
    }


ONE_ZERO: Arrays = {
    "layer.weight_scale": np.ones(1, np.float32),
    "layer.weight_zero_point": np.ones(1, np.int8),
}
BLOCKS: Arrays = {
    "layer.weight": np.ones((200, 130), np.int8),
    "layer.weight_scale": np.ones((2, 2), np.float32),
    "layer.weight_zero_point": np.zeros((2, 2), np.int8),
}
ONE_BIT: Arrays = {"layer.weight_packed": np.ones((8, 2), np.int32)}
SIX_BITS: Arrays = {"layer.weight_packed": np.ones((8, 48), np.uint8), "layer.weight_scale": np.ones((8, 2), np.uint8)}


@pytest.mark.parametrize(
    ("arrays", "scheme", "shape"),
    [
        (of_experts(), "int4-packed", (3, 8, 64)),
        (int4() | ONE_ZERO, "int4-packed", (8, 64)),
        (int4() | ONE_BIT, "int1-packed", (8, 64)),
        (SIX_BITS, "mxfp6-packed", (8, 64)),
        (BLOCKS, "int8-block", (200, 130)),
    ],
)
def test_all_that_compressed_tensors_writes(
    tmp_path: Path, arrays: Arrays, scheme: str, shape: tuple[int, ...]
) -> None:
    with inspector.open(saved(tmp_path, arrays)) as checkpoint:
        weight = tensor(checkpoint, "layer.weight")
        assert (weight.dtype.name, weight.shape) == (scheme, shape)
        assert checkpoint.read(weight).shape == shape


@pytest.mark.parametrize(
    ("bits", "named", "said"),
    [(3, None, "int3-packed"), (5, None, "int5-packed"), (6, None, "int6-packed"), (7, 7, "int7-packed")],
)
def test_integers_that_do_not_run_over_the_ends_of_words(
    tmp_path: Path, bits: int, named: int | None, said: str
) -> None:
    several = 32 // bits
    word = sum(place % 4 << bits * place for place in range(several))
    arrays = {
        "layer.weight_packed": np.full((40, -(-96 // several)), word, np.uint32).view(np.int32),
        "layer.weight_scale": np.ones((40, 1), np.float32),
        "layer.weight_shape": np.array([40, 96]),
        "layer.weight_zero_point": np.zeros((-(-40 // several), 1), np.int32),
    }
    config = {"quantization_config": {"config_groups": {"group_0": {"weights": {"num_bits": named}}}}}
    with inspector.open(saved(tmp_path, arrays, config)) as checkpoint:
        weight = tensor(checkpoint, "layer.weight")
        assert weight.dtype.name == said
        assert checkpoint.read(weight)[-1].tolist() == [column % several % 4 for column in range(96)]


@pytest.mark.parametrize(
    ("arrays", "said"),
    [
        (of_experts() | {"layer.weight_zero_point": np.ones((2, 1, 2), np.int32)}, "zero points for other groups"),
        (of_experts() | {"layer.weight_g_idx": np.zeros(64, np.int32)}, "groups that are no list"),
        (of_experts() | {"layer.weight_scale": np.ones((2, 8, 2), np.float32)}, "another number of rows"),
        (int4() | {"layer.weight_zero_point": np.ones(1, np.int8)}, "zero points for other groups"),
        (SIX_BITS | {"layer.weight_scale": np.ones((8, 2), np.int8)}, "scales that are no exponents"),
    ],
)
def test_what_it_does_not_write(tmp_path: Path, arrays: Arrays, said: str) -> None:
    with inspector.open(saved(tmp_path, arrays)) as checkpoint:
        (finding,) = (each for each in checkpoint.findings if each.code == "quantised-unfit")
    assert said in finding.message


@pytest.mark.parametrize("arrays", [int8(), int4(), gptq(), hqq(), aqlm()])
def test_the_same_parts_as_they_should_be(tmp_path: Path, arrays: Arrays) -> None:
    with inspector.open(saved(tmp_path, arrays)) as checkpoint:
        (weight,) = (entry for entry in checkpoint.tensors if entry.is_logical)
        assert [finding.code for finding in checkpoint.findings] == ["quantised"]
        assert checkpoint.read(weight).shape == weight.shape


@pytest.mark.parametrize(
    ("config", "group"), [({"group_size": 48}, 48), ({"group_size": 40}, 40), ({}, 40), ({"group_size": 64}, 40)]
)
def test_groups_of_gptq_are_as_large_as_the_configuration_says(
    tmp_path: Path, config: dict[str, int], group: int
) -> None:
    scale = np.arange(1, 5, dtype=np.float32)[:, np.newaxis].repeat(32, 1)
    zeros = np.zeros((4, 4), np.int32)  # which are zero points of one
    arrays = {"qweight": np.zeros((20, 32), np.int32), "qzeros": zeros, "scales": scale}
    with inspector.open(saved(tmp_path, arrays, {"quantization_config": config})) as checkpoint:
        decoded = checkpoint.read(tensor(checkpoint, "weight"))
    assert np.array_equal(decoded[0], -(np.arange(160) // group + 1))


def test_groups_of_gptq_of_a_size_that_nothing_tells(tmp_path: Path) -> None:
    arrays = gptq() | {"qzeros": np.zeros((3, 4), np.int32), "scales": np.ones((3, 32), np.float32)}
    with inspector.open(saved(tmp_path, arrays)) as checkpoint:
        (finding,) = checkpoint.findings
    assert "groups of a size that only the configuration of the model tells" in finding.message


def quanto(rows: int, height: int) -> Arrays:
    """Integers of ``rows`` groups, in planes of so many rows."""
    return {
        "weight._data._data": np.full((height, 8), 0xE4, np.uint8),
        "weight._scale": np.ones((rows, 1), np.float32),
        "weight._shift": np.zeros((rows, 1), np.float32),
    }


@pytest.mark.parametrize(
    ("rows", "height", "values"),
    [(8, 4, (4, 14)), (7, 4, (4, 14)), (8, 2, (0, 1, 2, 3)), (7, 2, (0, 1, 2, 3)), (3, 2, (4, 14))],
)
def test_the_last_plane_of_quanto_may_be_cut(tmp_path: Path, rows: int, height: int, values: tuple[int, ...]) -> None:
    with inspector.open(saved(tmp_path, quanto(rows, height))) as checkpoint:
        decoded = checkpoint.read(tensor(checkpoint, "weight"))
    assert decoded.shape == (rows, 8)
    assert decoded[:, 0].tolist() == [values[row // height] for row in range(rows)]


@pytest.mark.parametrize(
    ("rows", "height", "said"),
    [(2, 1, "too few groups"), (1, 1, "too few groups"), (9, 4, "scales for another"), (0, 1, "scales for another")],
)
def test_planes_of_quanto_that_tell_no_bits(tmp_path: Path, rows: int, height: int, said: str) -> None:
    with inspector.open(saved(tmp_path, quanto(rows, height))) as checkpoint:
        (finding,) = (each for each in checkpoint.findings if each.code == "quantised-unfit")
    assert said in finding.message


@pytest.mark.parametrize(
    ("config", "bits"),
    [
        (None, 4),
        ({"quantization_config": {"config_groups": {"group_0": {"weights": {"num_bits": 3}}}}}, 3),
        ({"quantization_config": {"config_groups": {"group_0": {"weights": {"num_bits": 8}}}}}, 4),  # does not fit
        ({"quantization_config": {"config_groups": ["weights", 3]}}, 4),
        ([{}], 4),
    ],
)
def test_what_shapes_leave_open_is_in_the_configuration(tmp_path: Path, config: object, bits: int) -> None:
    arrays = int4(4, 8) | {
        "layer.weight_scale": np.ones((4, 1), np.float32)
    }  # 8 integers of 3 bits or of 4 fill a word
    with inspector.open(saved(tmp_path, arrays, config)) as checkpoint:
        assert tensor(checkpoint, "layer.weight").dtype.name == f"int{bits}-packed"


class TestExporting:
    def test_decoded_unless_asked(self, tmp_path: Path) -> None:
        with inspector.open(saved(tmp_path, int8())) as checkpoint:
            values = checkpoint.read(tensor(checkpoint, "layer.weight"))
            inspector.export(checkpoint, tmp_path / "out.safetensors")
        written = load_file(tmp_path / "out.safetensors")
        assert written.keys() == {"layer.weight"}
        assert written["layer.weight"].dtype == np.float32
        assert np.array_equal(written["layer.weight"], values)
        assert np.array_equal(values, np.arange(24, dtype=np.float32).reshape(4, 6) * int8()["layer.weight_scale"])

    @pytest.mark.parametrize("path", [each for each in GENUINE if each.suffix != ".pt"], ids=lambda path: path.name)
    def test_as_stored_it_is_the_same_file(self, path: Path, tmp_path: Path) -> None:
        with inspector.open(path) as checkpoint:
            inspector.export(checkpoint, tmp_path / "out.safetensors", stored=True)
        original = path / "model.safetensors" if path.is_dir() else path
        with safe_open(original, "pt") as before, safe_open(tmp_path / "out.safetensors", "pt") as after:
            assert set(before.keys()) == set(after.keys())
            for name in before.keys():  # noqa: SIM118 - it is no mapping
                a, b = before.get_tensor(name), after.get_tensor(name)
                assert (a.dtype, a.shape) == (b.dtype, b.shape)
                assert torch.equal(a.reshape(-1).view(torch.uint8), b.reshape(-1).view(torch.uint8))

    @pytest.mark.parametrize("path", GENUINE, ids=lambda path: path.name)
    def test_as_stored_entries_are_those_without_weights(self, path: Path) -> None:
        with inspector.open(path) as checkpoint:
            stored = {entry.path: entry for entry in as_stored(checkpoint.tensors)}
            weights = [entry for entry in checkpoint.tensors if entry.is_logical]
        with open_checkpoint(path, decoded=False) as raw:
            assert stored.keys() == {entry.path for entry in raw.tensors}
            assert weights
            assert not {weight.dtype.name for weight in weights} & DTYPES.keys(), "taken for a stored type by its name"
            assert not any(entry.is_logical for entry in raw.tensors)


NAMES = (
    "weight", "weight_scale", "weight_scale_inv", "weight_zero_point", "weight_packed", "weight_shape", "weight_g_idx",
    "weight_global_scale", "SCB", "weight_format", "qweight", "qzeros", "scales", "g_idx", "x_blocks", "x_scales",
    "W_q", "scale", "zero", "shape", "nbits", "axis", "group_size", "weight._data", "weight._data._data",
    "weight._scale", "weight._shift", "_weight_qdata", "_weight_scale", "weight.absmax", "weight.quant_map",
    "weight.nested_absmax", "weight.nested_quant_map", "weight.quant_state.bitsandbytes__nf4",
)  # fmt: skip
SMALL = st.lists(st.sampled_from([0, 1, 2, 3, 4, 8, 16, 32, 33]), max_size=3).map(tuple)
TYPES = st.sampled_from(["int8", "uint8", "int32", "int64", "float32", "float16", "float8_e4m3fn", "int4", "bool"])


@st.composite
def any_part(draw: st.DrawFn, name: str) -> TensorEntry:
    dtype, shape = DTYPES[draw(TYPES)], draw(SMALL)
    if "quant_state" in name and draw(st.booleans()):
        state = {
            "quant_type": "nf4",
            "blocksize": draw(st.integers(-1, 64)),
            "shape": draw(st.lists(st.integers(-1, 64), max_size=3)),
        }
        text = json.dumps(state).encode()
        return entry_of(np.frombuffer(text, np.uint8), path=("m." + name,))
    values = np.full(shape, draw(st.sampled_from([0, 1, 2, 8, 32, 127, 255])), np.uint8)
    stored = values.astype(dtype.stored_dtype) if dtype.elements_per_unit == 1 else values[..., ::2]
    return (
        entry_of(stored, dtype, path=("m." + name,), shape=shape)
        if stored.nbytes
        else entry_of(values, path=("m." + name,))
    )


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_the_parts_are_nothing_but_values_or_findings(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8, unique=True))
    entries: list[Entry] = [data.draw(any_part(name)) for name in names]
    checkpoint = checkpoint_of(entries)
    assert {entry.path for entry in as_stored(checkpoint.entries)} == {entry.path for entry in entries}
    for entry in checkpoint.tensors:
        if entry.is_logical:
            with suppress(CheckpointError):
                assert read_values(entry).shape == entry.shape


def test_the_endings_of_parts_are_those_that_finders_look_for() -> None:
    assert set(SUFFIXES) == set(FINDERS)
    assert len(SUFFIXES) == len(FINDERS)


@pytest.mark.parametrize("name", ["layer.weight", *(f"layer{suffix}" for suffix in SUFFIXES), *SUFFIXES])
@pytest.mark.parametrize("place", [0, 4095, 4096])
def test_one_part_among_thousands_of_tensors_is_enough_to_look_for_weights(name: str, place: int) -> None:
    tensor = TensorEntry(("bias",), dtype_named("float32"), (), (), None)
    packed = TensorEntry(("layer.weight",), dtype_named("int8"), (), (), None)
    entries = [tensor] * 4097
    entries[place] = tensor.at((name,))
    assert may_hold_weights([*entries, packed], Job()) == (name != "layer.weight")
    assert may_hold_weights([packed, *entries], Job()) == (name != "layer.weight")
    assert may_hold_weights([*entries, ValueEntry(("step",), 1)], Job()) == (name != "layer.weight")


@pytest.mark.parametrize("name", SUFFIXES)
@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64", "float8_e4m3fn", "uint8", "complex64"])
def test_of_ordinary_floats_no_weight_is_made_whatever_they_are_called(name: str, dtype: str) -> None:
    tensor = TensorEntry((f"layer{name}",), dtype_named(dtype), (), (), None)
    assert may_hold_weights([tensor], Job()) == (dtype not in ("float16", "bfloat16", "float32", "float64"))


def test_objects_of_torchao_are_enough_to_look_for_weights() -> None:
    assert may_hold_weights([ObjectEntry((0,), "torchao.quantization.Int8Tensor")], Job())
    assert not may_hold_weights([ObjectEntry((), "argparse.Namespace"), ValueEntry((0,), 1)], Job())
    assert may_hold_weights([ValueEntry((0,), 1), ValueEntry(("layer", "qweight"), 1)], Job())


def test_attributes_of_objects_are_no_parts() -> None:
    net, packed = ObjectEntry((), "__torch__.Net"), TensorEntry(("x",), dtype_named("int8"), (), (), None)
    entries: list[Entry] = [net, *(packed.at((Attribute("layer"), Attribute(suffix))) for suffix in SUFFIXES)]
    assert not may_hold_weights(entries, Job())
    assert may_hold_weights([*entries, packed.at((Attribute("layer"), "qweight"))], Job())
    assert may_hold_weights([*entries, packed.at((Attribute("layer"), FileName("qweight")))], Job())
    assert may_hold_weights([*entries, ObjectEntry((0,), "torchao.quantization.Int8Tensor")], Job())
