"""What ``.zarray`` (version 2) and ``zarr.json`` (version 3) say of an array.

Specifications: https://zarr-specs.readthedocs.io/en/latest/v2/v2.0.html and .../v3/core/index.html.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.formats.zarr.codecs import KNOWN, Codec
from inspector.formats.zarr.dtypes import dtype_of_version_2, dtype_of_version_3
from inspector.sources.chunk_grid import ChunkGrid
from inspector.tensors.dtypes import DTYPES, DType, Kind
from inspector.tensors.encode import ENCODABLE, encode
from inspector.text import printable, shortened

__all__ = ["MARKS", "ArrayMetadata", "ChunkKeys", "Sharding", "array_metadata", "json_object"]

#: The keys that an array is known by, in version 3 and 2.
MARKS = ("zarr.json", ".zarray")
_MAX_AXES = 64
_MAX_NBYTES = 1 << 63
_CHUNK_KEY = re.compile(r"\d{1,18}")
#: Where numcodecs puts checksums if nothing else is said.
_CHECKSUMS = {"crc32": "start", "adler32": "start", "crc32c": "end", "fletcher32": "end"}
_MAX_FACTOR = 1e300
_NOT_A_TIME = -(1 << 63)
_NOT_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


@dataclass(frozen=True, slots=True)
class Sharding:
    """How a shard says where its ``chunks`` chunks are: by an index, at its end unless ``at_start``."""

    chunks: int
    at_start: bool = False
    has_checksum: bool = False
    big_endian: bool = False


@dataclass(frozen=True, slots=True)
class ChunkKeys:
    """What the keys of chunks are made of: a ``prefix``, and the index in ``grid`` with ``separator`` in between."""

    prefix: str
    separator: str
    grid: ChunkGrid

    def name(self, number: int) -> str:
        """The key of the chunk or shard with this number, without that of the array."""
        index = self.grid.index(number)
        return self.separator.join([*([self.prefix] if self.prefix else []), *map(str, index)]) or "0"

    def number(self, key: str) -> int | None:
        """The number of what has this key; None for what is no chunk of the array."""
        parts = key.split(self.separator) if self.grid.shape or self.prefix else []
        if self.prefix:
            if parts[0] != self.prefix:
                return None
            del parts[0]
        elif not self.grid.shape:
            return 0 if key == "0" else None
        if len(parts) != len(self.grid.shape) or not all(map(_CHUNK_KEY.fullmatch, parts)):
            return None
        index = [int(part) for part in parts]
        if any(at >= count for at, count in zip(index, self.grid.counts, strict=True)):
            return None  # of an array that was larger once
        return self.grid.number(index)

    def leads_to_chunks(self, name: str) -> bool:
        """Whether a folder of this name has chunks, or folders of them, if there is one: a part of their keys has it."""
        return self.separator == "/" and (name == self.prefix or _CHUNK_KEY.fullmatch(name) is not None)


@dataclass(frozen=True, slots=True)
class ArrayMetadata:
    """An array: its elements are decoded by ``chunks``; ``stored_grid`` is that of what has a key, a chunk or a shard.

    ``problem`` is why its elements can't be read, as a reason, if they can't. ``filters`` are the names of all codecs.
    """

    dtype: DType
    chunks: ChunkGrid
    stored_grid: ChunkGrid
    codecs: tuple[Codec, ...]
    keys: ChunkKeys
    fill: bytes
    sharding: Sharding | None = None
    problem: str = ""
    filters: tuple[str, ...] = ()
    is_of_objects: bool = False


def json_object(data: bytes, what: str) -> dict[str, Any]:
    """The object that a JSON file holds; CorruptError for anything else."""
    try:
        value = Decoder().decode(data)
    except (DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise CorruptError(f"has a {what} that is not JSON") from error
    if not isinstance(value, dict):
        raise CorruptError(f"has a {what} that is not a JSON object")
    return value


def array_metadata(facts: Mapping[str, Any]) -> ArrayMetadata | None:
    """What the parsed ``.zarray`` or ``zarr.json`` of an array says; None for the one of a group.

    Raises CorruptError for a shape, type or chunks that can't be, UnsupportedError for another version.
    """
    version = facts.get("zarr_format")
    if version == 3 and facts.get("node_type") == "group":
        return None
    if version not in (2, 3):
        raise UnsupportedError(f"is a Zarr array of the version {shortened(repr(version), 40)}")
    shape = _sizes(facts.get("shape"), "shape", least=0)
    return _of_version_2(facts, shape) if version == 2 else _of_version_3(facts, shape)


def _of_version_2(facts: Mapping[str, Any], shape: tuple[int, ...]) -> ArrayMetadata:
    is_of_objects = facts.get("dtype") == "|O"
    dtype = DTYPES["uint8"] if is_of_objects else dtype_of_version_2(facts.get("dtype"))
    separator = facts.get("dimension_separator", ".")
    if separator not in (".", "/"):
        raise CorruptError("has chunk keys with another separator than a dot or a slash")
    grid = _grid(shape, _sizes(facts.get("chunks"), "chunks", least=1), dtype)
    steps = [*(facts.get("filters") or []), *([facts["compressor"]] if facts.get("compressor") else [])]
    if not all(isinstance(step, dict) and isinstance(step.get("id"), str) for step in steps):
        raise CorruptError("has filters without their names")
    codecs = (
        [Codec("transpose", tuple(range(len(shape)))[::-1])] if facts.get("order") == "F" and len(shape) > 1 else []
    )
    problem = ""
    for step in steps:
        try:
            codecs.append(_codec(step["id"], step, dtype))
        except UnsupportedError as error:
            problem = problem or error.reason
    if is_of_objects:
        problem = "has Python objects as elements, which are not decoded"
    fill, unknown_fill = _fill(None if is_of_objects else facts.get("fill_value"), dtype)
    keys = ChunkKeys("", separator, grid)
    names = tuple(step["id"] for step in steps)
    return ArrayMetadata(
        dtype, grid, grid, tuple(codecs), keys, fill, None, problem or unknown_fill, names, is_of_objects
    )


def _codec(name: str, facts: Mapping[str, Any], dtype: DType) -> Codec:
    """A codec by the name and the parameters that numcodecs has for it in both versions. UnsupportedError for others."""
    if name not in KNOWN:
        raise UnsupportedError(f"has chunks under the codec {printable(shortened(name, 40))}")
    if name == "shuffle":
        return Codec(name, (_size(facts.get("elementsize", dtype.itemsize), "element size of a shuffle"),))
    if name in _CHECKSUMS:
        place = facts.get("location", _CHECKSUMS[name])
        if place not in ("start", "end"):
            raise UnsupportedError(f"has chunks under a form of the filter {name} that is not undone")
        return Codec(name, at_start=place == "start")
    if name not in ("delta", "fixedscaleoffset"):
        return Codec(name)
    kind = str(facts.get("dtype"))
    stored = str(facts.get("astype") or kind)
    are_known = all(re.fullmatch(r"[<>|]?[iuf][1248]", each) and each[-2:] != "f1" for each in (kind, stored))
    factors: tuple[Any, Any] = (0, 1) if name == "delta" else (facts.get("offset"), facts.get("scale"))
    # What takes more bytes than the values it was made of is not what these are for, and limits are set by the values.
    if (
        not are_known
        or np.dtype(stored).itemsize > np.dtype(kind).itemsize
        or not all(type(each) in (int, float) and abs(each) < _MAX_FACTOR for each in factors)
    ):
        raise UnsupportedError(f"has chunks under a form of the filter {name} that is not undone")
    return Codec(name, (), kind, stored, (float(factors[0]), float(factors[1])))


def _of_version_3(facts: Mapping[str, Any], shape: tuple[int, ...]) -> ArrayMetadata:
    dtype = dtype_of_version_3(facts.get("data_type"))
    name, grid_facts = _named(facts.get("chunk_grid"))
    if name != "regular":
        raise UnsupportedError(f"has chunks on a grid that is {shortened(name, 40)!r}, not regular")
    outer = _sizes(grid_facts.get("chunk_shape"), "chunks", least=1)
    codecs, inner, sharding, dtype, problem, names = _codecs_3(facts.get("codecs"), outer, dtype)
    stored_grid, chunks = _grid(shape, outer, dtype), _grid(shape, inner, dtype)
    encoding, encoding_facts = _named(facts.get("chunk_key_encoding", {"name": "default"}))
    if encoding not in ("default", "v2"):
        raise UnsupportedError(f"has chunk keys in the encoding {shortened(encoding, 40)!r}")
    separator = encoding_facts.get("separator", "/" if encoding == "default" else ".")
    if separator not in (".", "/"):
        raise CorruptError("has chunk keys with another separator than a dot or a slash")
    keys = ChunkKeys("c" if encoding == "default" else "", separator, stored_grid)
    fill, unknown_fill = _fill(facts.get("fill_value"), dtype)
    return ArrayMetadata(dtype, chunks, stored_grid, codecs, keys, fill, sharding, problem or unknown_fill, names)


def _codecs_3(
    steps: Any, shape: tuple[int, ...], dtype: DType
) -> tuple[tuple[Codec, ...], tuple[int, ...], Sharding | None, DType, str, tuple[str, ...]]:
    """The codecs of the chunks, the shape of these, how shards hold them, their type, what can't be undone; all names."""
    codecs: list[Codec] = []
    names: list[str] = []
    problem = ""
    sharding: Sharding | None = None
    pending = _steps(steps)
    while pending:
        name, facts = _named(pending.pop(0))
        names.append(name)
        try:
            if name == "sharding_indexed":
                if sharding is not None or codecs or pending:
                    raise UnsupportedError("has shards within shards, or under other codecs")
                shape, sharding = _sharding(facts, shape)
                pending = _steps(facts.get("codecs"))
            elif name == "bytes":
                if facts.get("endian") == "big":
                    dtype = dtype.big_endian()
                    codecs = [_swapped(codec) for codec in codecs]
            elif name == "transpose":
                codecs.append(Codec(name, _order(facts.get("order"), len(shape))))
            else:
                codecs.append(_codec(name.removeprefix("numcodecs."), facts, dtype))
        except UnsupportedError as error:
            problem = problem or error.reason
    return tuple(codecs), shape, sharding, dtype, problem, tuple(names)


def _sharding(facts: Mapping[str, Any], shape: tuple[int, ...]) -> tuple[tuple[int, ...], Sharding]:
    inner = _sizes(facts.get("chunk_shape"), "chunks of its shards", least=1)
    if len(inner) != len(shape) or any(size % chunk for size, chunk in zip(shape, inner, strict=True)):
        raise CorruptError(f"has shards of shape {shape} with chunks of shape {inner}")
    count = math.prod(size // chunk for size, chunk in zip(shape, inner, strict=True))
    has_checksum = big_endian = False
    for step in _steps(facts.get("index_codecs", [{"name": "bytes"}])):
        name, of_codec = _named(step)
        if name == "bytes":
            big_endian = of_codec.get("endian") == "big"
        elif name == "crc32c":
            has_checksum = True
        else:
            raise UnsupportedError(f"has shards with an index under the codec {shortened(name, 40)}")
    return inner, Sharding(count, facts.get("index_location", "end") == "start", has_checksum, big_endian)


def _swapped(codec: Codec) -> Codec:
    """A codec of values whose bytes are then written most significant first, as those are that come of it here."""
    if not codec.dtype:
        return codec
    return replace(codec, dtype=f">{codec.dtype[-2:]}", stored=f">{codec.stored[-2:]}" if codec.stored else "")


def _steps(steps: Any) -> list[Any]:
    if not isinstance(steps, list):
        raise CorruptError("has no list of codecs")
    return list(steps)


def _named(value: Any) -> tuple[str, Mapping[str, Any]]:
    """The name and configuration of an extension point, which may be a bare name."""
    if isinstance(value, str):
        return value, {}
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        raise CorruptError("has metadata without the name of a codec, a grid or an encoding")
    facts = value.get("configuration") or {}
    return value["name"], facts if isinstance(facts, dict) else {}


def _order(value: Any, axes: int) -> tuple[int, ...]:
    if isinstance(value, list) and all(type(axis) is int for axis in value) and sorted(value) == list(range(axes)):
        return tuple(value)
    if value == "F":
        return tuple(range(axes))[::-1]
    if value == "C":
        return tuple(range(axes))
    raise CorruptError("has an impossible order of axes")


def _sizes(value: Any, what: str, *, least: int) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(size) is int and size >= least for size in value):
        raise CorruptError(f"has impossible {what}: {shortened(repr(value), 80)}")
    if len(value) > _MAX_AXES:
        raise UnsupportedError(f"has {len(value)} axes")
    return tuple(value)


def _size(value: Any, what: str) -> int:
    if type(value) is not int or not 0 < value < 1 << 16:
        raise CorruptError(f"has an impossible {what}")
    return value


def _grid(shape: tuple[int, ...], chunks: tuple[int, ...], dtype: DType) -> ChunkGrid:
    for sizes in (shape, chunks):
        if math.prod(max(size, 1) for size in sizes) * dtype.itemsize >= _MAX_NBYTES:
            raise CorruptError(f"has a shape larger than any memory: {shortened(str(sizes), 80)}")
    return ChunkGrid(shape, chunks, dtype.itemsize)


def _fill(value: Any, dtype: DType) -> tuple[bytes, str]:
    """The element that chunks consist of which are not stored, and why it is not known, as a reason."""
    unit = dtype.stored_dtype
    if value is None and dtype.kind is Kind.TIME:  # as zarr reads it
        value = "NaT"
    if value in (None, 0, "") and not isinstance(value, float):
        return bytes(unit.itemsize), ""
    try:
        return _fill_bytes(value, dtype), ""
    except (ValueError, TypeError, OverflowError, CheckpointError):
        return bytes(
            unit.itemsize
        ), f"has the fill value {printable(shortened(repr(value), 40))} of elements of {dtype}"


def _fill_bytes(value: Any, dtype: DType) -> bytes:
    unit = dtype.stored_dtype
    if isinstance(value, str) and dtype.kind is Kind.FLOAT and value.startswith("0x"):
        return int(value, 16).to_bytes(unit.itemsize, "big" if dtype.is_big_endian else "little")
    if dtype.kind in (Kind.FLOAT, Kind.COMPLEX):
        parts = [_float(each) for each in (value if isinstance(value, list) else [value])]
        number = complex(*parts) if dtype.kind is Kind.COMPLEX else parts[0]
        if dtype.name in ENCODABLE:
            return encode(np.array(number), dtype).astype(unit).tobytes()
        if not number:
            return bytes(unit.itemsize)
    elif dtype.kind in (Kind.INT, Kind.UINT, Kind.BOOL):
        if unit.itemsize == 1 and dtype.kind is Kind.INT:
            return int(value).to_bytes(1, "little", signed=True)
        return np.array(value, unit).tobytes()
    elif dtype.kind is Kind.TIME:
        return np.array(_NOT_A_TIME if value == "NaT" else value, unit.str.replace(unit.kind, "i")[:3]).tobytes()
    elif isinstance(value, str):
        return base64.b64decode(value, validate=True).ljust(unit.itemsize, b"\0")[: unit.itemsize]
    raise ValueError(value)


def _float(value: Any) -> float:
    """A number as JSON has it, where those that JSON has not are texts."""
    return _NOT_FINITE[value] if value in _NOT_FINITE else float(value)
