"""What a document may take before and after it is parsed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import inspector
from inspector.errors import CheckpointError, LimitError
from inspector.jobs import Job
from inspector.limits import LIMITS, Limits
from inspector.sources.documents import read_document
from inspector.sources.storage import MemoryStorage

SMALL = Limits(document_nbytes=10_000, document_objects_nbytes=20_000)


@pytest.mark.parametrize(
    "value",
    [
        [[]] * 1000,
        [{}] * 1000,
        {str(number): number for number in range(1000)},
        [[number, float(number)] for number in range(1000, 2000)],
        {f"model.layers.{number}.weight": "model-00001-of-00002.safetensors" for number in range(1000)},
    ],
)
def test_objects_are_not_more_than_was_counted(value: object) -> None:
    """The count is an upper bound that is not far off: what it refuses does take about as much."""
    document = json.dumps(value, separators=(",", ":")).encode()
    taken = size_of(json.loads(document))
    limits = Limits(document_objects_nbytes=taken // 2)
    with pytest.raises(LimitError, match="once it is parsed"):
        read_document(MemoryStorage(document), limits)
    assert read_document(MemoryStorage(document), Limits(document_objects_nbytes=3 * taken)) == document
    assert read_document(MemoryStorage(document), limits, is_text=True) == document


def size_of(value: object) -> int:
    inside: list[object] = []
    if isinstance(value, dict):
        inside = [*value.keys(), *value.values()]
    elif isinstance(value, list):
        inside = value
    return sys.getsizeof(value) + sum(map(size_of, inside))


def test_a_long_document_is_refused_before_it_is_read() -> None:
    with pytest.raises(LimitError, match=r"document of 11\.7 KiB"):
        read_document(MemoryStorage(b" " * 12_000), SMALL)


def test_the_index_of_a_large_model_is_read() -> None:
    """Of one with a million tensors."""
    entry = b'"model.layers.100.block_sparse_moe.experts.7.w2.weight":"model-00001-of-00100.safetensors",'
    document = b'{"weight_map":{' + 1_000_000 * entry + b"}}"
    assert len(read_document(MemoryStorage(document), LIMITS)) == len(document)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("model.safetensors.index.json", b'{"weight_map":{"a":"m.safetensors"},"metadata":[%s[]]}'),
        ("model.weights.json", b'{"metadata":[%s[]],"weight_map":{}}'),
        ("booster.json", b'{"learner":{"attributes":{},"gradient_booster":{"x":[%s[]]}},"version":[1,7,0]}'),
    ],
)
def test_readers_of_documents_keep_to_the_limits_of_their_job(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data % (b"[]," * 500))
    with pytest.raises(CheckpointError, match=r"more than 19\.5 KiB once it is parsed"):
        inspector.open(path, job=Job(SMALL))


def test_an_entry_of_a_header_that_is_no_tensor_is_bounded(tmp_path: Path) -> None:
    header = b'{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"x":[%s[]]}' % (b"[]," * 500)
    path = tmp_path / "a.safetensors"
    path.write_bytes(len(header).to_bytes(8, "little") + header + bytes(4))
    with inspector.open(path) as checkpoint:
        assert len(checkpoint.tensors) == 1
    with pytest.raises(LimitError, match="more memory than any honest one"):
        inspector.open(path, job=Job(SMALL))
