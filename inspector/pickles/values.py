"""Plain values in a pickle: what a recorded call of a well-known constructor stands for.

Only constructors whose result is data are evaluated, and by this module's own code: a complex number, a range, a date as
text. Everything else stays an object with its class name and state.
"""

from __future__ import annotations

from typing import Any

from inspector.checkpoint.entries import Key, Opaque, PathElement
from inspector.checkpoint.storage import Storage
from inspector.errors import InspectorError
from inspector.pickles.names import canonical
from inspector.pickles.numpy_arrays import numpy_dtype
from inspector.pickles.records import Call, Global, PickledDict, PickledSet

__all__ = ["NOT_PLAIN", "dict_key", "plain_value"]

#: What :func:`plain_value` returns for a record that is not a plain value.
NOT_PLAIN: Any = Opaque("not a plain value")

_SCALARS = frozenset({int, float, str, bool, type(None), bytes, bytearray})
#: Lists of lists are values while they are small; larger ones become entries of their own. This also bounds the work on
#: shared structure, where a few bytes stand for billions of items.
_MAX_DEPTH = 2
_MAX_NESTED = 16
_MAX_INT_BITS = 1 << 14  # Python refuses to print longer ones


def plain_value(record: Any, depth: int = 0) -> Any:
    """The Python value a record stands for, or :data:`NOT_PLAIN`.

    Numbers, text and bytes; lists, tuples and sets of them, small ones nested; empty dicts; well-known constructors.
    Names become :class:`Opaque` text.
    """
    kind = type(record)
    if kind in _SCALARS:
        if kind is int and record.bit_length() > _MAX_INT_BITS:
            return Opaque(f"<integer of {record.bit_length():,} bits>")
        return record
    if kind is Global:
        return Opaque(record.name)
    if depth > _MAX_DEPTH:
        return NOT_PLAIN
    if kind is list or kind is tuple:
        return _sequence(record, depth)
    if kind is PickledDict:
        return {} if not record.pairs else NOT_PLAIN
    if kind is PickledSet:
        items = _sequence(record.items, depth)
        return NOT_PLAIN if items is NOT_PLAIN else _as_set(items, frozen=record.frozen)
    if kind is Call:
        return _constructed(record, depth)
    if isinstance(record, Storage):
        return Opaque(f"<{record.nbytes:,} bytes>")
    return NOT_PLAIN


def _sequence(items: Any, depth: int) -> Any:
    kinds = set(map(type, items))
    if kinds <= _SCALARS and int not in kinds:
        return items
    if len(items) > _MAX_NESTED and not kinds <= _SCALARS:
        return NOT_PLAIN
    values = []
    for item in items:
        value = plain_value(item, depth + 1)
        if value is NOT_PLAIN:
            return NOT_PLAIN
        values.append(value)
    return tuple(values) if type(items) is tuple else values


def _as_set(items: Any, *, frozen: bool) -> Opaque:
    """Sets are shown in the file's order: hashing what a stranger's file holds is not safe."""
    inside = ", ".join(map(repr, items))
    if frozen:
        return Opaque(f"frozenset({{{inside}}})" if items else "frozenset()")
    return Opaque(f"{{{inside}}}" if items else "set()")


def _constructed(call: Call, depth: int) -> Any:
    name = canonical(call.name)
    if (call.states and name != "numpy.dtype") or call.pairs or type(call.args) is not tuple or len(call.args) > 16:
        return NOT_PLAIN
    constructor = _CONSTRUCTORS.get(name)
    if constructor is None:
        return NOT_PLAIN
    try:
        return constructor(call, depth)
    except (InspectorError, ValueError, TypeError, IndexError, OverflowError):
        return NOT_PLAIN


def _printed(call: Call, depth: int) -> Any:
    """As Python would print the call: ``datetime.date(2020, 1, 2)``."""
    args = _sequence(call.args, depth)
    if args is NOT_PLAIN or call.items:
        return NOT_PLAIN
    name = canonical(call.name)
    return Opaque(f"{name.removeprefix('builtins.')}({', '.join(map(repr, args))})")


def _collection(call: Call, depth: int) -> Any:
    """``set([...])``, ``list((...))`` and the like."""
    items = call.args[0] if call.args else ()
    if type(items) not in (list, tuple):
        return NOT_PLAIN
    values = _sequence([*items, *(call.items or ())], depth)
    if values is NOT_PLAIN:
        return NOT_PLAIN
    kind = canonical(call.name)
    if kind in ("builtins.set", "builtins.frozenset"):
        return _as_set(values, frozen=kind.endswith("frozenset"))
    return tuple(values) if kind == "builtins.tuple" else values


def _encoded(call: Call, _depth: int) -> bytes:
    """``_codecs.encode(text, 'latin1')``: how protocols 0 to 2 write bytes."""
    text = call.args[0]
    if type(text) is not str:
        raise TypeError
    return text.encode("latin-1")


def _bytes(call: Call, depth: int) -> Any:
    if not call.args:
        return b""
    value = plain_value(call.args[0], depth + 1)
    return value if type(value) in (bytes, bytearray) else _printed(call, depth)


def _complex(call: Call, _depth: int) -> complex:
    real, imaginary = call.args
    return complex(float(real), float(imaginary))


def _size(call: Call, depth: int) -> Any:
    return plain_value(call.args[0] if call.args else (), depth + 1)


def _device(call: Call, _depth: int) -> str:
    kind, *index = call.args
    return f"{kind}:{index[0]}" if index and index[0] is not None else str(kind)


def _path(call: Call, _depth: int) -> str:
    if not all(type(part) is str for part in call.args):
        raise TypeError
    return "/".join(call.args).replace("//", "/")


_DATES = {"date": 4, "time": 6, "datetime": 10}


def _date(call: Call, depth: int) -> Any:
    """Dates pickle as packed bytes: year (2, big-endian), month, day, hour, minute, second, microsecond (3)."""
    packed = plain_value(call.args[0], depth + 1)
    packed = packed.encode("latin-1") if type(packed) is str else packed
    if type(packed) is not bytes or len(packed) != _DATES[call.function.qualname]:
        return _printed(call, depth)
    numbers = [int.from_bytes(packed[:2], "big"), *packed[2:4]] if len(packed) != 6 else []
    clock = packed[4:] if numbers else packed
    if clock:
        numbers += [*clock[:3], int.from_bytes(clock[3:6], "big")]
    return Opaque(f"datetime.{call.function.qualname}({', '.join(map(str, numbers))})")


def _numpy_dtype(call: Call, _depth: int) -> Opaque:
    return Opaque(f"dtype({numpy_dtype(call).str!r})")


_CONSTRUCTORS: dict[str, Any] = {
    "_codecs.encode": _encoded, "builtins.bytes": _bytes, "builtins.bytearray": _bytes, "builtins.complex": _complex,
    "builtins.set": _collection, "builtins.frozenset": _collection, "builtins.list": _collection,
    "builtins.tuple": _collection, "builtins.slice": _printed, "builtins.range": _printed,
    "collections.deque": _collection, "torch.Size": _size, "torch.device": _device,
    "datetime.date": _date, "datetime.datetime": _date, "datetime.time": _date, "datetime.timedelta": _printed,
    "decimal.Decimal": _printed, "fractions.Fraction": _printed,
    "pathlib.PosixPath": _path, "pathlib.PurePosixPath": _path, "pathlib.WindowsPath": _path,
    "pathlib.PureWindowsPath": _path, "pathlib.Path": _path, "pathlib._local.PosixPath": _path,
    "numpy.dtype": _numpy_dtype,
    "torch.jit._pickle.build_intlist": _collection, "torch.jit._pickle.build_doublelist": _collection,
    "torch.jit._pickle.build_boollist": _collection,
}  # fmt: skip


def dict_key(record: Any) -> PathElement:
    """A recorded dict key as a path element; nothing is hashed, so it may be anything."""
    if type(record) is str:
        return record
    value = plain_value(record)
    if type(value) in (int, bytes, tuple):
        return Key(value)
    return Key("<object>" if value is NOT_PLAIN else repr(value), opaque=True)
