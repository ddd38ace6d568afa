"""Limits grow with the file, and those of a job hold for all that is done for it."""

from __future__ import annotations

import ast
import io
import json
import pickle
import tarfile
import zipfile
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, LimitError
from inspector.jobs import Job, Stage
from inspector.limits import LIMITS, Limits
from inspector.sources.location import location_of
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage
from inspector.tensors.inflation import is_inflated
from tests.tensors import entry_of, entry_of_view

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_they_can_not_be_changed_and_are_passed_on() -> None:
    with pytest.raises(FrozenInstanceError):
        LIMITS.pickle_names = 5  # type: ignore[misc]
    strict = Limits(pickle_names=5)
    assert Stage(Job(strict), 0, 1).limits is strict
    assert Job().limits is LIMITS
    assert pickle.loads(pickle.dumps(Job(strict))).limits == strict  # in another process, too
    assert all(getattr(LIMITS, field.name) > 0 for field in fields(Limits))


def test_opcodes_grow_with_what_was_compressed_and_no_further() -> None:
    assert LIMITS.opcodes_of(1 << 40, 1 << 40) == LIMITS.pickle_opcodes_nbytes
    assert LIMITS.opcodes_of(1 << 30, 1 << 10) == LIMITS.pickle_inflated_nbytes + 32 * (1 << 10)
    assert LIMITS.opcodes_of(1 << 40, 1 << 39) == LIMITS.pickle_opcodes_nbytes


def test_what_is_looked_into_grows_with_the_file_and_no_further() -> None:
    assert LIMITS.stray_of(0) == LIMITS.stray_nbytes
    assert LIMITS.stray_of(1000) == LIMITS.stray_nbytes + 1000
    assert LIMITS.stray_of(1 << 40) == LIMITS.stray_nbytes + LIMITS.stray_more_nbytes


def _zip(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return written.getvalue()


def _tar(count: int) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for number in range(count):
            archive.addfile(tarfile.TarInfo(str(number)))
    return written.getvalue()


def _codes(path: Path, limits: Limits) -> set[str]:
    with inspector.open(path, job=Job(limits)) as checkpoint:
        return {finding.code for finding in checkpoint.findings}


@pytest.mark.parametrize(
    ("limits", "data", "sentence"),
    [
        (Limits(tar_members=3), _tar(4), "more than 3 members"),
        (Limits(zip_directory_nbytes=50), _zip(a=b"", b=b""), "directory claims"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # archives have the time in them
)
def test_a_file_that_goes_beyond_those_of_its_job_is_refused(
    limits: Limits, data: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    with pytest.raises(CheckpointError, match=sentence):
        inspector.open(path, job=Job(limits))


@pytest.mark.parametrize(
    ("limits", "data", "code"),
    [
        (Limits(pickle_entries=2), pickle.dumps({"a": 1, "b": 2, "c": 3}), "many-entries"),
        (Limits(pickle_depth=2), pickle.dumps({"a": {"b": {"c": {"d": 1}}}}), "nesting"),
        (Limits(unread_members=1), _zip(**{"a.npy": b"x", "b.npy": b"y", "m.pt": b"z"}), "unread-members"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_goes_beyond_them_in_a_file_that_opens_is_said(
    limits: Limits, data: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / ("a.npz" if data.startswith(b"PK") else "a.pkl")
    path.write_bytes(data)
    assert code in _codes(path, limits)
    assert code not in _codes(path, LIMITS)


def test_what_lies_in_a_file_has_its_limits() -> None:
    empty = MemoryStorage(b"")
    inside = Source(location_of("a"), empty, Limits(archive_depth=1)).within(empty, "b")
    with pytest.raises(LimitError, match="more than 1 archives"):
        inside.within(empty, "c")


def test_a_text_beside_weights_is_read_up_to_the_limit(tmp_path: Path) -> None:
    text = json.dumps({"auto_map": {"AutoModel": "modeling.Net"}}).encode()
    path = tmp_path / "a.npz"
    path.write_bytes(_zip(**{"config.json": text, "w.npy": b""}))
    assert "code-beside-weights" in _codes(path, LIMITS)
    assert "code-beside-weights" not in _codes(path, Limits(companion_nbytes=5))


def test_what_is_not_in_the_file_grows_with_what_is() -> None:
    limits = Limits(inflated_nbytes=1000, decoded_inflation=32, sparse_nbytes=5000, sparse_inflated_nbytes=100)
    assert (limits.tensor_of(10), limits.tensor_of(10, is_decoded=True)) == (1010, 1320)
    assert (limits.sparse_of(10), limits.sparse_of(1 << 40)) == (110, 5000)
    one = np.ones(1, np.float32)
    expanded = entry_of_view(np.broadcast_to(one, 300), one)
    assert is_inflated(expanded, limits)
    assert not is_inflated(entry_of(one), limits)
    assert not is_inflated(expanded)


@pytest.mark.parametrize(
    ("file", "limits", "words"),
    [
        ("jax/model.msgpack", Limits(tree_depth=1), "more than 1 maps or lists within each other"),
        ("boosters/model.ubj", Limits(tree_depth=2), "more than 2 objects or arrays within each other"),
        ("boosters/model.ubj", Limits(tree_value_nbytes=3), "has a text of"),
        ("boosters/model.json", Limits(document_objects_nbytes=100), "once it is parsed"),
        ("boosters/lightgbm.txt", Limits(document_nbytes=100), "at most 100 B are read at once"),
        ("hdf5/earliest.h5", Limits(path_depth=1), "lies in more groups than are gone through"),
        ("hdf5/earliest.h5", Limits(path_names=2), "lies in more groups than are gone through"),
        ("dcp/two_ranks", Limits(shards=0), "is one of more than 0 files"),
        ("gguf/split-00001-of-00003.gguf", Limits(open_files=2), "part 1 of 3"),
        ("onnx/external", Limits(open_files=0), "has its data in more than 0 files"),
        ("tensorflow/parts.index", Limits(open_files=1), "has its data in more than 1 files"),
        ("zarr/version_2", Limits(store_folders=1), "too many folders"),
        ("zarr/version_2", Limits(store_depth=0), "too deep ones"),
        ("zarr/ocdbt", Limits(ocdbt_manifest_nbytes=10), "has a manifest.ocdbt of"),
        ("zarr/ocdbt", Limits(ocdbt_node_nbytes=30), "decompresses to more than 30 bytes"),
        ("zarr/ocdbt", Limits(ocdbt_nbytes=10), "has an OCDBT tree of more than 10 B"),
        ("zarr/ocdbt", Limits(ocdbt_keys=2), "has an OCDBT tree of more than 2 keys"),
        ("zarr/ocdbt", Limits(ocdbt_files=0), "lies in more than 0 files"),
        ("hdf5/latest.h5", Limits(listed_chunks=0), "chunks; at most 0 are read"),
        ("hdf5/latest.h5", Limits(structures_nbytes=0, structures_rereading=0), "refer to each other without end"),
        ("tflite/int8.tflite", Limits(structures_nbytes=0, structures_rereading=0), "many times more than it holds"),
        ("onnx/constants.onnx", Limits(graph_depth=0), "has graphs nested more than 0 deep"),
        ("onnx/dtypes.onnx", Limits(field_nbytes=2), "where names and numbers are expected"),
        ("tensorflow/types.index", Limits(table_keys_nbytes=0, table_keys_inflation=0), "keys out of all proportion"),
        ("npy/delta.npy", Limits(array_header_nbytes=20), "has a header of"),
        ("torch/quantized.pt", Limits(channels=1), "quantised in"),
        ("onnx/dtypes.onnx", Limits(tree_values=1), "elements one by one"),
        ("keras/keras2.h5", Limits(document_objects_nbytes=9), "would take too much memory, and is not shown"),
        ("torch/model.pt2", Limits(document_objects_nbytes=9), "once it is parsed"),
        ("torch/model.pt2", Limits(document_nbytes=20), "at most 20 B are read at once"),
        ("matlab/level_4.mat", Limits(sparse_indices=1), "is a sparse array of"),
        ("skops/pipeline.skops", Limits(path_names=10), "too deep in each other"),
        ("keras/keras3.keras", Limits(path_names=10), "has more than can be shown"),
        ("archives/release.zip", Limits(member_nbytes=0, member_inflation=0), "as no weights do"),
    ],
)
def test_readers_keep_to_the_limits_of_their_job(file: str, limits: Limits, words: str) -> None:
    path = FIXTURES / file
    with inspector.open(path) as checkpoint:
        assert not any(words in finding.message for finding in checkpoint.findings)
    try:
        with inspector.open(path, job=Job(limits)) as checkpoint:
            said = " ".join(finding.message for finding in checkpoint.findings)
    except CheckpointError as error:
        said = str(error)
    assert words in said


@pytest.mark.parametrize("database", ["ocdbt_names", "ocdbt_keys"])
def test_names_of_a_database_count_with_what_they_share(database: str) -> None:
    with pytest.raises(LimitError, match=r"has an OCDBT tree of more than 8\.00 MiB"):
        inspector.open(FIXTURES / "hostile_bounds" / database, job=Job(Limits(ocdbt_nbytes=8 << 20)))


#: Where a refusal does not depend on the limits of a job, and why.
_JUSTIFIED = {
    "adapters/assembly.py": "memory for the factors of one module, computed where no job is known",
    "formats/boosters/xgboost_json.py": "what a model lays into each other; each level is gone over once more",
    "formats/hdf5/szip.py": "what its decoder undoes in seconds; filters know no job",
    "sources/location.py": "what the user's own folder lists",
    "sources/remote/stores.py": "what a server lists",
    "sources/snappy.py": "no block of snappy can hold more",
}


def _own_limits(module: ast.Module) -> set[str]:
    """The module's own constants that decide in it whether a LimitError is raised."""
    constants = {
        name.id
        for statement in module.body
        if isinstance(statement, ast.Assign)
        for name in ast.walk(statement)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store) and name.id.isupper()
    }
    refusing = [
        branch.test
        for branch in ast.walk(module)
        if isinstance(branch, ast.If)
        for statement in branch.body
        if isinstance(statement, ast.Raise) and statement.exc and "LimitError" in ast.unparse(statement.exc)
    ]
    return constants & {name.id for test in refusing for name in ast.walk(test) if isinstance(name, ast.Name)}


def test_what_is_refused_as_too_much_is_told_by_the_limits_alone() -> None:
    package = Path(inspector.__file__).parent
    found = {
        path.relative_to(package).as_posix(): names
        for path in sorted(package.rglob("*.py"))
        if "LimitError" in (text := path.read_text("utf-8")) and (names := _own_limits(ast.parse(text)))
    }
    assert found.keys() == _JUSTIFIED.keys(), found
