"""Which reader takes which file.

A format is a row of data; its module is imported when a file may be of that format, so that opening a safetensors file
loads no pickle machine. Content decides and names lie: the suffix only orders the tries. Each refusal keeps its reason
for the final error, which says what the file seems to be.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Protocol, cast

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, LimitError, UnknownFormatError
from inspector.formats.shard_names import shard_alone, shard_name
from inspector.formats.sniff import description
from inspector.garbage import collector_paused
from inspector.jobs import Job
from inspector.sources.compression import COMPRESSION_MAGIC
from inspector.sources.location import Location, location_of
from inspector.sources.source import Source
from inspector.text import printable

__all__ = ["FORMATS", "Format", "Reader", "open_checkpoint", "read_source", "read_within"]


class Reader(Protocol):
    """What a format's module has."""

    def probe(self, source: Source) -> str | None:
        """None if this reader is the one for the file, else why it is not: ``the archive has no data.pkl``.

        Looks at little more than the head. Raises CheckpointError for a file that is of this kind but too damaged to say.
        """

    def read(self, source: Source, job: Job) -> Checkpoint:
        """The checkpoint, which takes over the open file. Raises CheckpointError for what can't be read."""


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the registry.

    ``name`` is for scripts, ``title`` for people. A file can be of this format if it has one of the ``magic`` bytes at
    their offset. Those of a single byte prove little: formats that match by one are tried last. ``module`` is a
    :class:`Reader`; it is asked about folders too if it ``reads_folders``. A folder or archive that ``holds_others`` is
    tried last, since many formats are archives; without any other in it, it is none.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    magic: tuple[tuple[int, bytes], ...]
    module: str
    reads_folders: bool = False
    holds_others: bool = False

    def matches(self, head: bytes) -> bool:
        """Whether the first bytes of a file speak for this format."""
        return any(head.startswith(magic, offset) for offset, magic in self.magic)

    @property
    def is_vague(self) -> bool:
        """Whether the magic is of single bytes, which many other files have too."""
        return all(len(magic) == 1 for _, magic in self.magic)


_SAFETENSORS = tuple((8, b"{" + following) for following in (b'"', b"}", b" ", b"\n", b"\r", b"\t"))
_ZIP = ((0, b"PK\x03\x04"),)
_EMPTY_ZIP = ((0, b"PK\x05\x06"),)
#: The long 0x1950a86a20f9469cfc6c, with which torch's older files begin, as a pickle of protocol 2 or 3, 4 or 5, 0 or 1.
_LEGACY_MAGIC = b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
_PYTORCH_LEGACY = ((2, _LEGACY_MAGIC), (11, _LEGACY_MAGIC), (0, b"L119547037146038801333356L\n."))
#: Every opcode that pushes something, which any pickle must begin with; that of a protocol number is the usual one.
_PICKLE = tuple((0, bytes([code])) for code in b"\x80(])}cNILFGJKMSTUVXPBC\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x95\x96")
_GGML = tuple((0, magic) for magic in (b"lmgg", b"fmgg", b"tjgg", b"algg"))
#: A protobuf message whose first field has the number 1, and is a number or bytes.
_MESSAGE = ((0, b"\x08"), (0, b"\x0a"))
_TORCH_SUFFIXES = (".pt", ".pth", ".bin", ".ckpt", ".tar")

#: Every format this version reads, the likelier first.
FORMATS: tuple[Format, ...] = (
    Format("safetensors", "safetensors", (".safetensors",), _SAFETENSORS, "inspector.formats.safetensors.reader"),
    Format("pytorch-zip", "PyTorch", _TORCH_SUFFIXES, _ZIP, "inspector.formats.torch.zip"),
    Format("torchscript", "TorchScript", (".pt", ".pth", ".ts", ".ptl"), _ZIP, "inspector.formats.torch.torchscript"),
    Format("pytorch-pt2", "PyTorch exported program", (".pt2",), _ZIP, "inspector.formats.torch.pt2"),
    Format("torch-package", "torch.package", (".pt", ".zip"), _ZIP, "inspector.formats.torch.package"),
    Format("npz", "NumPy archive", (".npz",), _ZIP + _EMPTY_ZIP, "inspector.formats.numpy.npz"),
    Format("npy", "NumPy array", (".npy",), ((0, b"\x93NUMPY"),), "inspector.formats.numpy.npy"),
    Format("gguf", "GGUF", (".gguf",), ((0, b"GGUF"),), "inspector.formats.gguf.reader"),
    Format("ggml", "ggml (before GGUF)", (".bin", ".ggml"), _GGML, "inspector.formats.gguf.legacy"),
    Format(
        "pytorch-legacy", "PyTorch (before 1.6)", _TORCH_SUFFIXES, _PYTORCH_LEGACY, "inspector.formats.torch.legacy"
    ),
    Format("pytorch-tar", "PyTorch 0.1 (tar)", _TORCH_SUFFIXES, ((257, b"ustar"),), "inspector.formats.torch.tar"),
    Format(
        "compressed",
        "compressed file",
        (".gz", ".bz2", ".xz", ".z", ".lzma", ".zst", ".lz4"),
        tuple((0, magic) for magic in COMPRESSION_MAGIC),
        "inspector.formats.compressed.reader",
    ),
    Format(
        "mxnet", "MXNet arrays", (".params", ".nd"), ((0, b"\x12\x01" + bytes(14)),), "inspector.formats.mxnet.reader"
    ),
    Format("tflite", "TensorFlow Lite", (".tflite", ".lite"), ((4, b"TFL3"),), "inspector.formats.tflite.reader"),
    Format("onnx", "ONNX", (".onnx",), _MESSAGE, "inspector.formats.onnx.reader"),
    Format("onnx-tensor", "ONNX tensor", (".pb",), _MESSAGE, "inspector.formats.onnx.tensor_file"),
    Format("sharded", "shards", (".json",), ((0, b"{"),), "inspector.formats.sharded.reader", reads_folders=True),
    Format("folder", "folder", (), (), "inspector.formats.folder.reader", reads_folders=True, holds_others=True),
    Format("zip", "zip archive", (".zip", ".mar"), _ZIP, "inspector.formats.archive.zip", holds_others=True),
    Format(
        "tar", "tar archive", (".tar", ".nemo"), ((257, b"ustar"),), "inspector.formats.archive.tar", holds_others=True
    ),
    Format("pickle", "pickle", (".pkl", ".pickle", ".p", ".joblib"), _PICKLE, "inspector.formats.pickle.reader"),
)


def open_checkpoint(place: str | os.PathLike[str] | Location, job: Job | None = None) -> Checkpoint:
    """Open any file or folder this version reads. Reads and checks the whole index, no tensor data.

    Raises CheckpointError, whose text begins with the place, for everything that is wrong with the file.
    """
    location = location_of(place)
    source = _source(location)
    try:
        with collector_paused():
            checkpoint = read_source(source, job or Job())
    except CheckpointError as error:
        source.close()
        raise _named(error, location) from error.__cause__
    except MemoryError as error:
        source.close()
        raise LimitError("needs more memory than there is", str(location)) from error
    except BaseException:
        source.close()
        raise
    shard = None if source.is_folder else shard_name(location.name)
    if shard is None or shard.total == 1:
        return checkpoint
    return replace(checkpoint, findings=[shard_alone(shard), *checkpoint.findings])


def _named(error: CheckpointError, location: Location) -> CheckpointError:
    """The error with the place in front, on one line whatever the names are that it quotes from the file."""
    error.reason = printable(error.reason)
    return error.at(str(location))


def read_source(source: Source, job: Job) -> Checkpoint:
    """Give ``source`` to the first reader that accepts it; raises UnknownFormatError if none does."""
    refusals: list[str] = []
    for row in _candidates(source):
        job.check()
        reader = cast(Reader, import_module(row.module))
        reason = reader.probe(source)
        if reason is None:
            try:
                return reader.read(source, job)
            except UnknownFormatError as error:
                if not row.holds_others:
                    raise
                reason = error.reason
                refusals += [reason] if reason else []
                continue
        if source.suffix in row.suffixes:
            refusals.append(f"{row.title}: {reason}")
    what = description(source) or _unknown(source)
    raise UnknownFormatError(f"{what} ({'; '.join(refusals)})" if refusals else what)


def read_within(source: Source, location: Location, job: Job) -> Checkpoint:
    """The checkpoint at a location in the folder or archive that ``source`` is, or beside it; as :func:`read_source`."""
    inside = source.at(location)
    try:
        return read_source(inside, job)
    except CheckpointError as error:
        inside.close()
        raise _named(error, location) from error.__cause__
    except BaseException:
        inside.close()
        raise


def _unknown(source: Source) -> str:
    if any(source.suffix in row.suffixes for row in FORMATS):
        return "is not in a recognized checkpoint format"
    return "is not a checkpoint of any format this version knows"


def _candidates(source: Source) -> list[Format]:
    """The formats the head may be of: those it speaks for clearly first, among them those the name speaks for."""
    if source.is_folder:
        return sorted((row for row in FORMATS if row.reads_folders), key=lambda row: row.holds_others)
    matching = [row for row in FORMATS if row.matches(source.head)]
    return sorted(matching, key=lambda row: (row.is_vague, row.holds_others, source.suffix not in row.suffixes))


def _source(location: Location) -> Source:
    if location.is_folder:
        return Source(location, None)
    file = location.open()
    try:
        return Source(location, file)
    except BaseException:
        file.close()
        raise
