"""How long it takes to know what is in a file, against the libraries that wrote it."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from inspector.text import size_text
from tests.benchmarks.data import Files
from tests.benchmarks.measure import forget_peak_memory, in_child, memory, peak_memory, ratio_of_children, seconds_of
from tests.benchmarks.report import Result, seconds_text

__all__ = ["open_big_pth", "open_many_pth", "open_many_safetensors", "open_million", "open_sparse_safetensors"]

_TORCH = "torch.load(mmap=True, weights_only=True, map_location='meta')"


def open_many_pth(files: Files) -> list[Result]:
    """A .pth of 20,000 tensors: every name, shape and type, at most a tenth of what torch.load takes."""
    path = files.many_pth()
    ours, torch = ratio_of_children(opened, loaded_by_torch, path, rounds=files.rounds)
    return [
        Result(
            "open a .pth of 20,000 tensors",
            seconds_text(ours),
            f"{seconds_text(torch)}, {_TORCH}",
            ours / torch,
            1 / 10,
        ),
        _memory(path, 100),
    ]


def open_big_pth(files: Files) -> list[Result]:
    """A .pth of 3 GB in 150 tensors: at most a fifth of torch.load, and 100 MB more than a bare interpreter."""
    path = files.big_pth()
    ours, torch = ratio_of_children(opened, loaded_by_torch, path, rounds=5)
    return [
        Result(
            "open a .pth of 3 GB",
            seconds_text(ours),
            f"{seconds_text(torch)}, {_TORCH}",
            ours / torch,
            1 / 5,
        ),
        _memory(path, 100),
    ]


def open_many_safetensors(files: Files) -> list[Result]:
    """A .safetensors of 20,000 tensors: at most two fifths of what safe_open takes for shape and type of each key."""
    path = files.many_safetensors(20_000)
    ours, peer = ratio_of_children(opened, looked_through_by_safetensors, path, rounds=files.rounds)
    against = f"{seconds_text(peer)}, safe_open with shape and dtype of each"
    return [
        Result("open a .safetensors of 20,000 tensors", seconds_text(ours), against, ours / peer, 2 / 5),
        _memory(path, 100),
    ]


def open_sparse_safetensors(files: Files) -> list[Result]:
    """A .safetensors of 1 TB opens like one of 1 MB with the same header: nothing depends on the size."""
    huge, small = files.sparse_safetensors(100 << 30), files.sparse_safetensors(100 << 10)
    times: dict[object, list[float]] = {huge: [], small: []}
    for path in (huge, small) * files.rounds:
        times[path] += in_child(opened, path)
    ours, peer = median(times[huge]), median(times[small])
    against = f"{seconds_text(peer)}, ours for 1 MB"
    return [Result("open a .safetensors of 1 TB", seconds_text(ours), against, ours / peer, 1.5)]


def open_million(files: Files) -> list[Result]:
    """A million tensors in ten shards: at most half a second of processor time and 40 MB for each 100,000."""
    path = files.million_shards()
    used = median(in_child(processor_time_of_opening, path) for _ in range(files.rounds))
    return [
        Result("open a million tensors in ten shards, processor time", seconds_text(used), "", used, 5, "s"),
        _memory(path, 400),
    ]


def _memory(path: Path, most: float) -> Result:
    """The row below one of the time that opening takes: how many megabytes, at their peak, above a bare interpreter."""
    bare = median(in_child(nothing) for _ in range(3))
    used = median(in_child(peak_of_opening, path) for _ in range(3))
    against = f"{size_text(int(bare))}, python"
    return Result("memory for that", size_text(int(used)), against, (used - bare) / 1e6, most, "MB")


# in child processes


def opened(path: str) -> list[float]:
    """Seconds to open a file and to look at every tensor's shape and type."""
    import inspector

    def work() -> None:
        with inspector.open(path) as checkpoint:
            assert all(tensor.shape is not None and tensor.dtype for tensor in checkpoint.tensors)

    return seconds_of(work)


def loaded_by_torch(path: str) -> list[float]:
    """Seconds torch takes to make meta tensors of a file."""
    import torch

    def work() -> None:
        tensors = torch.load(path, mmap=True, weights_only=True, map_location="meta")
        assert all(tensor.shape and tensor.dtype for tensor in tensors.values())

    return seconds_of(work)


def looked_through_by_safetensors(path: str) -> list[float]:
    """Seconds safetensors takes to tell shape and type of each key."""
    from safetensors import safe_open

    def work() -> None:
        with safe_open(path, "numpy") as file:
            for key in file.keys():  # noqa: SIM118 - it is no mapping
                tensor = file.get_slice(key)
                assert tensor.get_shape()
                assert tensor.get_dtype()

    return seconds_of(work)


def processor_time_of_opening(path: str) -> float:
    """Seconds of processor time to open a file once."""
    import inspector

    start = time.process_time()
    inspector.open(path).close()
    return time.process_time() - start


def nothing() -> int:
    """Bytes of an interpreter that does nothing."""
    return memory()


def peak_of_opening(path: str) -> int:
    """The most bytes that are held while a file is opened and looked through."""
    import inspector

    forget_peak_memory()
    with inspector.open(path) as checkpoint:
        assert all(tensor.shape for tensor in checkpoint.tensors)
        return peak_memory()
