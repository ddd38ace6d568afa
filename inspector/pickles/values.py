"""Plain values in a pickle: what a recorded call of a well-known constructor stands for.

Only constructors whose result is data are evaluated, and by this module's own code: a complex number, a range, a date as
text. Everything else stays an object with its class name and state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspector.errors import InspectorError
from inspector.formats.numpy.pickled import numpy_dtype
from inspector.pickles.long_text import LongText
from inspector.pickles.records import Call, Global, PickledDict, PickledSet
from inspector.sources.storage import Storage
from inspector.tensors.entries import Key, Opaque, PathElement

__all__ = ["NOT_PLAIN", "UNNAMED_KEY", "dict_key", "numbered_key", "plain_value", "weight"]

#: What :func:`plain_value` returns for a record that is not a plain value.
NOT_PLAIN: Any = Opaque("not a plain value")
#: What :func:`dict_key` returns for a key that no text tells from others, such as a tensor.
UNNAMED_KEY = Key("<object>", opaque=True)

_NUMBERS = frozenset({int, float, bool, type(None)})
_TEXTS = frozenset({str, bytes, bytearray})
_SCALARS = _NUMBERS | _TEXTS
#: Lists of lists are values while they are small; larger ones become entries of their own. This also bounds the work on
#: shared structure, where a few bytes stand for billions of items.
_MAX_DEPTH = 2
_MAX_NESTED = 16
_MAX_NESTED_TEXT = 4096
_MAX_INT_BITS = 14_000  # Python refuses to print much longer ones


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
    if kind is Call:
        constructor = _CONSTRUCTORS.get(record.name)
        return NOT_PLAIN if constructor is None else _constructed(constructor, record, depth)
    if kind is list or kind is tuple:
        return _sequence(record, depth)
    if kind is PickledDict:
        return {} if not record.pairs else NOT_PLAIN
    if kind is PickledSet:
        items = _sequence(record.items, depth)
        return NOT_PLAIN if items is NOT_PLAIN else _as_set(items, frozen=record.frozen)
    if isinstance(record, Storage):
        return Opaque(f"<{record.nbytes:,} bytes>")
    if kind is LongText and not depth:
        return record.read()
    return NOT_PLAIN


def weight(value: Any) -> int:
    """How many items and characters a plain value holds, roughly: what showing it costs."""
    kind = type(value)
    if kind is list or kind is tuple:
        return len(value) + sum(weight(item) for item in value if type(item) not in _NUMBERS)
    if kind is Opaque:
        return len(value.text)
    return len(value) if kind in _TEXTS else 0


def _sequence(items: Any, depth: int) -> Any:
    kinds = set(map(type, items))
    if len(items) > _MAX_NESTED and (depth or not kinds <= _SCALARS):
        return NOT_PLAIN
    if kinds <= _SCALARS and int not in kinds:
        return items
    values = []
    for item in items:
        value = plain_value(item, depth + 1)
        if value is NOT_PLAIN:
            return NOT_PLAIN
        values.append(value)
    return tuple(values) if type(items) is tuple else values


def _as_set(items: Any, *, frozen: bool) -> Any:
    """Sets are shown in the file's order: hashing what a stranger's file holds is not safe."""
    if weight(items) > _MAX_NESTED_TEXT:
        return NOT_PLAIN
    inside = ", ".join(map(repr, items))
    if frozen:
        return Opaque(f"frozenset({{{inside}}})" if items else "frozenset()")
    return Opaque(f"{{{inside}}}" if items else "set()")


def _constructed(constructor: Callable[[Call, int], Any], call: Call, depth: int) -> Any:
    if (
        (call.states and call.name != "numpy.dtype")
        or call.pairs
        or type(call.args) is not tuple
        or len(call.args) > _MAX_NESTED
    ):
        return NOT_PLAIN
    try:
        return constructor(call, depth)
    except (InspectorError, ValueError, TypeError, IndexError, OverflowError):
        return NOT_PLAIN


def _printed(call: Call, depth: int) -> Any:
    """As Python would print the call: ``datetime.date(2020, 1, 2)``."""
    args = _sequence(call.args, depth)
    if args is NOT_PLAIN or call.items or weight(args) > _MAX_NESTED_TEXT:
        return NOT_PLAIN
    return Opaque(f"{call.name.removeprefix('builtins.')}({', '.join(map(repr, args))})")


def _collection(call: Call, depth: int) -> Any:
    """``set([...])``, ``list((...))`` and the like."""
    items = call.args[0] if call.args else ()
    if type(items) not in (list, tuple):
        return NOT_PLAIN
    values = _sequence([*items, *(call.items or ())], depth)
    if values is NOT_PLAIN:
        return NOT_PLAIN
    if call.name in ("builtins.set", "builtins.frozenset"):
        return _as_set(values, frozen=call.name == "builtins.frozenset")
    return tuple(values) if call.name == "builtins.tuple" else values


def _encoded(call: Call, depth: int) -> Any:
    """``_codecs.encode(text, 'latin1')``: how protocols 0 to 2 write bytes."""
    text = call.args[0]
    if type(text) is LongText:
        return Opaque(f"<{text.as_bytes().nbytes:,} bytes>")
    if type(text) is not str or (depth and len(text) > _MAX_NESTED_TEXT):
        return NOT_PLAIN
    return text.encode("latin-1")


def _bytes(call: Call, depth: int) -> Any:
    inside = call.args[0] if call.args else b""
    if type(inside) is Call and inside.name == "_codecs.encode":
        inside = _encoded(inside, depth)
    if type(inside) not in (bytes, bytearray):
        return _printed(call, depth)
    return bytearray(inside) if call.name == "builtins.bytearray" else inside


def _complex(call: Call, _depth: int) -> complex:
    real, imaginary = call.args
    if type(real) is not float or type(imaginary) is not float:
        raise TypeError
    return complex(real, imaginary)


def _size(call: Call, depth: int) -> Any:
    sizes = call.args[0] if call.args else ()
    return _sequence(sizes, depth) if type(sizes) is tuple else NOT_PLAIN


def _device(call: Call, _depth: int) -> Any:
    kind, *index = call.args
    if type(kind) is not str or not all(type(number) in (int, type(None)) for number in index):
        raise TypeError
    return f"{kind}:{index[0]}" if index and index[0] is not None else kind


def _layout(call: Call, _depth: int) -> Any:
    (name,) = call.args
    return Opaque(name) if type(name) is str and len(name) < _MAX_NESTED_TEXT else NOT_PLAIN


def _path(call: Call, _depth: int) -> str:
    if not all(type(part) is str for part in call.args) or weight(call.args) > _MAX_NESTED_TEXT:
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
    dtype = numpy_dtype(call, max_fields=1)
    return Opaque(f"dtype({dtype.str!r})")


_CONSTRUCTORS: dict[str, Callable[[Call, int], Any]] = {
    "_codecs.encode": _encoded, "builtins.bytes": _bytes, "builtins.bytearray": _bytes, "builtins.complex": _complex,
    "builtins.set": _collection, "builtins.frozenset": _collection, "builtins.list": _collection,
    "builtins.tuple": _collection, "builtins.slice": _printed, "builtins.range": _printed,
    "collections.deque": _collection, "torch.Size": _size, "torch.device": _device,
    "torch.serialization._get_layout": _layout,
    "datetime.date": _date, "datetime.datetime": _date, "datetime.time": _date, "datetime.timedelta": _printed,
    "decimal.Decimal": _printed, "fractions.Fraction": _printed,
    "pathlib.PosixPath": _path, "pathlib.PurePosixPath": _path, "pathlib.WindowsPath": _path,
    "pathlib.PureWindowsPath": _path, "pathlib.Path": _path, "pathlib._local.PosixPath": _path,
    "numpy.dtype": _numpy_dtype,
    "torch.jit._pickle.build_intlist": _collection, "torch.jit._pickle.build_doublelist": _collection,
    "torch.jit._pickle.build_boollist": _collection,
}  # fmt: skip


def dict_key(record: Any) -> PathElement:
    """A recorded dict key as a path element; it may be anything."""
    if type(record) is str:
        return record
    if type(record) is LongText:
        return UNNAMED_KEY
    value = plain_value(record)
    if _is_key(value):
        return Key(value)
    return UNNAMED_KEY if value is NOT_PLAIN or weight(value) > _MAX_NESTED_TEXT else Key(repr(value), opaque=True)


def numbered_key(number: int) -> Key:
    """The key of the unnamed key number ``number`` of a dict, which counts them from 0."""
    return Key(f"<object {number + 1}>", opaque=True) if number else UNNAMED_KEY


def _is_key(value: Any) -> bool:
    if type(value) is tuple:
        return all(type(part) is str or _is_key(part) for part in value)
    return type(value) in (int, bytes)
