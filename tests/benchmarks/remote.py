"""Files on a server that is 20 ms away, against downloading them first."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable

from inspector.text import size_text
from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child, seconds_to_run
from tests.benchmarks.report import Result, seconds_text
from tests.range_server import RangeServer, SparseFile, served

__all__ = ["remote_diff", "remote_histogram", "remote_open"]

_LATENCY_S = 0.02
_SHARDS = 100


def remote_open(_: Files) -> list[Result]:
    """A repository of 500 GB in 100 shards of 40 tensors: its index within 3 s and 2 MB."""
    shards = {f"model-{at + 1:05}-of-{_SHARDS:05}.safetensors": _shard(at, 40, 125_000_000) for at in range(_SHARDS)}
    with served() as server:
        _serve(server, {"main": shards})
        seconds, nbytes, requests = _asked(server, opened, "hf://owner/large")
    total = size_text(sum(map(len, shards.values())))
    return [
        Result(f"open {total} on a hub, 20 ms away", seconds_text(seconds), f"{requests} requests", seconds, 3, "s"),
        Result("bytes for that", f"{nbytes / 1e6:.2f} MB", f"{total}, downloading it", nbytes / 1e6, 2, "MB"),
    ]


def remote_histogram(files: Files) -> list[Result]:
    """The histogram of one tensor of 96: at most 1.02 times its bytes, and a fraction of what curl takes for the file."""
    nbytes = files.gigabytes(1) // 24
    with served(lambda server: setattr(server, "has_etags", False)) as server:
        server.files["/model.safetensors"] = _shard(0, 96, nbytes)
        server.latency = _LATENCY_S
        address = server.address("model.safetensors")
        seconds, fetched, _ = _asked(server, histogram_of_one, address)
        curl = seconds_to_run("curl", "--silent", "--output", os.devnull, address)
    against = f"{seconds_text(curl)}, curl of the file"
    return [
        Result("histogram of 1 of 96 tensors, 20 ms away", seconds_text(seconds), against, seconds / curl, 0.5),
        Result("bytes for that", size_text(fetched), size_text(nbytes), fetched / nbytes, 1.02),
    ]


def remote_diff(_: Files) -> list[Result]:
    """Two revisions of 10 shards, of which 2 differ by their hashes: no more than these are fetched, of each."""
    old = {f"model-{at + 1:05}-of-00010.safetensors": _shard(at, 4, 2_000_000) for at in range(10)}
    new = {name: SparseFile(file.head, len(file), last=at < 2) for at, (name, file) in enumerate(old.items())}
    with served() as server:
        _serve(server, {"v1": old, "v2": new})
        seconds, fetched, _requests = _asked(server, compared, "hf://owner/large@v1", "hf://owner/large@v2")
    differing = 2 * sum(len(file) for file in list(old.values())[:2])
    whole = size_text(2 * sum(map(len, old.values())))
    against = f"{size_text(differing)} differ, of {whole}"
    ours = f"{size_text(fetched)} in {seconds_text(seconds)}"
    return [Result("bytes for a diff of two revisions", ours, against, fetched / differing, 1.02)]


def _shard(number: int, tensors: int, nbytes: int) -> SparseFile:
    """A safetensors file of zeros."""
    header, offset = {}, 0
    for at in range(tensors):
        header[f"layers.{number}.{at}.weight"] = {
            "dtype": "F32", "shape": [nbytes // 4], "data_offsets": [offset, offset + nbytes // 4 * 4],
        }  # fmt: skip
        offset += nbytes // 4 * 4
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return SparseFile(len(text).to_bytes(8, "little") + text, 8 + len(text) + offset)


def _serve(server: RangeServer, revisions: dict[str, dict[str, SparseFile]]) -> None:
    """Serve a repository with an index of shards; only its hashes tell what it holds."""
    server.has_etags = False
    whole: dict[str, dict[str, bytes | SparseFile]] = {}
    for revision, shards in revisions.items():
        weight_map = {key: name for name, file in shards.items() for key in json.loads(file.head[8:])}
        index = json.dumps({"weight_map": weight_map}).encode()
        whole[revision] = {**shards, "model.safetensors.index.json": index}
    server.repository("owner/large", whole)
    server.latency = _LATENCY_S


def _asked(server: RangeServer, function: Callable[..., float], *places: str) -> tuple[float, int, int]:
    """Seconds that a new process takes, which knows nothing from before; the bytes and requests that it asks for."""
    requests, nbytes = len(server.requests), server.nbytes
    with tempfile.TemporaryDirectory() as cache:
        environment = {
            **os.environ,
            "HF_ENDPOINT": server.url,
            "XDG_CACHE_HOME": cache,
            "NO_PROXY": "127.0.0.1,localhost",
        }
        seconds = in_child(function, *places, environment=environment)
    return seconds, server.nbytes - nbytes, len(server.requests) - requests


# in child processes


def opened(place: str) -> float:
    """Seconds to open."""
    import inspector
    from inspector.formats import registry  # what a command line has imported by then

    assert registry
    start = time.perf_counter()
    with inspector.open(place) as checkpoint:
        assert checkpoint.tensors
        return time.perf_counter() - start


def histogram_of_one(place: str) -> float:
    """Seconds to open, and for the statistics of one tensor."""
    import inspector

    start = time.perf_counter()
    with inspector.open(place) as checkpoint:
        inspector.statistics(checkpoint.tensors[7])
    return time.perf_counter() - start


def compared(a: str, b: str) -> float:
    """Seconds to compare."""
    import inspector

    start = time.perf_counter()
    report = inspector.compare(a, b)
    assert not report.agrees
    return time.perf_counter() - start
