"""What a fuzzer that follows coverage gives its bytes to: the pickle machine, archives, each reader, the C kernel.

Each target takes bytes, and raises only where something is wrong with the program. Its corpus is the small files of the
tests that it can begin with.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import numpy as np

from inspector.errors import InspectorError
from inspector.formats.recognisers import all_recognisers
from inspector.jobs import Job
from inspector.pickles.reading import entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.storage import MemoryStorage
from inspector.sources.tar import tar_members
from inspector.sources.zip import ZipArchive
from inspector.tensors.ggml_decoding import BLOCK_DECODERS
from tests.fuzzing.models import BUILDERS
from tests.fuzzing.subjects import Subject, kept, models, outcome, subjects
from tests.kernel_cases import TYPES, assert_alike, assert_blocks_alike, assert_differences_alike, assert_scans_alike

__all__ = ["SUFFIXES", "TARGETS", "Target", "corpus"]

Target = Callable[[bytes], None]

#: The readers, by the suffix of what they read.
SUFFIXES = (
    ".gguf", ".h5", ".index", ".joblib", ".json", ".keras", ".msgpack", ".nd", ".nemo", ".npy", ".npz", ".ocdbt",
    ".onnx", ".params", ".pb", ".pdiparams", ".pdparams", ".pdtensor", ".pkl", ".pt", ".pt2", ".pth", ".ptl",
    ".safetensors", ".skops", ".tflite", ".ubj",
)  # fmt: skip
_MAX_NBYTES = 1 << 20
_MAX_SEED_NBYTES = 64 << 10


def _pickle(data: bytes) -> None:
    with suppress(InspectorError):
        entries_of_pickle(MemoryStorage(data), all_recognisers(), PickleContext())


def _zip(data: bytes) -> None:
    with suppress(InspectorError):
        archive = ZipArchive(MemoryStorage(data))
        for member in archive.members.values():
            if member.nbytes <= _MAX_NBYTES:
                with suppress(InspectorError):
                    archive.storage(member).read()


def _tar(data: bytes) -> None:
    with suppress(InspectorError):
        tar_members(MemoryStorage(data), Job())


def _kernel(data: bytes) -> None:
    """The first byte chooses a type, the others are numbers of it; what is asked about them follows from all bytes."""
    dtype = TYPES[data[0] % len(TYPES)] if data else TYPES[0]
    values = np.frombuffer(data[1:], dtype, count=(len(data) - 1) // dtype.itemsize) if data else np.zeros(0, dtype)
    random = np.random.default_rng(list(data[:64]))
    if len(values):
        assert_alike(random, values.copy())
    if half := len(values) // 2:
        assert_differences_alike(random, values[:half].copy(), values[half : 2 * half].copy())


def _blocks(data: bytes) -> None:
    """The first byte chooses a type of ggml's, the others are blocks of it."""
    names = list(BLOCK_DECODERS)
    assert_blocks_alike(names[data[0] % len(names)] if data else names[0], data[1:])


def _file(suffix: str, data: bytes) -> None:
    """A file of its own, opened and read whole; one that makes the program fail is kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"fuzzed{suffix}")
        path.write_bytes(data)
        try:
            outcome(path)
        except Exception:
            kept(path)
            raise


def _model(name: str, data: bytes) -> None:
    """The first byte chooses a file of a model, the others are what it has instead."""
    subject = _models()[name]
    changed = sorted(subject.files)[data[0] % len(subject.files) if data else 0]
    with tempfile.TemporaryDirectory() as folder:
        path = subject.written(Path(folder, "model"), changed, data[1:])
        try:
            outcome(path)
        except Exception:
            kept(path if len(subject.files) == 1 else Path(folder, "model"))
            raise


@cache
def _models() -> dict[str, Subject]:
    return {subject.name: subject for subject in models()}


TARGETS: dict[str, Target] = {
    "pickle": _pickle,
    "zip": _zip,
    "tar": _tar,
    "kernel": _kernel,
    "blocks": _blocks,
    "messages": assert_scans_alike,
    **{suffix[1:]: partial(_file, suffix) for suffix in SUFFIXES},
    **{name: partial(_model, name) for name in BUILDERS},
}
_CORPORA = {
    "pickle": (".pkl",),
    "zip": (".pt", ".npz", ".zip"),
    "tar": (".tar", ".nemo"),
    "kernel": (".npy",),
    "blocks": (".gguf",),
    "messages": (".onnx", ".pb", ".caffemodel"),
}


def corpus(name: str) -> Iterator[bytes]:
    """What a target begins with."""
    if name in BUILDERS:
        files = sorted(_models()[name].files.items())
        return (bytes([number]) + data for number, (_, data) in enumerate(files) if len(data) <= _MAX_SEED_NBYTES)
    suffixes = _CORPORA.get(name, (f".{name}",))
    return (path.read_bytes() for path in subjects() if path.suffix in suffixes)
