"""Word vectors: a text and a vector for each word, one word after another.

word2vec begins with a line of the number of words and of dimensions; its vectors follow their words as bytes or as text.
GloVe has the text alone. Text is rounded to 32 bits, as gensim reads it.

Source: ``save_word2vec_format`` in gensim/models/keyedvectors.py of https://github.com/piskvorky/gensim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.word_vectors.places import BinaryPlaces, Places, TextPlaces, VectorStorage, WordStorage
from inspector.jobs import Job
from inspector.sources.source import Source
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import STRING, dtype_named
from inspector.tensors.entries import TensorEntry
from inspector.tensors.strings import StringStorage

__all__ = ["entries_of", "probe", "read"]

_HEADER = re.compile(rb"([1-9]\d{0,9}) ([1-9]\d{0,5}) ?\r?\n")
_WORD = re.compile(rb"\n?[^\s\x00-\x1f]{1,1000} ")
_NUMBER = re.compile(rb"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)
_ITEM_NBYTES = 4
_BLOCK_NBYTES = 16 << 20
#: Files up to this size are gone through when they are opened, so that what is wrong is said at once.
_CHECKED_NBYTES = 32 << 20
_FEWEST_NUMBERS = 4
_LARGEST = 1e10
_LINES = 50


def probe(source: Source) -> str | None:
    """Whether the file begins with words and vectors in one of the forms."""
    if _HEADER.match(source.head) is None and source.file.is_far:
        return "it says not how many words there are, and is not at hand to be counted"
    return None if _form(source) else "it has no words with vectors of one size"


def read(source: Source, job: Job) -> Checkpoint:
    """The words and their vectors. A file that ends too early is a finding where it is not too large to be gone through."""
    form = _form(source)
    if form is None:
        raise CorruptError("has no words with vectors of one size")
    kind, start, count, dimension = form
    places = kind(source.file, start, count or _lines(source.file, start, job), dimension)
    least = places.count * (2 * dimension if kind is TextPlaces else _ITEM_NBYTES * dimension + 2)
    findings = []
    if source.file.nbytes <= _CHECKED_NBYTES or start + least > source.file.nbytes:
        there = len(places.found.words)
        if there < places.count:
            message = f"The file has {there:,} of {places.count:,} words: its end is missing or damaged."
            findings.append(Finding(Severity.WARNING, "word-vectors-damaged", message))
            places = kind(source.file, start, there, dimension)
    metadata = {"form": "binary" if kind is BinaryPlaces else "text"}
    return Checkpoint(source.location, "word-vectors", source.files, entries_of(places), metadata, findings)


def entries_of(places: Places) -> list[TensorEntry]:
    """The words and the vectors at some places."""
    words = StringStorage(WordStorage(places), places.file)
    shape = places.count, places.dimension
    return [
        TensorEntry(("words",), STRING, shape[:1], (1,), words),
        TensorEntry(("vectors",), dtype_named("float32"), shape, (shape[1], 1), VectorStorage(places)),
    ]


def _form(source: Source) -> tuple[type[Places], int, int, int] | None:
    """How the words lie in the file, where the first one begins, how many there are (0 if that is not said), and the size.

    None if the head of the file has no words with vectors in it.
    """
    header = _HEADER.match(source.head)
    start, count, dimension = (header.end(), int(header[1]), int(header[2])) if header else (0, 0, 0)
    lines = source.head[start:].split(b"\n")
    if source.file.nbytes > len(source.head):
        lines = lines[:-1]  # which may be cut off
    rows = [line.split() for line in lines[:_LINES] if line.strip()]
    dimension = dimension or min((len(row) - 1 for row in rows), default=0)
    if len(rows) > 1 and lines[-1] and not _is_row(rows[-1], dimension):
        del rows[-1]  # the file was cut off in it
    if rows and all(_is_row(row, dimension) for row in rows) and (header or _may_be_words(rows, dimension)):
        return TextPlaces, start, count, dimension
    first = _WORD.match(source.head, start) if header else None
    if first is None or first.end() + _ITEM_NBYTES * dimension > source.file.nbytes:
        return None
    second = first.end() + _ITEM_NBYTES * dimension
    there = min(dimension, (len(source.head) - first.end()) // _ITEM_NBYTES)
    numbers = np.frombuffer(source.head, "<f4", there, first.end())
    is_plausible = bool((np.abs(numbers) < _LARGEST).all())  # which text is not
    has_second = count == 1 or second >= len(source.head) or _WORD.match(source.head, second)
    return (BinaryPlaces, start, count, dimension) if is_plausible and has_second else None


def _is_row(row: Sequence[bytes], dimension: int) -> bool:
    return 0 < dimension < len(row) and all(map(_NUMBER.fullmatch, row[-dimension:]))


def _may_be_words(rows: Sequence[Sequence[bytes]], dimension: int) -> bool:
    """Whether lines without a header are more than a table of numbers."""
    return len(rows) > 1 and dimension >= _FEWEST_NUMBERS and not all(_NUMBER.fullmatch(row[0]) for row in rows)


def _lines(file: Storage, start: int, job: Job) -> int:
    """How many lines there are, the last of which need not end."""
    count, position, last = 0, start, b""
    while position < file.nbytes:
        job.check()
        last = file.read(position, min(_BLOCK_NBYTES, file.nbytes - position))
        count += last.count(b"\n")
        position += len(last)
    return count + (not last.endswith(b"\n"))
