"""Documents that are parsed as a whole: JSON and text that describe a model or say where its tensors are.

Everything else is read piece by piece. What a parser makes of a document may take twenty times its size, and a stranger
chooses how much: ``[],[],[]`` is an object every three bytes. So the objects are counted before they are made.
"""

from __future__ import annotations

from inspector.errors import LimitError
from inspector.limits import Limits
from inspector.sources.storage import Storage
from inspector.text import size_text

__all__ = ["may_be_parsed", "objects_nbytes", "read_document"]

#: Bytes that Python's objects take at least for each of these characters of JSON: a list, a dict, a place in a dict and its
#: key, a number or a place in a list, half a text.
_OBJECT_NBYTES = {b"[": 64, b"{": 72, b":": 110, b",": 40, b'"': 28}
#: Counted in one go, while no other thread has its turn: about a millisecond.
_COUNTED_NBYTES = 1 << 20


def read_document(storage: Storage, limits: Limits, *, is_text: bool = False) -> bytes:
    """The bytes of a document, JSON unless ``is_text``.

    Raises LimitError for one that is longer than any honest one, or that takes too much memory once it is parsed.
    """
    if storage.nbytes > limits.document_nbytes:
        raise LimitError(
            f"is a document of {size_text(storage.nbytes)}; at most {size_text(limits.document_nbytes)} are read at once"
        )
    document = storage.read()
    if not is_text and not may_be_parsed(document, limits):
        raise LimitError(
            f"is a document that would take more than {size_text(limits.document_objects_nbytes)} once it is parsed"
        )
    return document


def may_be_parsed(document: bytes, limits: Limits) -> bool:
    """Whether the objects that JSON is parsed into take no more memory than they may."""
    most = limits.document_objects_nbytes
    return len(document) * max(_OBJECT_NBYTES.values()) <= most or objects_nbytes(document) <= most


def objects_nbytes(document: bytes) -> int:
    """How much memory the objects take at least that JSON is parsed into."""
    return sum(
        size * document.count(character, start, start + _COUNTED_NBYTES)
        for start in range(0, len(document), _COUNTED_NBYTES)
        for character, size in _OBJECT_NBYTES.items()
    )
