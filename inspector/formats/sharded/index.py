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

__all__ = ["INDEX_SUFFIX", "MAX_SHARDS", "WEIGHT_MAP", "ShardIndex", "has_weight_map", "read_index"]

INDEX_SUFFIX = ".index.json"
_MAX_INDEX_NBYTES = 256 << 20
#: What makes a JSON file an index.
WEIGHT_MAP = b'"weight_map"'
#: The word is near the beginning of nearly all of them.
_PIECE_NBYTES = 1 << 20
#: The largest models have a few hundred. Each is a file that is looked into.
MAX_SHARDS = 10_000


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


def has_weight_map(file: Storage) -> bool:
    """Whether a file has the word that makes it an index; looks no further than to the first."""
    end = min(file.nbytes, _MAX_INDEX_NBYTES)
    for start in range(0, end, _PIECE_NBYTES):
        if WEIGHT_MAP in file.read(start, min(_PIECE_NBYTES + len(WEIGHT_MAP), end - start)):
            return True
    return False


def read_index(file: Storage) -> ShardIndex:
    """The index; raises CorruptError for a file that is none, LimitError for one that is too large."""
    if file.nbytes > _MAX_INDEX_NBYTES:
        raise LimitError(f"is an index of {file.nbytes:,} bytes; at most {_MAX_INDEX_NBYTES:,} are read")
    try:
        written = Decoder(_Written).decode(file.read(0, file.nbytes))
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorruptError(f"is not an index of shards ({shortened(str(error), 120)})") from error
    shards: dict[str, str] = {}  # the name of each once, though it is written for every key
    places = {
        key: shards.setdefault(name, name.removeprefix("./"))
        for key, name in written.weight_map.items()
        if isinstance(name, str)
    }
    if len(shards) > MAX_SHARDS:
        raise LimitError(f"is an index of more than {MAX_SHARDS:,} shards")
    metadata = written.metadata if isinstance(written.metadata, dict) else {}
    return ShardIndex(places, metadata, tuple(key for key in written.weight_map if key not in places))
