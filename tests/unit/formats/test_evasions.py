"""Ways around a scanner: files that run something when their own library loads them, whatever they look like."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import re
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import torch

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity


class Attack:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("true",)


EVIL = pickle.dumps(Attack(), 2)


def findings(path: Path) -> list[Finding]:
    try:
        with inspector.open(path) as checkpoint:
            return list(checkpoint.findings)
    except CheckpointError as error:
        return list(error.findings) if "DANGER: " in str(error) else []


def worst(path: Path) -> Severity:
    severities = {finding.severity for finding in findings(path)}
    return next((each for each in (Severity.DANGER, Severity.WARNING) if each in severities), Severity.INFO)


def name(module: str, qualname: str) -> bytes:
    return b"".join(b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, qualname)) + b"\x93"


def call(module: str, qualname: str, *args: bytes) -> bytes:
    return name(module, qualname) + b"(" + b"".join(args) + b"tR"


TEXT, ITEM = b"\x8c\x02id", name("uuid", "_get_command_stdout")


@pytest.mark.parametrize(
    "pickled",
    [
        call("uuid", "_get_command_stdout", TEXT),
        call("test.support.script_helper", "assert_python_ok", TEXT),
        call("pipes", "quote", TEXT),  # Python no longer has it; who has an older one does
        call("_distutils_hack", "do_override"),
        call(
            "collections",
            "deque",
            call("builtins", "map", call("functools", "partial", name("mine", "helper")), b"]Na"),
        ),
        call("anydbm", "open", TEXT),
        call("whichdb", "whichdb", TEXT),
        call("SocketServer", "TCPServer", TEXT),
        call("torch.hub", "ZipFile", TEXT),
        call("torch.distributed", "TCPStore", TEXT),
        call("torch.utils.tensorboard", "SummaryWriter", TEXT),
        call("pandas", "HDFStore", TEXT),
        call("torch.package", "PackageImporter", TEXT),
        call("numpy", "DataSource", TEXT),
        call("typing", "_eval_type", TEXT, TEXT),
        call("torch._tensor", "_rebuild_from_type_v2", ITEM, name("torch", "Tensor"), TEXT + b"\x85", b"}"),
        call("jax._src.array", "_reconstruct_array", ITEM, TEXT + b"\x85", b"}", b"}"),
        call("collections", "deque", call("builtins", "map", ITEM, b"]" + TEXT + b"a")),
        call("collections", "deque", call("itertools", "imap", name("mine", "helper"), b"]" + TEXT + b"a")),
        call("collections", "Counter", call("builtins", "map", call("functools", "partial", ITEM, TEXT), b"]Na")),
        name("torch.nn.modules.linear", "Linear") + b"}\x8c\x07forward" + name("mine", "helper") + b"sb",
        name("torch.nn", "functional") + b"}\x8c\x04relu" + name("torch", "Tensor") + b"sb",
        name("torch.serialization", "os.system") + b"(" + TEXT + b"tR",
        b"\x8c\x06posixx\x8c\x06system\x93" + TEXT + b"\x85R0" + call("posix", "system", TEXT),
        b"]\x94h\x00" + call("posix", "system", TEXT) + b"a0h\x00",
        b"(" + TEXT + b"ios\nsystem\n",
        b"(" + name("posix", "system") + TEXT + b"o",
        call("posix", "system", TEXT) + b"Q",
        call("numpy", "memmap", TEXT),
        call("numpy._core.memmap", "memmap", TEXT),
        name("numpy", "memmap") + TEXT + b"\x85\x81",
        call("copyreg", "__newobj__", name("numpy", "memmap"), TEXT),
        call("collections", "deque", call("builtins", "map", name("numpy", "memmap"), b"]" + TEXT + b"a")),
        call("torch.distributed.device_mesh", "DeviceMesh", TEXT, b"]K\x00a"),
        call("torch.ao.quantization.fake_quantize", "FakeQuantize", name("mine", "helper")),
        call("torch.ao.quantization.fake_quantize", "FakeQuantize", call("functools", "partial", ITEM, TEXT)),
        call("torch.nn.functional", "boolean_dispatch", TEXT),
        call("torch.nn.functional", "import_module", TEXT),
        call("sklearn.utils", "validation.joblib.load", TEXT),
        call("sklearn.datasets._base", "_fetch_remote", TEXT),
        call("torch._C._distributed_c10d", "FileStore", TEXT),
        call("weakref", "finalize", name("torch", "Tensor"), name("mine", "helper")),
        call("dataclasses", "_create_fn", TEXT, b"]", b"]"),
        b"\x82\x05" + TEXT + b"\x85R",
    ],
)
def test_pickles_that_run_something(pickled: bytes, tmp_path: Path) -> None:
    for number, data in enumerate(
        (b"\x80\x04" + pickled + b".", pickled + b".", b"\x80\x04" + pickled + b"\xff", pickled)
    ):
        (tmp_path / f"{number}.pkl").write_bytes(data)
        assert worst(tmp_path / f"{number}.pkl") is Severity.DANGER, number


@pytest.mark.parametrize(
    "pickled",
    [
        call("functools", "partial", name("mine", "helper"), TEXT),
        call("collections", "defaultdict", name("builtins", "list")),
        call(
            "numpy.ma.core",
            "_mareconstruct",
            name("numpy.ma.core", "MaskedArray"),
            name("numpy", "ndarray"),
            b"K\x00\x85",
        ),
        name("argparse", "Namespace") + b")\x81}\x8c\x02fn" + name("torch.nn.functional", "relu") + b"sb",
        call("jax._src.array", "_reconstruct_array", name("numpy.core.multiarray", "_reconstruct"), b")", b"}", b"}"),
        call("numpy.core.multiarray", "_reconstruct", name("numpy", "memmap"), b"K\x00\x85", b"C\x01b"),
        name("torch.distributed.device_mesh", "DeviceMesh") + b")\x81}" + TEXT + b"K\x01sb",
        call(
            "torch.ao.quantization.fake_quantize",
            "FakeQuantize",
            name("torch.ao.quantization.observer", "MinMaxObserver"),
        ),
        name("torch.distributed._shard.sharded_tensor.api", "ShardedTensor.ProcessGroupState") + b")\x81",
    ],
)
def test_honest_pickles_are_no_danger(pickled: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pkl").write_bytes(b"\x80\x04" + pickled + b".")
    assert worst(tmp_path / "a.pkl") is not Severity.DANGER


def torch_zip(added: dict[str, bytes], left_out: str = "") -> bytes:
    """A torch file with more records, and without one."""
    buffer = io.BytesIO()
    torch.save({"w": torch.arange(3.0)}, buffer)
    with zipfile.ZipFile(buffer) as archive:
        records = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    records.pop(left_out, None)
    records |= added
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for record, data in records.items():
            archive.writestr(f"archive/{record}", data)
    return changed.getvalue()


def tar(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for member, data in members.items():
            info = tarfile.TarInfo(member)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def npy(array: np.ndarray[Any, Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    return buffer.getvalue()


def headed(header: str, version: int, data: bytes) -> bytes:
    """An ``.npy`` file of a header that NumPy reads but would not have written."""
    size = len(header.encode()).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + size + header.encode() + data


def npz(member: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, w=np.ones(2))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(member, data)
    return buffer.getvalue()


def with_attribute(value: np.bytes_) -> bytes:
    """An HDF5 file with an attribute, which PyTables unpickles where it may be a pickle."""
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        file.create_dataset("w", data=np.ones(2)).attrs["note"] = value
    return buffer.getvalue()


OBJECTS = npy(np.array([Attack()], dtype=object))
SOUND = torch_zip({})
LEGACY = io.BytesIO()
torch.save({"w": torch.ones(2)}, LEGACY, _use_new_zipfile_serialization=False)
CASE = torch_zip({"DATA.PKL": EVIL}, left_out="data.pkl")


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.pt", CASE),
        ("a.pt", torch_zip({"data.pkl": EVIL[:-1], "DATA.PKL": b"."})),
        ("a.pt", torch_zip({"Data/0": bytes(12)})),
        ("a.pt", torch_zip({"extra/notes.txt": EVIL})),
        ("a.pt", torch_zip({"x": b"(S'true'\nios\nsystem\n."})),
        (
            "a.pt2",
            torch_zip({"archive_format": b"pt2", "data/aotinductor/m/w.so": b"\x7fELF"}),
        ),
        ("a.pt2", torch_zip({"archive_format": b"pt2", "data/weights/w_0": EVIL})),
        (
            "a.pt2",
            torch_zip({"archive_format": b"pt2", "data/sample_inputs/m.pt": CASE}),
        ),
        ("a.pt", CASE[:-30]),  # without the end of its directory
        ("a.pt", CASE.replace(b"PK\x01\x02", b"PK\x01\x03")),
        ("a.npz", b"lead" + torch_zip({"w": OBJECTS})),
        ("a.zip", SOUND[:-22] + CASE),
        ("a.tar", tar(**{"model.pt": SOUND, "handler": EVIL})),
        ("a.tar", tar(notes=b"none", handler=EVIL)),
        ("a.tar", tar(**{"notes": b"none", "w.npy": OBJECTS})),
        ("a.pkl", pickle.dumps({"a": 1}) + EVIL[:-1]),
        ("a.pkl", pickle.dumps({"a": 1}) * 5 + EVIL),
        ("a.pth", LEGACY.getvalue() + EVIL),
        ("a.npz", torch_zip({"w.npy": npy(np.zeros(2)), "x": EVIL}, left_out="data.pkl")),
        ("a.npy", OBJECTS),
        ("a.npy", OBJECTS[:-1]),
        ("a.bin", EVIL[:-1]),
        ("a.pkl.gz", gzip.compress(EVIL[:-1], mtime=0)),
        ("a.pkl", EVIL[:-1] + SOUND),
        ("a.pkl", tar(**{"cposix\nsystem\n(Vid\ntR.": b"abc", "w.npy": npy(np.ones(3))})),
        ("a.h5", with_attribute(np.bytes_(pickle.dumps(Attack(), 0)))),
        ("a.h5", with_attribute(np.bytes_(pickle.dumps(Attack(), 2)))),
        ("a.nemo", tar(**{"model_config.yaml": b"trainer:\n  _target_: os.system\n", "w.ckpt": SOUND})),
        ("a.tar", tar(**{"hparams.yaml": b"a: !!python/object/apply:os.system ['id']\n", "w.ckpt": SOUND})),
        *(
            (f"a{suffix}", made)
            for made, suffix in (
                (headed("{'descr': 'object', 'fortran_order': False, 'shape': (1,)}\n", 1, EVIL), ".npy"),
                (headed("{'descr': ('|O', (1,)), 'fortran_order': False, 'shape': (1,)}\n", 2, EVIL), ".npy"),
                (
                    npz("w2.npy", headed("{'descr': 'object', 'fortran_order': False, 'shape': (1,)}\n", 3, EVIL)),
                    ".npz",
                ),
                (npz("x", headed("{'shape': (1,),\n'descr': 'object', 'fortran_order': False}\n", 1, EVIL)), ".npz"),
            )
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # archives hold the time at which they were made
)
def test_files_that_run_something(file: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(data)
    assert worst(tmp_path / file) is Severity.DANGER


def test_a_record_in_other_letters_holds_the_values_that_torch_loads(tmp_path: Path) -> None:
    path = tmp_path / "a.pt"
    path.write_bytes(torch_zip({"Data/0": np.arange(3, 6, dtype="<f4").tobytes()}, left_out="data/0"))
    (tensor,) = torch.load(path).values()
    with inspector.open(path) as checkpoint:
        assert inspector.read(checkpoint, "w").tolist() == tensor.tolist()


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_tensor_that_is_given_another_storage_is_said(wrapped: bool, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    tensors = [torch.arange(3.0), torch.arange(10.0, 13.0)]
    torch.save([torch.nn.Parameter(each) for each in tensors] if wrapped else tensors, buffer)
    with zipfile.ZipFile(buffer) as archive:
        data = archive.read("archive/data.pkl")
    first, second = (match.end() for match in re.finditer(rb"Q", data))  # of two storages
    storage = data[data.rindex(b"(", 0, second) : second]
    behind = data.index(b"R", data.index(b"R", first) + 1) + 1  # of its hooks, then of the tensor
    changed = data[:behind] + b"(" + storage + b"K\x00K\x03\x85K\x01\x85tb" + data[behind:]
    (tmp_path / "a.pt").write_bytes(torch_zip({"data.pkl": changed, "data/1": archive_bytes(buffer, "archive/data/1")}))
    first = torch.load(tmp_path / "a.pt", weights_only=False)[0]
    assert first.tolist() == [10.0, 11.0, 12.0]
    assert "changed-tensor" in [finding.code for finding in findings(tmp_path / "a.pt")]


def archive_bytes(buffer: io.BytesIO, member: str) -> bytes:
    with zipfile.ZipFile(buffer) as archive:
        return archive.read(member)
