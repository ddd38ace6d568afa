"""Every kind of storage there is does what a storage must."""

from __future__ import annotations

import gzip
import importlib
import inspect
import io
import pkgutil
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.formats.dcp.items import SavedTensor
from inspector.jobs import Job
from inspector.pickles.long_text import Latin1Storage
from inspector.sources.compression import decompressed
from inspector.sources.deflate import DeflatedStorage
from inspector.sources.file_pool import FilePool
from inspector.sources.local_file import LocalFile
from inspector.sources.location import location_of
from inspector.sources.number_text import NumberText
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.storage import ByteRange, MemoryStorage, Part, Storage
from inspector.sources.tar import tar_members
from inspector.sources.varints import VarintStorage
from inspector.sources.zip import ZipArchive
from inspector.tensors.assembled import AssembledStorage, Piece
from inspector.tensors.converted import ConvertedStorage
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.packed import UnpackedStorage
from inspector.tensors.sparse import SparseStorage
from inspector.tensors.strings import StringStorage
from inspector.testing.storages import StorageConformance
from tests.tensors import entry_of

Open = Callable[[bytes], LocalFile]
CONTENT = random.Random(0).randbytes(8 << 10)


def in_memory(content: bytes, file: Open) -> Storage:
    return MemoryStorage(content)


def in_a_file(content: bytes, file: Open) -> Storage:
    return file(content)


def range_of_a_range_of_a_file(content: bytes, file: Open) -> Storage:
    return ByteRange(ByteRange(file(b"before" + content + b"behind"), 2, len(content) + 6), 4, len(content))


def range_of_memory(content: bytes, file: Open) -> Storage:
    return ByteRange(MemoryStorage(b"\x00" + content), 1, len(content))


def zip_member(content: bytes, file: Open, method: int = zipfile.ZIP_STORED) -> Storage:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", method) as writer:
        writer.writestr("a/b", b"other")
        writer.writestr("a/c", content)
    return ZipArchive(file(archive.getvalue())).storage("a/c")


def deflated_zip_member(content: bytes, file: Open) -> Storage:
    return zip_member(content, file, zipfile.ZIP_DEFLATED)


def deflated_in_memory(content: bytes, file: Open) -> Storage:
    return DeflatedStorage(MemoryStorage(zlib.compress(content, wbits=-15)), len(content))


def gzip_file(content: bytes, file: Open) -> Storage:
    compressed = file(gzip.compress(content))
    return decompressed(compressed, "gzip", compressed.path, Job())


def tar_member(content: bytes, file: Open) -> Storage:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as writer:
        info = tarfile.TarInfo("a/c")
        info.size = len(content)
        writer.addfile(info, io.BytesIO(content))
    return tar_members(file(archive.getvalue()), Job())["a/c"]


def text_of_a_pickle(content: bytes, file: Open) -> Storage:
    return Latin1Storage(file(content.decode("latin-1").encode()))


def sparse_tensor(content: bytes, file: Open) -> Storage:
    dense = np.frombuffer(content, np.uint16).reshape(64, -1)
    indices = np.stack(np.nonzero(dense))
    return SparseStorage(
        "sparse_coo", dense.shape, {"indices": entry_of(indices), "values": entry_of(dense[dense != 0])}
    )


def fields_of_a_byte(content: bytes, file: Open) -> Storage:
    fields = np.frombuffer(content, np.uint8) & 63
    packed = sum((fields.reshape(-1, 4)[:, n].astype(np.uint32) << 6 * n for n in range(4)), np.zeros(1, np.uint32))
    data = packed.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
    return UnpackedStorage(file(data), 6, len(content))


def places_of_text(content: bytes, file: Open) -> Storage:
    return StringStorage(file(content), MemoryStorage(b"text"))


def packed_numbers(content: bytes, file: Open) -> Storage:
    numbers = np.frombuffer(content, "<u2")
    groups = np.stack([numbers & 0x7F | 0x80, numbers >> 7 & 0x7F | 0x80, numbers >> 14], axis=1)
    return VarintStorage(file(groups.astype(np.uint8).tobytes()), len(numbers), numbers.dtype)


def part_of_a_file(content: bytes, file: Open) -> Storage:
    return Part(file(b"before" + content + b"behind"), 6, len(content))


def numbers_in_text(content: bytes, file: Open) -> Storage:
    text = b" ".join(b"%d" % number for number in np.frombuffer(content, "<i8"))
    return NumberText(file(b"head=" + text + b"\n"), 5, len(text), len(content), "<i8")


def pieces_of_a_tensor(content: bytes, file: Open) -> Storage:
    whole = np.frombuffer(content, "<u2").reshape(64, -1)
    halves = file(whole[:, :10].tobytes() + whole[:, 10:].tobytes())
    parts = [(whole[:, :10], 0), (whole[:, 10:], 10)]
    entries = [
        entry_of(part, storage=ByteRange(halves, 64 * 2 * start, part.nbytes)).at((str(start),))
        for part, start in parts
    ]
    pieces = [Piece((0, start), entry) for (_, start), entry in zip(parts, entries, strict=True)]
    return AssembledStorage(whole.shape, entries[0].dtype, pieces)


def read_ahead(content: bytes, file: Open) -> Storage:
    return ReadAhead(file(content), [(100, 1000), (5000, 200)])


def item_of_a_distributed_checkpoint(content: bytes, file: Open) -> Storage:
    saved = io.BytesIO()
    torch.save(torch.frombuffer(bytearray(content), dtype=torch.uint8), saved)
    item = saved.getvalue()
    return SavedTensor(ByteRange(file(b"before" + item), 6, len(item)), DTYPES["uint8"], (len(content),))


def one_of_many_files(content: bytes, file: Open) -> Storage:
    return FilePool().open(location_of(file(content).path))


def of_another_type(content: bytes, file: Open) -> Storage:
    numbers = np.frombuffer(content, "<i4").astype("<u2")
    return ConvertedStorage(entry_of(numbers, storage=file(numbers.tobytes())), DTYPES["int32"])


KINDS = [
    in_memory, in_a_file, range_of_memory, range_of_a_range_of_a_file, zip_member, deflated_zip_member,
    deflated_in_memory, gzip_file, tar_member, text_of_a_pickle, sparse_tensor, fields_of_a_byte, places_of_text,
    packed_numbers, numbers_in_text, part_of_a_file, pieces_of_a_tensor, read_ahead, item_of_a_distributed_checkpoint,
    one_of_many_files, of_another_type,
]  # fmt: skip


ROOMS = ("inspector.sources.", "inspector.tensors.", "inspector.pickles.")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
class TestKinds(StorageConformance):
    @pytest.fixture
    def content(self, kind: Callable[[bytes, Open], Storage]) -> bytes:
        if kind is of_another_type:
            return np.frombuffer(CONTENT, "<u2").astype("<i4").tobytes()
        return bytes(byte & 63 for byte in CONTENT) if kind is fields_of_a_byte else CONTENT

    @pytest.fixture
    def storage(self, kind: Callable[[bytes, Open], Storage], content: bytes, tmp_path: Path) -> Iterator[Storage]:
        with ExitStack() as opened:

            def file(data: bytes) -> LocalFile:
                (tmp_path / "file.bin").write_bytes(data)
                return opened.enter_context(LocalFile(tmp_path / "file.bin"))

            yield opened.enter_context(kind(content, file))


def test_no_kind_is_left_out(tmp_path: Path) -> None:
    """Whoever adds a storage adds it here, or to the tests of the format that needs it."""
    for module in pkgutil.walk_packages(inspector.__path__, "inspector."):
        if module.name.startswith(ROOMS):
            importlib.import_module(module.name)
    with ExitStack() as opened:

        def file(data: bytes) -> LocalFile:
            (tmp_path / "file.bin").write_bytes(data)
            return opened.enter_context(LocalFile(tmp_path / "file.bin"))

        tested = {type(opened.enter_context(kind(CONTENT, file))) for kind in KINDS if kind is not fields_of_a_byte}
    there: set[type[Storage]] = set()
    pending: list[Any] = [Storage]
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        if kind.__module__.startswith(ROOMS) and not inspect.isabstract(kind):
            there.add(kind)
    assert {kind.__name__ for kind in there - tested} == {
        "CopiedLink", "PackedStorage", "RemoteFile", "UnpackedStorage", "_ReopenedFile",
    }  # fmt: skip
