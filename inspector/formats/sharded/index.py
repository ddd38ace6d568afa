"""The index of a sharded model: a JSON file that says which tensor is in which file beside it.

See https://huggingface.co/docs/transformers/big_models ("sharded checkpoints").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from inspector.errors import CorruptError, LimitError
from inspector.limits import Limits
from inspector.sources.documents import read_document
from inspector.sources.storage import Storage
from inspector.text import shortened

__all__ = ["INDEX_SUFFIX", "WEIGHT_MAP", "ShardIndex", "has_weight_map", "read_index"]

INDEX_SUFFIX = ".index.json"
#: What makes a JSON file an index.
WEIGHT_MAP = b'"weight_map"'
#: The word is near the beginning of nearly all of them.
_PIECE_NBYTES = 1 << 20


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


def has_weight_map(file: Storage, limits: Limits) -> bool:
    """Whether a file has the word that makes it an index; looks no further than to the first."""
    end = min(file.nbytes, limits.document_nbytes)
    for start in range(0, end, _PIECE_NBYTES):
        if WEIGHT_MAP in file.read(start, min(_PIECE_NBYTES + len(WEIGHT_MAP), end - start)):
            return True
    return False


def read_index(file: Storage, limits: Limits) -> ShardIndex:
    """The index; raises CorruptError for a file that is none, LimitError for one that is too large."""
    text = read_document(file, limits)
    try:
        written = Decoder(_Written).decode(text)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorruptError(f"is not an index of shards ({shortened(str(error), 120)})") from error
    files = _FileNames()
    places = {key: files[name] for key, name in written.weight_map.items() if isinstance(name, str)}
    if len(files) > limits.shards:
        raise LimitError(f"is an index of more than {limits.shards:,} shards")
    metadata = written.metadata if isinstance(written.metadata, dict) else {}
    unplaced = [key for key in written.weight_map if key not in places] if len(places) < len(written.weight_map) else ()
    return ShardIndex(places, metadata, tuple(unplaced))
