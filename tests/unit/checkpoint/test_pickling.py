"""Checkpoints and entries in other processes: by location, not by value, and the same to the last bit."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.analysis.statistics import statistics
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.sharing import find_sharing
from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.tensors.dtypes import DTYPES, STRING, dtype_of_numpy
from inspector.tensors.entries import Attribute, Key, ObjectEntry, Opaque, ValueEntry
from inspector.tensors.hashing import sha256
from tests.tensors import entry_of

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def saved(path: Path) -> Path:
    base = torch.randn(64, 300, generator=torch.Generator().manual_seed(0))
    sparse = torch.eye(20).to_sparse()
    conjugate = torch.randn(9, dtype=torch.complex64, generator=torch.Generator().manual_seed(1)).conj()
    state = {
        "base": base, "view": base.t()[3:200:7], "half": base.bfloat16(), "conjugate": conjugate, "sparse": sparse,
        "meta": torch.empty(3, device="meta"), "step": 3, 7: (1, "two"),
    }  # fmt: skip
    torch.save(state, path)
    return path


def test_statistics_in_another_process_are_ours_to_the_last_bit(tmp_path: Path, elsewhere: ProcessPoolExecutor) -> None:
    plain = saved(tmp_path / "model.pth")
    packed = tmp_path / "model.pth.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    np.savez_compressed(tmp_path / "arrays.npz", a=np.random.default_rng(0).standard_normal((300, 400)))
    quantized = FIXTURES / "torch" / "quantized_legacy.pt"
    for path in (plain, packed, tmp_path / "arrays.npz", quantized):
        with inspector.open(path) as checkpoint:
            for entry in checkpoint.tensors:
                if entry.storage is None:
                    continue
                ours = statistics(entry)
                theirs = elsewhere.submit(statistics, entry).result(60)
                assert pickle.dumps(theirs) == pickle.dumps(ours), entry.key


@pytest.mark.parametrize(
    "path",
    [
        expected.parent / case["file"]
        for expected in sorted(FIXTURES.glob("*/EXPECTED.json"))
        for case in json.loads(expected.read_text())
        if "verdict" not in case
    ],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_every_checkpoint_is_the_same_once_pickled(path: Path) -> None:
    with inspector.open(path) as checkpoint:
        copy: Checkpoint = pickle.loads(pickle.dumps(checkpoint))
        with copy:
            assert (copy.location, copy.format, list(copy.findings)) == (
                checkpoint.location, checkpoint.format, list(checkpoint.findings)
            )  # fmt: skip
            assert repr(dict(copy.metadata)) == repr(dict(checkpoint.metadata))
            assert [type(entry) for entry in copy.entries] == [type(entry) for entry in checkpoint.entries]
            assert [entry.path for entry in copy.entries] == [entry.path for entry in checkpoint.entries]
            assert find_sharing(copy.entries).groups == find_sharing(checkpoint.entries).groups
            for ours, theirs in zip(checkpoint.tensors, copy.tensors, strict=True):
                assert theirs.view_key == ours.view_key
                assert sha256(theirs, Job()) == sha256(ours, Job())


def test_what_was_pickled_is_read_again_after_it_was_closed_but_not_after_it_was_changed(tmp_path: Path) -> None:
    path = saved(tmp_path / "model.pth")
    with inspector.open(path) as checkpoint:
        entry = checkpoint["base"]
    with pytest.raises(CheckpointError, match="is closed"):
        checkpoint.read(entry)  # type: ignore[arg-type]
    pickled = pickle.dumps(entry)
    assert checkpoint.read(pickle.loads(pickled)).shape == (64, 300)
    with path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(CheckpointError, match=r"model\.pth: was changed since it was indexed"):
        checkpoint.read(pickle.loads(pickled))


@pytest.mark.parametrize(
    "entry",
    [
        ValueEntry(("a", 1, Attribute("b"), Key(3.5, opaque=True)), {"x": [1, Opaque("torch.float16")]}),
        ObjectEntry(("o",), "torch.nn.Linear", MappingProxyType({"training": True})),
        ObjectEntry((), "collections.Counter"),
        entry_of(np.ones(3), attributes=MappingProxyType({"device": "cuda:0"})),
        entry_of(np.ones(3), conjugate=True),
    ],
)
def test_entries_survive_pickling(entry: Any) -> None:
    copy = pickle.loads(pickle.dumps(entry))
    assert type(copy) is type(entry)
    for name in entry.__struct_fields__:
        ours, theirs = getattr(entry, name), getattr(copy, name)
        assert theirs.key == ours.key if name == "storage" else theirs == ours


def test_an_entry_is_short() -> None:
    """Twenty thousand are sent at once."""
    lists = ([entry_of(np.ones(3), path=(f"layers.{n}.weight",)) for n in range(count)] for count in (1, 101))
    one, two = map(pickle.dumps, lists)
    assert (len(two) - len(one)) / 100 < 90


def test_types_of_the_table_are_those_of_the_table() -> None:
    for dtype in (*DTYPES.values(), STRING):
        assert pickle.loads(pickle.dumps(dtype)) is dtype
    for dtype in (DTYPES["float32"].big_endian(), dtype_of_numpy(np.dtype("<U5")), dtype_of_numpy(np.dtype("i4,f8"))):
        assert pickle.loads(pickle.dumps(dtype)) == dtype
