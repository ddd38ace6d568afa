"""Tensors of every kind, saved by torch in every format and read back without it."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, UnsupportedError
from inspector.findings import Severity
from inspector.formats.recognisers import all_recognisers
from inspector.formats.torch.archive import TorchArchive
from inspector.formats.torch.legacy_reader import legacy_contents
from inspector.formats.torch.storages import TorchStorages
from inspector.formats.torch.tensors import TorchTensors
from inspector.jobs import Job
from inspector.pickles.reading import entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.pickles.records import Call, Global, Persistent, PickledDict
from inspector.sources.storage import MemoryStorage
from inspector.sources.zip import ZipArchive
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

LEGACY_DTYPES = [
    torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.uint8, torch.int8, torch.int16, torch.int32,
    torch.int64, torch.bool, torch.complex64, torch.complex128,
]  # fmt: skip
DTYPES = [
    *LEGACY_DTYPES, torch.uint16, torch.uint32, torch.uint64,
    torch.complex32, torch.float8_e4m3fn, torch.float8_e5m2, torch.float8_e4m3fnuz, torch.float8_e5m2fnuz,
]  # fmt: skip
#: Ways to save: zip and legacy, each in the protocols that torch takes.
WAYS = [("zip", protocol) for protocol in range(2, 6)] + [("legacy", protocol) for protocol in range(2, 6)]
EVERY_WAY = pytest.mark.parametrize(("kind", "protocol"), WAYS)


@pytest.fixture
def reopened(tmp_path: Path) -> Any:
    """A function that saves an object and opens the file."""
    opened: list[Checkpoint] = []

    def reopen(obj: Any, kind: str = "zip", protocol: int = 2) -> Checkpoint:
        path = tmp_path / f"{len(opened)}.pt"
        torch.save(obj, path, pickle_protocol=protocol, _use_new_zipfile_serialization=kind == "zip")
        opened.append(inspector.open(path))
        return opened[-1]

    yield reopen
    for checkpoint in opened:
        checkpoint.close()


def filled(dtype: torch.dtype, shape: tuple[int, ...]) -> torch.Tensor:
    """A tensor of varied bit patterns."""
    nbytes = torch.empty(shape, dtype=dtype).nbytes
    raw = torch.arange(nbytes, dtype=torch.int64).mul(37).remainder(2 if dtype is torch.bool else 120).to(torch.uint8)
    return raw.view(dtype).reshape(shape) if nbytes else torch.empty(shape, dtype=dtype)


def assert_same(checkpoint: Checkpoint, key: str, tensor: torch.Tensor) -> TensorEntry:
    entry = checkpoint[key]
    assert isinstance(entry, TensorEntry), entry
    assert entry.shape == tuple(tensor.shape)
    assert entry.dtype.name == str(tensor.dtype).removeprefix("torch.")
    values = checkpoint.read(entry)
    expected = tensor.detach().resolve_conj().resolve_neg()
    if expected.dtype in (torch.bfloat16, torch.complex32) or "float8" in str(expected.dtype):
        expected = expected.to(torch.complex64 if expected.dtype.is_complex else torch.float32)
    np.testing.assert_array_equal(values, expected.numpy())
    return entry


@pytest.mark.parametrize(
    ("dtype", "kind", "protocol"),
    [(dtype, *way) for way in WAYS for dtype in (LEGACY_DTYPES if way[0] == "legacy" else DTYPES)],
)
@pytest.mark.filterwarnings("ignore:ComplexHalf:UserWarning")
def test_every_dtype(reopened: Any, dtype: torch.dtype, kind: str, protocol: int) -> None:
    tensor = filled(dtype, (3, 4))
    assert_same(reopened({"t": tensor}, kind, protocol), "t", tensor)


@EVERY_WAY
def test_views_strides_and_shared_storages(reopened: Any, kind: str, protocol: int) -> None:
    base = torch.arange(60.0).reshape(3, 4, 5)
    tensors = {
        "base": base, "transposed": base.permute(2, 0, 1), "part": base[1:, ::2, 3:],
        "expanded": torch.arange(3.0).expand(2, 3), "scalar": torch.tensor(7.0), "empty": torch.empty(0, 3),
        "channels_last": torch.randn(1, 2, 3, 4).contiguous(memory_format=torch.channels_last),
        "diagonal": base[0, :4, :4].diagonal(),
    }  # fmt: skip
    checkpoint = reopened(tensors, kind, protocol)
    for key, tensor in tensors.items():
        entry = assert_same(checkpoint, key, tensor)
        assert entry.strides == tensor.stride()
        assert entry.storage_offset == tensor.storage_offset()
    shared = {id(checkpoint[key].storage) for key in ("base", "transposed", "part", "diagonal")}
    assert len(shared) == 1
    assert checkpoint["part"].storage_nbytes == base.nbytes


@given(
    st.sampled_from(LEGACY_DTYPES),
    st.lists(st.integers(0, 4), max_size=4),
    st.data(),
    st.sampled_from(["zip", "legacy"]),
)
@settings(max_examples=60)
def test_any_view_has_the_values_of_torch(dtype: torch.dtype, shape: list[int], data: st.DataObject, kind: str) -> None:
    tensor = filled(dtype, tuple(shape))
    tensor = tensor.permute(data.draw(st.permutations(range(len(shape)))))
    for axis, size in enumerate(tensor.shape):
        start = data.draw(st.integers(0, size))
        tensor = tensor[(slice(None),) * axis + (slice(start, None, data.draw(st.integers(1, 3))),)]
    stream = io.BytesIO()
    torch.save(tensor, stream, _use_new_zipfile_serialization=kind == "zip")
    source = MemoryStorage(stream.getvalue())
    if kind == "legacy":
        (entry,) = legacy_contents(source, Job()).entries
    else:
        archive = TorchArchive(ZipArchive(source), "archive")
        context = PickleContext(lookup=archive.lookup("data"))
        (entry,) = entries_of_pickle(archive.storage("data.pkl"), all_recognisers(), context).entries
    assert isinstance(entry, TensorEntry)
    expected = tensor.float().numpy() if dtype is torch.bfloat16 else tensor.numpy()
    np.testing.assert_array_equal(read_values(entry), expected)


@EVERY_WAY
def test_conj_and_neg_bits(reopened: Any, kind: str, protocol: int) -> None:
    base = filled(torch.complex64, (2, 3))
    tensors = {"conj": base.conj(), "neg": filled(torch.complex64, (2,)).conj().imag, "plain": base}
    checkpoint = reopened(tensors, kind, protocol)
    assert assert_same(checkpoint, "conj", tensors["conj"]).conjugate
    assert assert_same(checkpoint, "neg", tensors["neg"]).negative
    assert_same(checkpoint, "plain", base)


@EVERY_WAY
def test_parameters_and_their_attributes(reopened: Any, kind: str, protocol: int) -> None:
    tagged = torch.nn.Parameter(torch.randn(2))
    tagged.tag = "kept"  # type: ignore[attr-defined]
    tensors = {
        "trained": torch.nn.Parameter(torch.randn(2, 2)),
        "frozen": torch.nn.Parameter(torch.randn(2), requires_grad=False),
        "tagged": tagged,
        "buffer": torch.nn.Buffer(torch.randn(2)),
        "leaf": torch.randn(2, requires_grad=True),
    }
    checkpoint = reopened(tensors, kind, protocol)
    entries = {key: assert_same(checkpoint, key, tensor) for key, tensor in tensors.items()}
    assert {key: entry.attributes.get("parameter", False) for key, entry in entries.items()} == {
        "trained": True, "frozen": True, "tagged": True, "buffer": False, "leaf": False,
    }  # fmt: skip
    assert {key: entry.attributes.get("requires_grad", False) for key, entry in entries.items()} == {
        "trained": True, "frozen": False, "tagged": True, "buffer": False, "leaf": True,
    }  # fmt: skip


@EVERY_WAY
@pytest.mark.filterwarnings("ignore:.*quantize:UserWarning")
def test_quantised_tensors(reopened: Any, kind: str, protocol: int) -> None:
    values = torch.randn(3, 4)
    tensors = {
        "qint8": torch.quantize_per_tensor(values, 0.1, 3, torch.qint8),
        "quint8": torch.quantize_per_tensor(values, 0.05, 128, torch.quint8),
        "qint32": torch.quantize_per_tensor(values, 0.001, 0, torch.qint32),
        "channels": torch.quantize_per_channel(values, torch.rand(3) + 0.01, torch.tensor([0, 1, 2]), 0, torch.qint8),
        "last": torch.quantize_per_channel(values, torch.rand(4) + 0.01, torch.zeros(4), 1, torch.quint8),
    }  # fmt: skip
    checkpoint = reopened(tensors, kind, protocol)
    for key, tensor in tensors.items():
        entry = checkpoint[key]
        assert entry.dtype.name == str(tensor.dtype).removeprefix("torch.")
        np.testing.assert_allclose(checkpoint.read(entry), tensor.dequantize().numpy(), rtol=1e-6)


@EVERY_WAY
@pytest.mark.filterwarnings("ignore:Sparse:UserWarning")
def test_sparse_tensors(reopened: Any, kind: str, protocol: int) -> None:
    dense = torch.zeros(4, 6)
    dense[1, 2], dense[3, 5], dense[0, 0] = 1.0, -2.0, 3.0
    tensors = {
        "coo": dense.to_sparse(),
        "uncoalesced": torch.sparse_coo_tensor(torch.tensor([[0, 0, 1], [1, 1, 2]]), torch.ones(3), (2, 3)),
        "hybrid": torch.sparse_coo_tensor(torch.tensor([[0, 2]]), torch.randn(2, 5), (3, 5)),
        "none": torch.zeros(2, 2).to_sparse(),
        "csr": dense.to_sparse_csr(), "csc": dense.to_sparse_csc(),
        "bsr": dense.to_sparse_bsr((2, 3)), "bsc": dense.to_sparse_bsc((2, 3)),
    }  # fmt: skip
    checkpoint = reopened(tensors, kind, protocol)
    for key, tensor in tensors.items():
        entry = checkpoint[key]
        assert entry.layout == str(tensor.layout).removeprefix("torch.")
        assert entry.shape == tuple(tensor.shape)
        np.testing.assert_array_equal(checkpoint.read(entry), tensor.to_dense().numpy())


@pytest.mark.parametrize("protocol", range(2, 6))
@pytest.mark.filterwarnings("ignore:The PyTorch API of nested tensors:UserWarning")
def test_nested_tensors(reopened: Any, protocol: int) -> None:
    parts = [torch.arange(4.0).reshape(2, 2), torch.arange(6.0).reshape(3, 2)]
    for layout in (torch.strided, torch.jagged):
        tensor = torch.nested.nested_tensor(parts, layout=layout)
        checkpoint = reopened({"n": tensor}, "zip", protocol)
        entry = checkpoint["n"]
        assert entry.layout == f"nested_{str(layout).removeprefix('torch.')}"
        values = np.concatenate([part.numpy().reshape(-1) for part in parts])
        np.testing.assert_array_equal(checkpoint.read(entry).reshape(-1), values)


@EVERY_WAY
def test_meta_tensors_have_no_data(reopened: Any, kind: str, protocol: int) -> None:
    checkpoint = reopened({"m": torch.empty(3, 1 << 40, device="meta", dtype=torch.float16)}, kind, protocol)
    entry = checkpoint["m"]
    assert (entry.storage, entry.shape, entry.dtype.name) == (None, (3, 1 << 40), "float16")
    assert entry.attributes["device"] == "meta"


class Subclass(torch.Tensor):
    """Pickled with its class, which is looked up by name."""


@EVERY_WAY
def test_subclasses_of_tensors(reopened: Any, kind: str, protocol: int) -> None:
    tensor = torch.arange(3.0).as_subclass(Subclass)
    tensor.__dict__["note"] = "n"
    checkpoint = reopened({"s": tensor}, kind, protocol)
    entry = assert_same(checkpoint, "s", torch.arange(3.0))
    assert entry.attributes["class"].endswith("Subclass")
    assert any(finding.code == "pickle-unknown-name" for finding in checkpoint.findings)


@EVERY_WAY
def test_bare_storages(reopened: Any, kind: str, protocol: int) -> None:
    checkpoint = reopened({"u": torch.arange(3.0).untyped_storage()}, kind, protocol)
    entry = checkpoint["u"]
    assert (entry.dtype.name, entry.shape) == ("uint8", (12,))
    assert checkpoint.read(entry).tobytes() == torch.arange(3.0).numpy().tobytes()


def test_big_endian_files(reopened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As torch writes them on a big-endian machine: the bytes swapped, and a record that says so."""
    tensors = {"f": filled(torch.float32, (2, 3)), "c": filled(torch.complex64, (2,)), "h": filled(torch.uint16, (3,))}
    swapped = {}
    for key, tensor in tensors.items():
        array = tensor.numpy().copy()
        swapped[key] = torch.from_numpy(array.byteswap())
    monkeypatch.setattr("sys.byteorder", "big")
    checkpoint = reopened(swapped)
    monkeypatch.undo()
    assert checkpoint.metadata["byte order"] == "big"
    for key, tensor in tensors.items():
        assert_same(checkpoint, key, tensor)


# -- records by hand: what are never written -----------------------------------------------------------------------------

FLOAT = Global("torch", "FloatStorage")
DOUBLE = Global("torch", "float64")
HOOKS = Call(Global("collections", "OrderedDict"), ())


def storages() -> TorchStorages:
    return TorchStorages(lambda _key: MemoryStorage(bytes(24)))


def storage(kind: Global = FLOAT, numel: int = 6) -> Persistent:
    return Persistent(("storage", kind, "0", "cpu", numel))


def call(name: str, *args: Any) -> Call:
    module, _, qualname = name.rpartition(".")
    return Call(Global(module, qualname), args)


def tensor(*args: Any) -> Call:
    return call("torch._utils._rebuild_tensor_v2", *(args or (storage(), 0, (2, 3), (3, 1), False, HOOKS)))


def entry_of(record: Any) -> TensorEntry | None:
    return TorchTensors(storages()).entry(record, ("t",))


def per_channel(scales: Any, axis: Any = 0, scheme: str = "per_channel_affine") -> Call:
    quantizer = (Global("torch", scheme), scales, scales, axis)
    kind = Global("torch", "QInt8Storage")
    return call("torch._utils._rebuild_qtensor", storage(kind, 24), 0, (2, 12), (12, 1), quantizer, False, HOOKS)


def sparse(*data: Any, layout: Any = "sparse_coo") -> Call:
    name = call("torch.serialization._get_layout", f"torch.{layout}") if isinstance(layout, str) else layout
    return call("torch._utils._rebuild_sparse_tensor", name, data)


def nest(record: Any, depth: int) -> Any:
    for _ in range(depth):
        record = call("torch._utils._rebuild_parameter", record, True, HOOKS)
    return record


def jagged(**parts: Any) -> Call:
    state = PickledDict()
    state.pairs = list(parts.items())
    return call("torch.nested._internal.nested_tensor._rebuild_njt", state)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (tensor(storage(), 0, (2, 4), (4, 1)), "reaches element 8 of a storage of 6"),
        (tensor(storage(), 1, (2, 3), (3, 1)), "reaches element 7"),
        (tensor(storage(), 0, (2, 3), (1 << 40, 1)), "reaches element"),
        (tensor(storage(), -1, (2,), (1,)), "impossible offset"),
        (tensor(storage(), 1.0, (2,), (1,)), "impossible offset"),
        (tensor(storage(), 0, (2,), (1, 1)), "1 sizes and 2 strides"),
        (tensor(storage(), 0, "ab", (1,)), "impossible shape"),
        (tensor(storage(), 0, ((2,),), (1,)), "impossible shape"),
        (tensor(storage(), 0, (True,), (1,)), "impossible shape"),
        (tensor(storage(), 0), "arguments that are never written"),
        (tensor(None, 0, (), ()), "without a storage"),
        (tensor(storage(Global("torch.storage", "UntypedStorage"), 24), 0, (), ()), "without a type"),
        (call("torch._utils._rebuild_tensor_v3", storage(), 0, (2,), (1,), False, HOOKS, "float"), "unknown type"),
        (call("torch._utils._rebuild_tensor_v3", storage(), 0, (4,), (1,), False, HOOKS, DOUBLE), "reaches element 4"),
        (call("torch._utils._rebuild_parameter", 3, True, HOOKS), "without a tensor"),
        (call("torch._utils._rebuild_parameter", call("os.system", "x"), True), "without a tensor"),
        (nest(tensor(), 100_000), "without an end"),
        (per_channel([1.0]), "1 scales for 2 channels"),
        (per_channel([1.0, 2.0], axis=5), "without its axis"),
        (per_channel([1.0, 2.0], axis=None), "without its axis"),
        (per_channel(None), "without its scales"),
        (per_channel(["a", "b"]), "arguments that are never written"),
        (per_channel(tensor(storage(), 0, (1 << 40,), (0,))), "1,099,511,627,776 scales for 2 channels"),
        (per_channel(call("torch._utils._rebuild_meta_tensor_no_storage", DOUBLE, (2,), (1,), False)), "have no data"),
        (sparse(tensor(), tensor(), (1 << 40, 1 << 40)), "impossible shape"),
        (sparse(None, tensor(), (2, 2)), "without its parts"),
        (sparse(tensor(), (2, 2)), "arguments that are never written"),
        (sparse(sparse(tensor(), tensor(), (2,)), tensor(), (2,)), "made of sparse or nested"),
        (jagged(values=jagged(values=tensor())), "made of sparse or nested"),
        (jagged(offsets=tensor()), "arguments that are never written"),
        (call("torch._utils._rebuild_nested_tensor", tensor()), "arguments that are never written"),
        (call("torch._utils._rebuild_device_tensor_from_numpy", 3, DOUBLE, "xla:0", False), "without a tensor"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(record: Call, reason: str) -> None:
    with pytest.raises(CorruptError, match=reason):
        entry_of(record)


@pytest.mark.parametrize(
    "record",
    [
        per_channel([1.0, 2.0], scheme="per_channel_symmetric"),
        sparse(tensor(), layout="blocked"),
        sparse(tensor(), layout=Global("os", "x")),
    ],
)
def test_schemes_and_layouts_nobody_knows(record: Call) -> None:
    with pytest.raises(UnsupportedError):
        entry_of(record)


def test_numpy_scalars_as_quantisation_parameters() -> None:
    entry = entry_of(per_channel([1, 2.5]))
    assert entry is not None
    assert entry.quantization is not None
    assert entry.quantization.scale == (1.0, 2.5)


def test_other_calls_make_no_tensor() -> None:
    assert entry_of(HOOKS) is None
    assert entry_of(Call(tensor(), ())) is None
    assert (
        entry_of(call("torch._tensor._rebuild_from_type_v2", Global("os", "system"), Global("a", "B"), (), None))
        is None
    )
    assert entry_of(Persistent("x")) is None
    assert entry_of(Persistent(("module", Global("a", "B"), "", ""))) is None
    assert entry_of(Persistent(("storage", FLOAT, "0", "meta", 6))) is None


def test_parts_shared_by_parts_end() -> None:
    """Sparse tensors made of sparse tensors would double with each level."""
    record = sparse(tensor(), tensor(), (2,))
    for _ in range(60):
        record = sparse(record, record, (2,))
    with pytest.raises(CorruptError):
        entry_of(record)


def test_scales_shared_by_many_tensors_are_read_once() -> None:
    reads = 0

    def lookup(_key: str) -> MemoryStorage:
        nonlocal reads
        reads += 1
        return MemoryStorage(bytes(24))

    record = per_channel(tensor(storage(), 0, (2,), (1,)))
    tensors = TorchTensors(TorchStorages(lookup))
    first, second = tensors.entry(record, ("a",)), tensors.entry(record, ("b",))
    assert first is not None
    assert second is not None
    assert first.quantization is second.quantization


def test_a_quantizer_shared_with_a_smaller_tensor_is_checked_again() -> None:
    record = per_channel([1.0, 2.0])
    other = call("torch._utils._rebuild_qtensor", record.args[0], 0, (3,), (1,), record.args[4], False, HOOKS)
    tensors = TorchTensors(storages())
    assert tensors.entry(record, ()) is not None
    with pytest.raises(CorruptError, match="2 scales"):
        tensors.entry(other, ())


def test_bits_that_are_not_plainly_true_are_not_set() -> None:
    metadata = PickledDict()
    metadata.pairs = [("conj", 1), ("neg", "yes")]
    entry = entry_of(tensor(storage(), 0, (2,), (1,), False, HOOKS, metadata))
    assert entry is not None
    assert not entry.conjugate
    assert not entry.negative


def test_nothing_is_worse_than_a_finding(tmp_path: Path) -> None:
    """One broken tensor does not hide the others."""
    path = tmp_path / "a.pt"
    torch.save({"a": torch.zeros(3), "b": torch.zeros(2)}, path)
    data = path.read_bytes().replace(b"K\x03\x85", b"K\x07\x85")
    path.write_bytes(data)
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["b"]
        (finding,) = [one for one in checkpoint.findings if one.severity is Severity.WARNING]
        assert "a can't be read: a tensor reaches element 7 of a storage of 3" in finding.message


def test_plain_pickles_of_tensors() -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        data = pickle.dumps(
            {"w": torch.arange(6.0).reshape(2, 3), "again": torch.zeros(2, dtype=torch.bfloat16)}, protocol
        )
        found = entries_of_pickle(MemoryStorage(data), all_recognisers(), PickleContext())
        first, second = found.entries
        assert isinstance(first, TensorEntry)
        assert isinstance(second, TensorEntry)
        assert (first.shape, second.dtype.name) == ((2, 3), "bfloat16")
        assert first.storage is not None
        assert first.storage.read() == torch.arange(6.0).numpy().tobytes()


@pytest.mark.parametrize(("dtype", "values"), [(torch.bfloat16, [1.5, -2.25]), (torch.int32, [1, -2])])
def test_tensors_rebuilt_on_another_device_are_converted(
    tmp_path: Path, dtype: torch.dtype, values: list[float]
) -> None:
    class Device:
        def __reduce__(self) -> tuple[Any, ...]:
            array = np.array([1.5, -2.25], "f4")
            return torch._utils._rebuild_device_tensor_from_numpy, (array, dtype, "xla:1", False)

    torch.save({"w": Device()}, tmp_path / "x.pt")
    with inspector.open(tmp_path / "x.pt") as checkpoint:
        (entry,) = checkpoint.tensors
        assert entry.dtype.name == str(dtype).removeprefix("torch.")
        assert checkpoint.read(entry).tolist() == values
