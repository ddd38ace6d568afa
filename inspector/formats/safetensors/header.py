"""The header of a safetensors file: JSON, parsed in pieces and checked to the last field.

The header of a large model has tens of megabytes. A parser that takes it in one go holds the interpreter, and a window with
it, until it is done; so it is parsed in pieces, each of them whole entries. Nearly all pieces go through a parser that makes
records of the right types or none. A piece with metadata, or with anything that is not exactly as it should be, is parsed in
Python, where a name given twice shows and an error can say what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder

from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.findings import Finding, Severity
from inspector.formats.safetensors.types import SAFETENSORS_TYPES
from inspector.jobs import Job
from inspector.sources.documents import may_be_parsed
from inspector.text import shortened

__all__ = ["MAX_HEADER_NBYTES", "Described", "Header", "quoted", "read_header"]

#: The longest header the format allows (``MAX_HEADER_SIZE`` of the reference reader).
MAX_HEADER_NBYTES = 100_000_000
#: Parsing a piece of this size takes some 10 ms at the most.
_PIECE_LENGTH = 512 << 10
#: The metadata is at the beginning of most files. A piece ends with it: all that is in one with metadata takes longer.
_METADATA = b'"__metadata__"'
_BEGINNING = 4 << 10
_ENTRY_END = re.compile(rb'\}[ \t\n\r]*,(?=[ \t\n\r]*")')
#: Quotes in an entry: around its name, those of its three fields, and its type.
_QUOTES = 10


_Natural = Annotated[int, Meta(ge=0)]
if TYPE_CHECKING:
    _Code = str
else:  # as literals the parser gives the same text each time, in less time than it takes to make another
    _Code = Literal[*SAFETENSORS_TYPES]


class Described(Struct, frozen=True, gc=False):
    """A tensor as the header describes it. ``data_offsets`` are begin and end of its bytes in the data."""

    dtype: _Code
    shape: tuple[_Natural, ...]
    data_offsets: tuple[_Natural, _Natural]


@dataclass(slots=True)
class Header:
    """All there is in a header, in its order.

    ``broken`` are the entries that describe no tensor, with what is wrong with each; ``findings`` what the format does not
    allow and can be read all the same.
    """

    tensors: dict[str, Described]
    metadata: dict[str, str]
    broken: dict[str, CheckpointError] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def warn(self, code: str, message: str, where: str = "") -> None:
        """Add a warning."""
        self.findings.append(Finding(Severity.WARNING, code, message, where))


def read_header(text: bytes, job: Job) -> Header:
    """Parse and check a header. Raises CorruptError for one that is no JSON object of entries.

    An entry that is wrong does not hide the others: of names given twice the first counts, metadata that is no text is
    shown as it is written.
    """
    try:
        text.isascii() or text.decode()
    except UnicodeDecodeError as error:
        raise CorruptError(f"the header is not UTF-8 at its byte {error.start:,}") from error
    header = Header({}, {})
    has_metadata = False
    for piece in _pieces(text, job):
        if isinstance(piece, dict) and not header.tensors:
            header.tensors = piece
            continue
        if isinstance(piece, dict) and header.tensors.keys().isdisjoint(piece):
            header.tensors.update(piece)
            continue
        for name, value in piece.items() if isinstance(piece, dict) else piece:
            if name in header.tensors or name in header.broken or (has_metadata and name == "__metadata__"):
                header.warn("repeated-name", f"the header has {quoted(name)} twice; the first one is shown", name)
            elif name == "__metadata__":
                has_metadata = True
                header.metadata.update(_metadata(value, header))
            elif isinstance(value, Described):
                header.tensors[name] = value
            else:
                try:
                    header.tensors[name] = _described(name, value)
                except CorruptError as error:
                    header.broken[name] = error
    return header


def quoted(name: str) -> str:
    """A name from a header, for a message."""
    return repr(shortened(name, 80))


_Pairs = tuple[tuple[str, Any], ...]
"""A JSON object as its pairs, in order, so that a name given twice shows; JSON arrays are lists."""


def _pieces(text: bytes, job: Job) -> Iterator[dict[str, Described] | _Pairs]:
    """The header object in parts, each an object of consecutive entries.

    A piece may be cut after any "}" that a comma and a quote follow. Closed with a "}", it parses only if it was cut
    between entries: inside a string the string stays open, inside an inner object the outer one does. Where it does not
    parse a piece of twice the length is tried, up to the whole.
    """
    start = 0
    metadata = text.find(_METADATA, 0, _BEGINNING)
    length = _PIECE_LENGTH if metadata < 0 else metadata + len(_METADATA)
    while True:
        job.report(start, len(text), "Reading the header")
        cut = _ENTRY_END.search(text, start + length)
        piece = text[start:] if cut is None else text[start : cut.start()] + b"}}"
        if start:
            piece = b"{" + piece
        if not may_be_parsed(piece, job.limits):
            raise LimitError("the header has an entry that would take more memory than any honest one")
        try:
            parsed = _plain_tensors(piece) or _DECODER.decode(piece.decode())
        except (ValueError, RecursionError) as error:
            if cut is None:
                raise CorruptError(f"the header is not valid JSON ({error})") from error
            length = 2 * max(length, cut.start() - start)
            continue
        yield parsed
        if cut is None:
            return
        start, length = cut.end(), _PIECE_LENGTH


def _plain_tensors(piece: bytes) -> dict[str, Described] | None:
    """The tensors in a piece of nothing else; None if there may be more to it.

    Of names given twice the parser keeps the last, and fields that it does not know it leaves out. Both shows in how many
    quotes there are: no entry has fewer than ten.
    """
    try:
        tensors = _TENSORS.decode(piece)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return tensors if piece.count(b'"') == _QUOTES * len(tensors) else None


_TENSORS = Decoder(dict[str, Described])
_DECODER = json.JSONDecoder(object_pairs_hook=tuple)


def _metadata(value: Any, header: Header) -> dict[str, str]:
    if value is None:
        return {}
    if type(value) is not tuple:
        header.warn("metadata", "__metadata__ is not a map of text to text, and is not shown", "__metadata__")
        return {}
    if not all(type(text) is str for _, text in value):
        header.warn(
            "metadata", "__metadata__ holds what is not text, which the safetensors library refuses", "__metadata__"
        )
    metadata: dict[str, str] = {}
    for name, text in value:
        metadata.setdefault(_text(name), _text(text if type(text) is str else _written(text)))
    if len(metadata) != len(value):
        header.warn("metadata", "__metadata__ has a name twice; the first one is shown", "__metadata__")
    return metadata


def _written(value: Any) -> str:
    """A metadata value that is no text, as JSON writes it; of an object in an object the pairs."""
    try:
        return json.dumps(dict(value) if type(value) is tuple else value)
    except (RecursionError, TypeError, ValueError):  # nested without an end, or an object in place of a name
        return "…"


def _described(name: str, value: Any) -> Described:
    if type(value) is not tuple:
        raise CorruptError(f"the header's entry {quoted(name)} is not an object")
    fields = dict(value)
    if len(fields) != len(value):
        raise CorruptError(f"the header's entry {quoted(name)} has a field twice")
    try:
        code, shape, offsets = fields["dtype"], fields["shape"], fields["data_offsets"]
    except KeyError as error:
        raise CorruptError(f"the header's entry {quoted(name)} has no {error.args[0]}") from error
    for numbers in (shape, offsets):
        if type(numbers) is not list:
            raise CorruptError(f"the shape or the offsets of {quoted(name)} are not a list")
        for number in numbers:
            if type(number) is not int or number < 0:
                raise CorruptError(f"the shape or the offsets of {quoted(name)} hold {shortened(repr(number), 40)}")
    if len(offsets) != 2:
        raise CorruptError(f"{quoted(name)} has {len(offsets)} offsets, not a begin and an end")
    if type(code) is not str:
        raise CorruptError(f"the dtype of {quoted(name)} is not text")
    _text(name)
    return Described(code, tuple(shape), (offsets[0], offsets[1]))


def _text(text: str) -> str:
    """``text``, unless it has half of a surrogate pair, which JSON can escape and nothing can write."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise CorruptError(f"the header holds text that is not Unicode: {quoted(text)}") from error
    return text
