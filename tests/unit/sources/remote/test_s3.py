"""A server of S3 that is not ours: moto's, which checks what obstore asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import numpy as np
import numpy.typing as npt
import pytest
from moto.server import ThreadedMotoServer
from safetensors.numpy import save

import inspector
from inspector.errors import CheckpointError
from tests.command_line import answer_to

pytestmark = pytest.mark.slow

SECRET = "planted-secret-access-key"
WEIGHTS: dict[str, npt.NDArray[Any]] = {"a": np.arange(30_000, dtype=np.float32), "b": np.ones((3, 4))}
OTHER = {**WEIGHTS, "b": np.zeros((3, 4))}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of the server, with a folder of two shards and a single file."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1",
        aws_access_key_id="someone", aws_secret_access_key=SECRET,
    )  # fmt: skip
    client.create_bucket(Bucket="models")
    for key, arrays in {
        "one.safetensors": WEIGHTS,
        "other.safetensors": OTHER,
        "large/model-00001-of-00002.safetensors": {"a": WEIGHTS["a"]},
        "large/model-00002-of-00002.safetensors": {"b": WEIGHTS["b"]},
    }.items():
        client.put_object(Bucket="models", Key=key, Body=save(arrays))
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def credentials(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": address, "AWS_ALLOW_HTTP": "true", "AWS_ACCESS_KEY_ID": "someone",
        "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)


def test_files_and_folders_of_shards_open() -> None:
    with inspector.open("s3://models/one.safetensors") as checkpoint:
        for key, expected in WEIGHTS.items():
            assert np.array_equal(inspector.read(checkpoint, key), expected)
    with inspector.open("s3://models/large/") as checkpoint:
        assert [tensor.key for tensor in checkpoint.tensors] == ["a", "b"]
        assert np.array_equal(inspector.read(checkpoint, "b"), WEIGHTS["b"])


@pytest.mark.parametrize("place", ["models/none.safetensors", "nowhere/one.safetensors"])
def test_what_is_not_there_is_a_sentence(place: str) -> None:
    with pytest.raises(CheckpointError, match=rf"s3://{place}: .*") as caught:
        inspector.open(f"s3://{place}")
    assert len(str(caught.value)) < 200


def test_secrets_are_nowhere_in_what_is_printed_or_kept(
    own_cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words: list[list[object]] = [
        ["ls", "s3://models/one.safetensors", "--json"],
        ["stats", "s3://models/large/"],
        ["diff", "s3://models/one.safetensors", "s3://models/other.safetensors", "--html", tmp_path / "page.html"],
        ["hash", "s3://models/one.safetensors", "-o", tmp_path / "manifest"],
        ["scan", "s3://models/none.safetensors", "s3://models/one.safetensors", "--format", "sarif"],
        ["report", "s3://models/one.safetensors", "--html", tmp_path / "report.html"],
    ]
    for command in words:
        answer = answer_to(capsys, *command)
        assert SECRET not in answer.out + answer.err
        assert answer.status == {"diff": 1, "scan": 3}.get(str(command[0]), 0)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len([path for path in kept if path.is_relative_to(own_cache)]) >= 3
    assert not [path for path in kept if SECRET.encode() in path.read_bytes()]
