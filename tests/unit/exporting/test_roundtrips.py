"""Written by us, read by the genuine libraries: the same values, types, shapes and names, bit for bit."""

from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import h5py
import numpy as np
import pytest
import torch
from gguf import GGUFReader
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors import safe_open
from safetensors.numpy import load_file as load_numpy
from safetensors.torch import load_file

import inspector
from inspector.errors import CheckpointError, SelectionError
from inspector.exporting import execution
from inspector.exporting.checks import blockers
from inspector.exporting.execution import export
from inspector.exporting.readback import verify
from inspector.exporting.writers import writer_for, writers
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import sha256
from inspector.writing.plan import Plan
from tests.exporting import exported, opened_plan, saved

pytestmark = [
    pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental"),
    pytest.mark.filterwarnings("ignore:torch.quantize_per_tensor, torch.quantize_per_channel and other"),
    pytest.mark.filterwarnings("ignore:TypedStorage is deprecated"),
    pytest.mark.filterwarnings("ignore:Sparse CSR tensor support is in beta"),
]

FIXTURES = Path(__file__).parents[2] / "fixtures"

#: Types that torch makes, and those of them that the other libraries have too.
TORCH_TYPES = [
    "float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64",
    "bool", "complex128", "complex64", "complex32", "float8_e4m3fn", "float8_e4m3fnuz", "float8_e5m2", "float8_e5m2fnuz",
    "float8_e8m0fnu", "float4_e2m1fn_x2", "bits8", "bits16",
]  # fmt: skip
NOT_SAFETENSORS = {"complex128", "complex32", "bits8", "bits16"}
NUMPY_TYPES = [
    "float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "uint16", "uint32", "uint64", "bool",
    "complex128", "complex64",
]  # fmt: skip


def random_tensor(name: str, *shape: int) -> torch.Tensor:
    """A tensor of random bits, all of them finite codes or not: they are only carried."""
    dtype = getattr(torch, name)
    if 0 in shape:
        return torch.empty(shape, dtype=dtype)
    nbytes = math.prod(shape) * dtype.itemsize
    numbers = np.random.default_rng(nbytes).integers(0, 2 if name == "bool" else 256, nbytes, np.uint8)
    return torch.from_numpy(numbers).view(dtype).reshape(shape)


def raw(tensor: torch.Tensor) -> bytes:
    """The elements in C order; lazy bits resolved."""
    if tensor.is_complex():
        tensor = tensor.resolve_conj()
    if tensor.is_neg():
        tensor = tensor.resolve_neg()
    return bytes(tensor.clone(memory_format=torch.contiguous_format).untyped_storage())


def assert_same(got: dict[str, Any], want: dict[str, torch.Tensor]) -> None:
    assert set(got) == set(want)
    for key, tensor in want.items():
        assert (got[key].dtype, got[key].shape) == (tensor.dtype, tensor.shape), key
        assert raw(got[key]) == raw(tensor), key


class TestEveryType:
    """Each element type, also as a scalar and without elements."""

    @pytest.fixture
    def state(self) -> dict[str, torch.Tensor]:
        state = {}
        for name in TORCH_TYPES:
            state[name] = random_tensor(name, 3, 4)
            state[f"{name}.none"] = random_tensor(name, 0, 4)
            if name != "float4_e2m1fn_x2":
                state[f"{name}.scalar"] = random_tensor(name, 1)[0]
        return state

    @pytest.mark.parametrize("mmap", [False, True])
    def test_torch_loads_what_was_exported(self, state: dict[str, torch.Tensor], tmp_path: Path, mmap: bool) -> None:
        exported(saved(state, tmp_path / "a.pth"), tmp_path / "b.pth")
        assert_same(torch.load(tmp_path / "b.pth", weights_only=True, mmap=mmap), state)

    def test_safetensors(self, state: dict[str, torch.Tensor], tmp_path: Path) -> None:
        state = {key: tensor for key, tensor in state.items() if key.partition(".")[0] not in NOT_SAFETENSORS}
        exported(saved(state, tmp_path / "a.pth"), tmp_path / "b.safetensors")
        assert_same(load_file(tmp_path / "b.safetensors"), state)

    def test_numpy_loads_what_was_exported(self, state: dict[str, torch.Tensor], tmp_path: Path) -> None:
        state = {key: tensor for key, tensor in state.items() if key.partition(".")[0] in NUMPY_TYPES}
        exported(saved(state, tmp_path / "a.pth"), tmp_path / "b.npz")
        with np.load(tmp_path / "b.npz") as arrays:
            assert list(arrays) == list(state)
            for key, tensor in state.items():
                want = tensor.numpy()
                assert (arrays[key].dtype, arrays[key].shape) == (want.dtype, want.shape)
                assert arrays[key].tobytes() == want.tobytes()

    def test_from_safetensors_to_torch_and_back(self, state: dict[str, torch.Tensor], tmp_path: Path) -> None:
        state = {key: tensor for key, tensor in state.items() if key.partition(".")[0] not in NOT_SAFETENSORS}
        exported(saved(state, tmp_path / "a.pth"), tmp_path / "b.safetensors")
        exported(tmp_path / "b.safetensors", tmp_path / "c.pth")
        exported(tmp_path / "c.pth", tmp_path / "d.safetensors")
        assert (tmp_path / "b.safetensors").read_bytes() == (tmp_path / "d.safetensors").read_bytes()


@pytest.mark.parametrize("array", [
    np.arange(6, dtype=">f8").reshape(2, 3),
    np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    np.array([["é", "long text"], ["", "b"]]),
    np.array(["big"], dtype=">U5"),
    np.array([b"bytes", b""]),
    np.array(["2020-01-02", "NaT"], dtype="M8[D]"),
    np.array([(1, 2.5), (3, 4.5)], dtype=[("a", "<i4"), ("ü", ">f8")]),
    np.array([(1, 2.5)], dtype=[("a", "<i4"), ("张", "<f8")]),
    np.array(3.0, dtype=np.longdouble),
    np.zeros((2, 0, 3), "<c16"),
])  # fmt: skip
@pytest.mark.parametrize("suffix", [".npy", ".npz"])
@pytest.mark.filterwarnings("ignore:Stored array in format 3.0")
def test_numpys_own_types(array: np.ndarray[Any, Any], suffix: str, tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", array)
    rules = ["=x"] if suffix == ".npz" else []
    exported(tmp_path / "a.npy", tmp_path / f"b{suffix}", *rules)
    loaded = np.load(tmp_path / f"b{suffix}")
    got = loaded if suffix == ".npy" else loaded["x"]
    assert got.shape == array.shape
    assert np.array_equal(got, array, equal_nan=array.dtype.kind in "fcM")
    assert got.dtype.newbyteorder("=") == array.dtype.newbyteorder("=") or array.dtype.names is not None


def fixtures() -> list[Any]:
    """Every genuine file there is a fixture of."""
    return [
        pytest.param(expected.parent / case["file"], id=f"{expected.parent.name}/{case['file']}")
        for expected in sorted(FIXTURES.glob("*/EXPECTED.json"))
        for case in json.loads(expected.read_text())
        if "verdict" not in case
    ]


@pytest.mark.parametrize("suffix", [writer.suffixes[0] for writer in writers() if writer.name != "npy"])
@pytest.mark.parametrize("path", fixtures())
def test_what_a_format_can_hold_of_any_file_arrives(path: Path, suffix: str, tmp_path: Path) -> None:
    """Obstacles are left out, one by one; of the rest the genuine library has every element."""
    target = tmp_path / f"out{suffix}"
    writer = writer_for(target)
    with opened_plan(path) as plan:
        plan = plan.without_values()
        unnamed = {index: "unnamed" for index, row in enumerate(plan.rows) if not row.key}
        plan = plan.with_keys(unnamed)
        for _ in range(100):
            found = blockers(plan, writer)
            plan = plan.without({row for obstacle in found for row in obstacle.rows[-1:]})
            if not found or not plan.rows:
                break
        if not plan.rows:
            with pytest.raises(SelectionError, match="there is no tensor to export"):
                export(plan, target)
            return
        export(plan, target)
        wanted = {row.key: (row.entry.dtype.name, row.entry.shape, sha256(row.entry, Job())) for row in plan.tensors}
    with inspector.open(target) as written:
        got = {entry.key: (entry.dtype.name, entry.shape, sha256(entry, Job())) for entry in written.tensors}
    if suffix == ".h5":  # where a slash in a key is a place in a group
        wanted = {key.replace("/", "."): each for key, each in wanted.items()}
    assert {key: each[1:] for key, each in got.items()} == {key: each[1:] for key, each in wanted.items()}
    assert _names_in(target) == set(wanted)


def _names_in(path: Path) -> set[str]:
    """The names the genuine library sees; it also loads all of the elements."""
    if path.suffix == ".pth":
        return set(torch.load(path, weights_only=True))
    if path.suffix == ".npz":
        with np.load(path) as arrays:
            return {name for name in arrays if arrays[name] is not None}
    if path.suffix == ".gguf":
        return {tensor.name for tensor in GGUFReader(path).tensors if tensor.data.tobytes()}
    if path.suffix == ".h5":
        return _names_in_hdf5(path)
    with safe_open(path, "numpy") as file:
        return set(file.keys())


def _names_in_hdf5(path: Path) -> set[str]:
    """The dotted keys, which are paths where tensors come from containers in containers."""
    names = set()

    def visit(name: str, item: h5py.Group | h5py.Dataset) -> None:
        if isinstance(item, h5py.Dataset):
            assert item[...] is not None
            names.add(name.replace("/", "."))

    with h5py.File(path) as file:
        file.visititems(visit)
    return names


def test_only_keys_that_differ_in_kind_collide(tmp_path: Path) -> None:
    """The collisions are those of keys that only differ in kind; all others arrive in every format that has them."""
    path = FIXTURES / "odd_keys" / "keys.pt"
    with opened_plan(path) as plan:
        found = [each for each in blockers(plan, writer_for(Path("x.pth"))) if each.code == "collision"]
        assert [plan.rows[index].key for each in found for index in each.rows] == ["0", "0"]
        plan = plan.without({found[0].rows[1]})
        export(plan, tmp_path / "a.pth")
        keys = {row.key for row in plan.tensors}
        assert {"", "nul\0in", "../up", "(1, 'a')"} <= keys
        refused = {plan.rows[each.rows[0]].key for each in blockers(plan, writer_for(Path("x.npz")))}
        assert refused == {"nul\0in"}
        export(plan.without({index for index, row in enumerate(plan.rows) if row.key in refused}), tmp_path / "a.npz")
        export(plan, tmp_path / "a.safetensors")
    assert set(torch.load(tmp_path / "a.pth", weights_only=True)) == keys
    assert set(load_numpy(tmp_path / "a.safetensors")) == keys
    assert set(np.load(tmp_path / "a.npz")) == keys - refused


def test_half_of_a_surrogate_pair_is_a_key_for_torch_only(tmp_path: Path) -> None:
    path = saved({"\ud800": torch.ones(2)}, tmp_path / "a.pth")
    exported(path, tmp_path / "b.pth")
    assert list(torch.load(tmp_path / "b.pth", weights_only=True)) == ["\ud800"]
    for suffix in (".safetensors", ".npz"):
        with opened_plan(path) as plan:
            (obstacle,) = blockers(plan, writer_for(Path(f"x{suffix}")))
            assert "is not Unicode text" in obstacle.message


class TestViews:
    """What becomes of storages that are larger than their tensor, or shared."""

    @pytest.fixture
    def views(self, tmp_path: Path) -> Path:
        base = torch.arange(24.0).reshape(4, 6)
        state = {
            "base": base, "tied": base, "transposed": base.T, "slice": base[1:3, ::2], "expanded": base[0].expand(3, 6),
            "last": base[-1, -1], "lone": torch.arange(999.0)[500:505],
        }  # fmt: skip
        return saved(state, tmp_path / "views.pth")

    def test_cut_unless_they_are_to_be_kept(self, views: Path, tmp_path: Path) -> None:
        exported(views, tmp_path / "cut.pth")
        loaded = torch.load(tmp_path / "cut.pth", weights_only=True)
        assert loaded["lone"].untyped_storage().nbytes() == 5 * 4
        assert all(tensor.is_contiguous() for tensor in loaded.values())
        assert_same(loaded, torch.load(views))

    def test_tied_weights_stay_tied(self, views: Path, tmp_path: Path) -> None:
        report = exported(views, tmp_path / "cut.pth")
        loaded = torch.load(tmp_path / "cut.pth", weights_only=True)
        assert loaded["tied"].data_ptr() == loaded["base"].data_ptr()
        assert loaded["slice"].data_ptr() != loaded["base"].data_ptr()
        assert [finding.code for finding in report.findings] == ["views-cut"]

    def test_kept_whole_and_shared(self, views: Path, tmp_path: Path) -> None:
        with opened_plan(views) as plan:
            report = export(plan.with_views_kept(), tmp_path / "kept.pth")
        loaded, genuine = torch.load(tmp_path / "kept.pth", weights_only=True), torch.load(views)
        assert_same(loaded, genuine)
        assert {key: tensor.stride() for key, tensor in loaded.items()} == {k: t.stride() for k, t in genuine.items()}
        pointers = {tensor.untyped_storage().data_ptr() for key, tensor in loaded.items() if key != "lone"}
        assert len(pointers) == 1
        assert loaded["lone"].untyped_storage().nbytes() == 999 * 4
        assert report.findings == ()

    def test_copies_where_the_format_has_no_views(self, views: Path, tmp_path: Path) -> None:
        report = exported(views, tmp_path / "views.safetensors")
        assert_same(load_file(tmp_path / "views.safetensors"), torch.load(views))
        assert {finding.code for finding in report.findings} == {"views-cut", "copies"}

    def test_a_cast_cuts_and_tied_weights_stay_tied_through_it(self, views: Path, tmp_path: Path) -> None:
        with opened_plan(views) as plan:
            export(plan.with_views_kept().cast(DTYPES["float16"]), tmp_path / "half.pth")
        loaded = torch.load(tmp_path / "half.pth", weights_only=True)
        assert loaded["tied"].data_ptr() == loaded["base"].data_ptr()
        assert torch.equal(loaded["transposed"], torch.load(views)["transposed"].half())

    def test_one_storage_looked_at_as_two_types(self, tmp_path: Path) -> None:
        base = torch.arange(8.0)
        path = saved({"f": base}, tmp_path / "a.pth")  # torch itself refuses to save both
        with inspector.open(path) as checkpoint:
            (entry,) = checkpoint.tensors
            other = entry.at(("i",)).replace(dtype=DTYPES["int32"])
            export(Plan().added(checkpoint, [entry, other]).with_views_kept(), tmp_path / "b.pth")
        loaded = torch.load(tmp_path / "b.pth", weights_only=True)
        assert torch.equal(loaded["i"], base.view(torch.int32))


class TestQuantised:
    @pytest.fixture
    def state(self) -> dict[str, torch.Tensor]:
        weight = torch.randn(4, 6)
        scales = torch.rand(4, dtype=torch.float64) + 0.1
        return {
            "tensor": torch.quantize_per_tensor(weight, 0.1, 3, torch.qint8),
            "channel": torch.quantize_per_channel(weight, scales, torch.arange(4), 0, torch.quint8),
            "wide": torch.quantize_per_tensor(weight, 0.01, 0, torch.qint32),
            "view": torch.quantize_per_tensor(weight, 0.1, 3, torch.quint8).T,
            "packed": torch.quantize_per_channel(weight, scales.float(), torch.rand(4), 0, torch.quint4x2),
        }

    def test_torch_loads_what_was_exported(self, state: dict[str, torch.Tensor], tmp_path: Path) -> None:
        exported(saved(state, tmp_path / "a.pth"), tmp_path / "b.pth")
        loaded = torch.load(tmp_path / "b.pth", weights_only=True)
        for key, tensor in state.items():
            assert loaded[key].dtype == tensor.dtype
            assert loaded[key].qscheme() == tensor.qscheme()
            if key != "packed":  # torch can't show the integers of a packed one
                assert torch.equal(loaded[key].int_repr(), tensor.int_repr())
                assert torch.equal(loaded[key].dequantize(), tensor.dequantize())

    def test_other_formats_refuse_them_and_say_the_way_out(
        self, state: dict[str, torch.Tensor], tmp_path: Path
    ) -> None:
        with opened_plan(saved(state, tmp_path / "a.pth")) as plan:
            found = blockers(plan, writer_for(Path("x.safetensors")))
        assert len(found) == len(state)
        assert found[0].message == (
            "tensor is of type qint8, which .safetensors files can't hold; cast it to float32, or choose another format"
        )

    def test_casting_gives_the_numbers_they_stand_for(self, state: dict[str, torch.Tensor], tmp_path: Path) -> None:
        with opened_plan(saved(state, tmp_path / "a.pth")) as plan:
            report = export(plan.cast(DTYPES["float32"]), tmp_path / "b.safetensors")
        loaded = load_file(tmp_path / "b.safetensors")
        for key, tensor in state.items():
            assert torch.allclose(loaded[key], tensor.dequantize(), rtol=1e-6, atol=1e-7), key
        assert "dequantised" in {finding.code for finding in report.findings}


def test_sparse_tensors_become_dense(tmp_path: Path) -> None:
    dense = torch.tensor([[0.0, 2.0, 0.0], [0.0, 0.0, -1.0]])
    state = {"coo": dense.to_sparse(), "csr": dense.to_sparse_csr(), "dense": dense}
    report = exported(saved(state, tmp_path / "a.pth"), tmp_path / "b.safetensors")
    assert_same(load_file(tmp_path / "b.safetensors"), {"coo": dense, "csr": dense, "dense": dense})
    (finding,) = report.findings
    assert (finding.code, finding.message) == ("dense-form", "2 sparse tensors in dense form")


def test_a_lone_tensor_stays_alone(tmp_path: Path) -> None:
    path = saved(torch.arange(3), tmp_path / "a.pt")
    exported(path, tmp_path / "b.pt")
    assert torch.equal(torch.load(tmp_path / "b.pt", weights_only=True), torch.arange(3))
    exported(path, tmp_path / "b.npy")
    assert np.array_equal(np.load(tmp_path / "b.npy"), np.arange(3))
    exported(path, tmp_path / "b.safetensors", "=weight")
    assert torch.equal(load_file(tmp_path / "b.safetensors")["weight"], torch.arange(3))


def test_big_endian_files_become_little_endian(tmp_path: Path) -> None:
    path = FIXTURES / "torch" / "big_endian.pt"
    with opened_plan(path) as plan:
        export(plan.with_views_kept(), tmp_path / "a.pth")
    loaded = torch.load(tmp_path / "a.pth", weights_only=True, mmap=True)
    assert_same(loaded, torch.load(path, weights_only=True))


def test_a_whole_pickled_module_becomes_a_state_dict(tmp_path: Path) -> None:
    """The safe way out of such a file: no class is named any more, and the module's own class loads it."""
    torch.manual_seed(0)
    module = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 2))
    exported(saved(module, tmp_path / "module.pth"), tmp_path / "state.pth")
    state = torch.load(tmp_path / "state.pth", weights_only=True)
    tensors = {key: value for key, value in state.items() if isinstance(value, torch.Tensor)}
    assert_same(tensors, module.state_dict())
    with inspector.open(tmp_path / "state.pth") as checkpoint:
        assert all("torch.nn" not in finding.message for finding in checkpoint.findings)


def test_the_first_layers_are_reused_in_another_network(tmp_path: Path) -> None:
    """The example of the README."""

    class Part(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.hidden1 = torch.nn.Linear(20, 256)

    example = Path(inspector.__file__).parents[1] / "resources" / "example.pth"
    with inspector.open(example) as checkpoint:
        plan = Plan().added(
            checkpoint, [entry for entry in checkpoint.tensors if entry.key.startswith("model.hidden.")]
        )
        export(plan.renamed(Renaming.parse(["model.hidden.*=hidden1.*"])), tmp_path / "part.pth")
        weight = checkpoint["model.hidden.weight"]
        assert isinstance(weight, TensorEntry)
        want = torch.from_numpy(checkpoint.read(weight))
    part = Part()
    part.load_state_dict(torch.load(tmp_path / "part.pth", weights_only=True), strict=True)
    assert torch.equal(part.hidden1.weight, want)


@st.composite
def views(draw: st.DrawFn) -> torch.Tensor:
    """A view, however strange, of a small tensor."""
    name = draw(st.sampled_from(TORCH_TYPES[:15]))
    shape = draw(st.lists(st.integers(0, 5), max_size=4))
    view = random_tensor(name, *shape)
    for _ in range(draw(st.integers(0, 4))):
        axes = view.dim()
        step = draw(st.sampled_from(["slice", "transpose", "select", "expand", "unsqueeze", "diagonal"]))
        axis = draw(st.integers(0, max(axes - 1, 0)))
        if step == "unsqueeze":
            view = view.unsqueeze(axis)
        elif step == "expand" and 1 in view.shape:
            view = view.expand([draw(st.integers(1, 3)) if size == 1 else size for size in view.shape])
        elif step == "slice" and axes:
            start = draw(st.integers(0, view.shape[axis]))
            stop = draw(st.integers(start, view.shape[axis]))
            region = [slice(None)] * axes
            region[axis] = slice(start, stop, draw(st.integers(1, 3)))
            view = view[tuple(region)]
        elif step == "transpose" and axes > 1:
            view = view.transpose(axis, draw(st.integers(0, axes - 1)))
        elif step == "diagonal" and axes > 1:
            view = view.diagonal(dim1=0, dim2=1)
        elif step == "select" and axes and view.shape[axis]:
            view = view.select(axis, draw(st.integers(0, view.shape[axis] - 1)))
    return view


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=8).filter(lambda text: text.isprintable()), views(), min_size=1, max_size=4))
@pytest.mark.slow
def test_any_views_of_any_tensors_arrive(state: dict[str, torch.Tensor]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = saved(state, Path(folder, "a.pth"))
        with opened_plan(source) as plan:
            bare = list(state) == [""]
            for keep in (False, True):
                export(plan.with_views_kept(keep), Path(folder, f"{keep}.pth"))
                loaded = torch.load(Path(folder, f"{keep}.pth"), weights_only=True)
                assert_same({"": loaded} if bare else loaded, state)
            if not blockers(plan, writer_for(Path("x.safetensors"))):
                export(plan, Path(folder, "a.safetensors"))
                assert_same(load_file(Path(folder, "a.safetensors")), state)


@settings(max_examples=60)
@given(st.binary(min_size=1, max_size=300), st.integers(0, 300), st.integers(0, 255))
def test_damage_between_writing_and_reading_back_is_noticed(data: bytes, place: int, change: int) -> None:
    """Whatever byte of the elements changes, nothing is published."""

    def damaged(path: Path, *arguments: Any) -> None:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(size - 1 - place % len(data))
            byte = file.read(1)[0]
            file.seek(-1, 1)
            file.write(bytes([byte ^ (change or 1)]))
        verify(path, *arguments)

    with tempfile.TemporaryDirectory() as folder:
        source = saved({"a": torch.frombuffer(bytearray(data), dtype=torch.uint8)}, Path(folder, "a.pth"))
        with patch.object(execution, "verify", damaged), pytest.raises(CheckpointError, match="other elements in 'a'"):
            exported(source, Path(folder, "b.safetensors"))
        assert not Path(folder, "b.safetensors").exists()
