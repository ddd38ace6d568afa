"""Writing pickles, as far as torch's files need: the counterpart of :mod:`inspector.pickles`, which reads them.

Protocol 2 and nothing but the opcodes and types that torch's restricted loader (``weights_only=True``) takes, so that what
is written here can be loaded by whoever trusts nobody. What a pickle calls is written from the same records that reading
one leaves behind: :class:`Global`, :class:`Call`, :class:`Persistent`.
Sources: pickletools.py; torch/_weights_only_unpickler.py.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from inspector.pickles.records import Call, Global, Persistent

__all__ = ["can_pickle", "pickled"]

#: Containers in containers; torch's loader has no bound, but nobody needs more.
_MAX_DEPTH = 16
#: LONG1 has one byte for the length.
_MAX_INT_BITS = 8 * 255 - 1
_INT32 = range(-(1 << 31), 1 << 31)
_MARK, _TUPLE, _APPENDS, _SETITEMS, _REDUCE, _BINPERSID = b"(", b"t", b"e", b"u", b"R", b"Q"
_SHORT_TUPLES = {0: b")", 1: b"\x85", 2: b"\x86", 3: b"\x87"}
_ENCODE = Global("_codecs", "encode")


def can_pickle(value: Any, depth: int = 0) -> bool:
    """Whether ``value`` is plain: numbers, text, bytes, and containers of such."""
    if depth > _MAX_DEPTH:
        return False
    kind = type(value)
    if kind is int:
        return bool(value.bit_length() <= _MAX_INT_BITS)
    if kind in (list, tuple):
        return all(can_pickle(item, depth + 1) for item in value)
    if kind is dict:
        return all(type(key) is str and can_pickle(item, depth + 1) for key, item in value.items())
    return value is None or kind in (bool, float, str, bytes)


def pickled(root: Any) -> bytes:
    """A pickle of ``root``: what :func:`can_pickle` takes, and records."""
    pickle = _Pickle()
    pickle.add(root)
    return b"\x80\x02" + b"".join(pickle.parts) + b"."


class _Pickle:
    """The opcodes so far. Text and names are written once and then referred to, as they are most of a state dict's index."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self._memo: dict[tuple[type, str], int] = {}
        self._adders: dict[type, Callable[[Any], None]] = {
            int: self._int, float: self._float, str: self._text, bytes: self._bytes, bool: self._bool,
            type(None): self._none, list: self._list, tuple: self._tuple, dict: self._dict,
            Global: self._global, Call: self._call, Persistent: self._persistent,
        }  # fmt: skip

    def add(self, value: Any) -> None:
        self._adders[type(value)](value)

    def _none(self, _value: None) -> None:
        self.parts.append(b"N")

    def _bool(self, value: bool) -> None:
        self.parts.append(b"\x88" if value else b"\x89")

    def _int(self, value: int) -> None:
        if 0 <= value < 1 << 8:
            self.parts.append(struct.pack("<cB", b"K", value))
        elif 0 <= value < 1 << 16:
            self.parts.append(struct.pack("<cH", b"M", value))
        elif value in _INT32:
            self.parts.append(struct.pack("<ci", b"J", value))
        else:
            nbytes = value.bit_length() // 8 + 1
            self.parts.append(struct.pack("<cB", b"\x8a", nbytes) + value.to_bytes(nbytes, "little", signed=True))

    def _float(self, value: float) -> None:
        self.parts.append(struct.pack(">cd", b"G", value))

    def _text(self, value: str) -> None:
        encoded = value.encode("utf-8", "surrogatepass")
        self._remembered((str, value), struct.pack("<cI", b"X", len(encoded)) + encoded)

    def _bytes(self, value: bytes) -> None:
        self._call(Call(_ENCODE, (value.decode("latin-1"), "latin1")))

    def _global(self, value: Global) -> None:
        self._remembered((Global, value.name), f"c{value.module}\n{value.qualname}\n".encode())

    def _remembered(self, key: tuple[type, str], opcodes: bytes) -> None:
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = len(self._memo)
            self.parts.append(opcodes + _memo_opcode(b"q", b"r", known))
        else:
            self.parts.append(_memo_opcode(b"h", b"j", known))

    def _list(self, value: list[Any]) -> None:
        self.parts.append(b"]" + _MARK)
        for item in value:
            self.add(item)
        self.parts.append(_APPENDS)

    def _tuple(self, value: tuple[Any, ...]) -> None:
        short = _SHORT_TUPLES.get(len(value))
        if short is None:
            self.parts.append(_MARK)
        for item in value:
            self.add(item)
        self.parts.append(short or _TUPLE)

    def _dict(self, value: dict[str, Any]) -> None:
        self.parts.append(b"}" + _MARK)
        for key, item in value.items():
            self.add(key)
            self.add(item)
        self.parts.append(_SETITEMS)

    def _call(self, value: Call) -> None:
        self.add(value.function)
        self.add(value.args)
        self.parts.append(_REDUCE)

    def _persistent(self, value: Persistent) -> None:
        self.add(value.pid)
        self.parts.append(_BINPERSID)


def _memo_opcode(short: bytes, long: bytes, number: int) -> bytes:
    return struct.pack("<cB", short, number) if number < 1 << 8 else struct.pack("<cI", long, number)
