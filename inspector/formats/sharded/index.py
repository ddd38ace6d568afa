"""The index of a sharded model: a JSON file that says which tensor is in which file beside it.

See https://huggingface.co/docs/transformers/big_models ("sharded checkpoints").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from inspector.errors import CorruptError, LimitError
from inspector.sources.storage import Storage
from inspector.text import shortened

__all__ = ["INDEX_SUFFIX", "MAX_SHARDS", "ShardIndex", "index_text", "read_index"]

INDEX_SUFFIX = ".index.json"
_MAX_INDEX_NBYTES = 256 << 20
#: The largest models have a few hundred. Each is a file that is looked into.
MAX_SHARDS = 10_000


class _FileNames(dict[str, str]):
    """The file that each name in an index is of; one text for all keys in it, of which there may be a million."""

    def __missing__(self, name: str) -> str:
        file = self[name] = name.removeprefix("./")
        return file


class _Written(Struct):
    """An index as it is written, by whomever."""

    weight_map: dict[str, Any]
    metadata: Any = None


@dataclass(frozen=True, slots=True)
class ShardIndex:
    """``weight_map`` has the name of a file for each key; ``unplaced`` are keys that have none."""

    weight_map: dict[str, str]
    metadata: dict[str, Any]
    unplaced: tuple[str, ...] = ()


def index_text(file: Storage) -> bytes:
    """The text of an index, as far as one is read."""
    return file.read(0, min(file.nbytes, _MAX_INDEX_NBYTES))


def read_index(file: Storage) -> ShardIndex:
    """The index; raises CorruptError for a file that is none, LimitError for one that is too large."""
    if file.nbytes > _MAX_INDEX_NBYTES:
        raise LimitError(f"is an index of {file.nbytes:,} bytes; at most {_MAX_INDEX_NBYTES:,} are read")
    try:
        written = Decoder(_Written).decode(index_text(file))
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorruptError(f"is not an index of shards ({shortened(str(error), 120)})") from error
    files = _FileNames()
    places = {key: files[name] for key, name in written.weight_map.items() if isinstance(name, str)}
    if len(files) > MAX_SHARDS:
        raise LimitError(f"is an index of more than {MAX_SHARDS:,} shards")
    metadata = written.metadata if isinstance(written.metadata, dict) else {}
    unplaced = [key for key in written.weight_map if key not in places] if len(places) < len(written.weight_map) else ()
    return ShardIndex(places, metadata, tuple(unplaced))
