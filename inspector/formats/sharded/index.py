"""The index of a sharded model: a JSON file that says which tensor is in which file beside it.

See https://huggingface.co/docs/transformers/big_models ("sharded checkpoints").

That of a million tensors has some 80 MB. A parser that takes it in one go holds the interpreter, and a window with it, for a
second; so one of more than a piece is read and parsed in pieces, each of them whole pairs of a key and a file. An index with
anything that is not just as it should be is parsed as a whole, where an error can say what is wrong.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from inspector.errors import CorruptError, LimitError
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.documents import may_be_parsed, objects_nbytes, read_document
from inspector.sources.storage import Storage
from inspector.text import shortened

__all__ = ["INDEX_SUFFIX", "WEIGHT_MAP", "ShardIndex", "has_weight_map", "read_index"]

INDEX_SUFFIX = ".index.json"
#: What makes a JSON file an index.
WEIGHT_MAP = b'"weight_map"'
#: Parsing so much takes some 5 ms. The first piece of nearly all indexes has the word.
_PIECE_NBYTES = 1 << 20
_MAP_BEGIN = re.compile(WEIGHT_MAP + rb"[ \t\n\r]*:[ \t\n\r]*\{")
_PAIR_END = re.compile(rb'"[ \t\n\r]*,[ \t\n\r]*(?=")')
_HERE = "./"
#: The last pair of a piece ends in so much of it.
_TAIL_NBYTES = 8 << 10
#: What a key and its file may take as objects.
_PAIR_NBYTES = objects_nbytes(b'"":"",')


@dataclass(slots=True)
class ShardIndex:
    """``weight_map`` has the name of a file for each key, one of ``files``; ``unplaced`` are keys that have none.

    ``confirmed`` are files that were found to hold just the keys that are said to be in them. These are in the
    ``weight_map`` no more: of a million keys, which the shards have as well, it takes 150 MB.
    """

    weight_map: dict[str, str]
    metadata: dict[str, Any]
    unplaced: tuple[str, ...] = ()
    files: frozenset[str] = field(init=False)
    confirmed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.files = frozenset(self.weight_map.values())

    def is_confirmed_by(self, files: Collection[str]) -> bool:
        """Whether these files hold just what is said here."""
        return not self.weight_map and self.confirmed.issuperset(files)

    def compare(self, file: str, keys: Sequence[str]) -> None:
        """Confirm a file with these ``keys`` if each of them is there once, and said to be in it."""
        places = list(map(self.weight_map.pop, keys, repeat(None)))
        if places.count(file) == len(keys):
            self.confirmed.add(file)
        else:
            self.weight_map.update((key, place) for key, place in zip(keys, places, strict=True) if place is not None)


def has_weight_map(file: Storage, limits: Limits) -> bool:
    """Whether a file has the word that makes it an index; looks no further than to the first."""
    end = min(file.nbytes, limits.document_nbytes)
    for start in range(0, end, _PIECE_NBYTES):
        if WEIGHT_MAP in file.read(start, min(_PIECE_NBYTES + len(WEIGHT_MAP), end - start)):
            return True
    return False


def read_index(file: Storage, job: Job) -> ShardIndex:
    """The index; raises CorruptError for a file that is none, LimitError for one that is too large."""
    limits = job.limits
    index = None
    if file.nbytes <= limits.document_nbytes:
        index = _read_small(file, limits) if file.nbytes <= _PIECE_NBYTES else _read_in_pieces(file, job)
    if index is None:
        index = _parsed(read_document(file, limits))
    if len(index.files) > limits.shards:
        raise LimitError(f"is an index of more than {limits.shards:,} shards")
    return index


class _FileNames(dict[str, str]):
    """The file that each name in an index is of; one text for all keys in it, of which there may be a million."""

    def __missing__(self, name: str) -> str:
        file = self[name] = name.removeprefix(_HERE)
        return file


# as nearly all are written


class _Plain(Struct):
    """An index of nothing but names of files."""

    weight_map: dict[str, str]
    metadata: Any = None


_PLAIN = Decoder(_Plain)
_PAIRS = Decoder(dict[str, str])


def _read_small(file: Storage, limits: Limits) -> ShardIndex | None:
    """The index in a file of one piece; None where it has more than names of files in it."""
    try:
        plain = _plain(file.read(), limits)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return None
    # the keys are few enough for each to have a text of its own for its file
    index = ShardIndex(plain.weight_map, _metadata(plain.metadata))
    if not any(name.startswith(_HERE) for name in index.files):
        return index
    places: dict[str, str] = {}
    _add(plain.weight_map, places, _FileNames())
    return ShardIndex(places, index.metadata)


def _read_in_pieces(file: Storage, job: Job) -> ShardIndex | None:
    """The index in a file; None where it has to be parsed as a whole.

    A piece is cut behind a quote that a comma and another quote follow. Closed with a "}" it parses only if it was cut
    between pairs: inside a string the string stays open, inside an inner object the outer one does.
    """
    position = _PIECE_NBYTES
    text = file.read(0, position)
    begin = _MAP_BEGIN.search(text)
    if begin is None:
        return None
    files = _FileNames()
    places: dict[str, str] = {}
    try:
        before = _plain(text[: begin.end()] + b"}}", job.limits).metadata
        text = text[begin.end() :]
        while file.nbytes - position > _PIECE_NBYTES:
            job.report(position, file.nbytes, "Reading the index")
            cut = _last_pair_end(text)
            if cut is None or len(places) * _PAIR_NBYTES > job.limits.document_objects_nbytes:
                return None
            _add(_PAIRS.decode(b"{" + text[: cut.start() + 1] + b"}"), places, files)
            text = text[cut.end() :] + file.read(position, _PIECE_NBYTES)
            position += _PIECE_NBYTES
        text += file.read(position)
        rest = _plain(b'{"weight_map":{' + text, job.limits)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if WEIGHT_MAP in text or (before is not None and rest.metadata is not None):  # of those given twice the last counts
        return None
    _add(rest.weight_map, places, files)
    return ShardIndex(places, _metadata(rest.metadata if before is None else before))


def _plain(text: bytes, limits: Limits) -> _Plain:
    """An index that has nothing but names of files; raises DecodeError for any other, and for one that takes too much."""
    if not may_be_parsed(text, limits):
        raise DecodeError
    return _PLAIN.decode(text)


def _last_pair_end(text: bytes) -> re.Match[bytes] | None:
    """The last place in a text where a pair may end."""
    found = deque(_PAIR_END.finditer(text, max(0, len(text) - _TAIL_NBYTES)), 1)
    return found[0] if found else None


def _add(pairs: Mapping[str, str], places: dict[str, str], files: _FileNames) -> None:
    places.update(zip(pairs, map(files.__getitem__, pairs.values()), strict=True))


# as they may be written, by whomever


class _Written(Struct):
    weight_map: dict[str, Any]
    metadata: Any = None


_WRITTEN = Decoder(_Written)


def _parsed(text: bytes) -> ShardIndex:
    """The index in a text, parsed in one go."""
    try:
        written = _WRITTEN.decode(text)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorruptError(f"is not an index of shards ({shortened(str(error), 120)})") from error
    files = _FileNames()
    places = {key: files[name] for key, name in written.weight_map.items() if isinstance(name, str)}
    unplaced = [key for key in written.weight_map if key not in places] if len(places) < len(written.weight_map) else ()
    return ShardIndex(places, _metadata(written.metadata), tuple(unplaced))


def _metadata(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
