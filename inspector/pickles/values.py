"""Plain values in a pickle: what a recorded call of a well-known constructor stands for.

Only constructors whose result is data are evaluated, and by our own code: a complex number, a range, a date as text. Those
of Python are here; what frameworks add comes from their :class:`~inspector.pickles.recogniser.Recogniser`. Everything else
stays an object with its class name and state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from inspector.errors import InspectorError
from inspector.pickles.long_text import LongText
from inspector.pickles.records import OUT_OF_BAND, Call, Global, PickledDict, PickledSet
from inspector.sources.storage import Storage
from inspector.tensors.entries import Key, Opaque, PathElement

__all__ = [
    "MAX_TEXT", "NOT_PLAIN", "UNNAMED_KEY", "Constructor", "PlainValues", "collection", "numbered_key", "stateless",
    "weight",
]  # fmt: skip

#: What :meth:`PlainValues.of` returns for a record that is not a plain value.
NOT_PLAIN: Any = Opaque("not a plain value")
#: What :meth:`PlainValues.key` returns for a key that no text tells from others, such as a tensor.
UNNAMED_KEY = Key("<object>", opaque=True)

_NUMBERS = frozenset({int, float, bool, type(None)})
_TEXTS = frozenset({str, bytes, bytearray})
_SCALARS = _NUMBERS | _TEXTS
#: Lists of lists are values while they are small; larger ones become entries of their own. This also bounds the work on
#: shared structure, where a few bytes stand for billions of items.
_MAX_DEPTH = 2
_MAX_NESTED = 16
#: Characters of a text inside a value.
MAX_TEXT = 4096
#: Texts of more characters, or numbers of as many digits, are told from others by what they are, not by what is in them.
_SHORT = 64
_MAX_INT_BITS = 14_000  # Python refuses to print much longer ones


class PlainValues:
    """Turns records into Python values. ``constructors`` are those of frameworks, by canonical name."""

    def __init__(self, constructors: Mapping[str, Constructor] = MappingProxyType({})) -> None:
        self._constructors = {**constructors, **_PYTHON}

    def of(self, record: Any, depth: int = 0) -> Any:
        """The Python value a record stands for, or :data:`NOT_PLAIN`. ``depth`` is how deep it lies in another value.

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
        if record is OUT_OF_BAND:
            return Opaque("<bytes pickled out of band>")
        if depth > _MAX_DEPTH:
            return NOT_PLAIN
        if kind is Call:
            constructor = self._constructors.get(record.name or _method(record))
            return NOT_PLAIN if constructor is None else self._constructed(constructor, record, depth)
        if kind is list or kind is tuple:
            return self._sequence(record, depth)
        if kind is PickledDict:
            return {} if not record.pairs else NOT_PLAIN
        if kind is PickledSet:
            items = self._sequence(record.items, depth)
            return NOT_PLAIN if items is NOT_PLAIN else _as_set(items, frozen=record.frozen)
        if isinstance(record, Storage):
            return Opaque(f"<{record.nbytes:,} bytes>")
        if kind is LongText and not depth:
            return record.read()
        return NOT_PLAIN

    def _sequence(self, items: Any, depth: int) -> Any:
        kinds = set(map(type, items))
        if len(items) > _MAX_NESTED and (depth or not kinds <= _SCALARS or _repeats_itself(items)):
            return NOT_PLAIN
        if kinds <= _SCALARS and int not in kinds:
            return items
        values = []
        for item in items:
            value = self.of(item, depth + 1)
            if value is NOT_PLAIN:
                return NOT_PLAIN
            values.append(value)
        return tuple(values) if type(items) is tuple else values

    def _constructed(self, constructor: Constructor, call: Call, depth: int) -> Any:
        if call.pairs or type(call.args) is not tuple or len(call.args) > _MAX_NESTED:
            return NOT_PLAIN
        try:
            return constructor(call, self, depth)
        except (InspectorError, ValueError, TypeError, IndexError, OverflowError):
            return NOT_PLAIN

    def key(self, record: Any) -> PathElement:
        """A recorded dict key as a path element; it may be anything."""
        if type(record) is str:
            return record
        if type(record) is LongText:
            return UNNAMED_KEY
        value = self.of(record)
        if _is_key(value):
            return Key(value)
        return UNNAMED_KEY if value is NOT_PLAIN or weight(value) > MAX_TEXT else Key(repr(value), opaque=True)


#: Gives the value that a call stands for ``depth`` levels inside another, or :data:`NOT_PLAIN`. What it raises for arguments
#: it does not know (ValueError, TypeError, IndexError, OverflowError) means that too.
Constructor = Callable[[Call, PlainValues, int], Any]


def stateless(constructor: Constructor) -> Constructor:
    """The constructor for calls without a BUILD behind them: an object with a state is more than its arguments."""

    def construct(call: Call, values: PlainValues, depth: int) -> Any:
        return NOT_PLAIN if call.states else constructor(call, values, depth)

    return construct


def weight(value: Any) -> int:
    """How many items and characters a plain value holds, roughly: what showing it costs."""
    kind = type(value)
    if kind is list or kind is tuple:
        return len(value) + sum(weight(item) for item in value if type(item) not in _NUMBERS)
    if kind is Opaque:
        return len(value.text)
    if kind is int:
        return value.bit_length() // 4 if value.bit_length() > 4 * _SHORT else 0
    return len(value) if kind in _TEXTS else 0


def _repeats_itself(items: Any) -> bool:
    """Whether long scalars are in a list again and again, so that it is far longer than what the pickle holds of it."""
    once: dict[int, int] = {}
    total = 0
    for item in items:
        size = weight(item)
        if size > _SHORT:
            once[id(item)] = size
            total += size
    return total > MAX_TEXT + 2 * sum(once.values())


def _as_set(items: Any, *, frozen: bool) -> Any:
    """Sets are shown in the file's order: hashing what a stranger's file holds is not safe."""
    if weight(items) > MAX_TEXT:
        return NOT_PLAIN
    inside = ", ".join(map(repr, items))
    if frozen:
        return Opaque(f"frozenset({{{inside}}})" if items else "frozenset()")
    return Opaque(f"{{{inside}}}" if items else "set()")


def _printed(call: Call, values: PlainValues, depth: int) -> Any:
    """As Python would print the call: ``datetime.date(2020, 1, 2)``."""
    args = values.of(call.args, depth)
    if args is NOT_PLAIN or call.items or weight(args) > MAX_TEXT:
        return NOT_PLAIN
    return Opaque(f"{call.name.removeprefix('builtins.')}({', '.join(map(repr, args))})")


def collection(call: Call, values: PlainValues, depth: int) -> Any:
    """``set([...])``, ``list((...))`` and the like."""
    items = call.args[0] if call.args else ()
    if type(items) not in (list, tuple):
        return NOT_PLAIN
    found = values.of([*items, *(call.items or ())], depth)
    if found is NOT_PLAIN:
        return NOT_PLAIN
    if call.name in ("builtins.set", "builtins.frozenset"):
        return _as_set(found, frozen=call.name == "builtins.frozenset")
    return tuple(found) if call.name == "builtins.tuple" else found


def _encoded(call: Call, _values: PlainValues, depth: int) -> Any:
    """``_codecs.encode(text, 'latin1')``: how protocols 0 to 2 write bytes."""
    text = call.args[0]
    if type(text) is LongText:
        return Opaque(f"<{text.as_bytes().nbytes:,} bytes>")
    if type(text) is not str or (depth and len(text) > MAX_TEXT):
        return NOT_PLAIN
    return text.encode("latin-1")


def _bytes(call: Call, values: PlainValues, depth: int) -> Any:
    inside = call.args[0] if call.args else b""
    if type(inside) is Call and inside.name == "_codecs.encode":
        inside = _encoded(inside, values, depth)
    if type(inside) not in (bytes, bytearray):
        return _printed(call, values, depth)
    return bytearray(inside) if call.name == "builtins.bytearray" else inside


def _complex(call: Call, _values: PlainValues, _depth: int) -> complex:
    real, imaginary = call.args
    if type(real) is not float or type(imaginary) is not float:
        raise TypeError
    return complex(real, imaginary)


def _path(call: Call, _values: PlainValues, _depth: int) -> str:
    if not all(type(part) is str for part in call.args) or weight(call.args) > MAX_TEXT:
        raise TypeError
    return "/".join(call.args).replace("//", "/")


def _method(call: Call) -> str:
    """The dotted name of a method that is looked up in its class to be called; empty for anything else."""
    looked_up = call.function
    if type(looked_up) is not Call or looked_up.name != "builtins.getattr" or type(looked_up.args) is not tuple:
        return ""
    owner, method = looked_up.args if len(looked_up.args) == 2 else (None, None)
    return f"{owner.canonical}.{method}" if type(owner) is Global and type(method) is str else ""


def _zone(call: Call, _values: PlainValues, _depth: int) -> Any:
    """A time zone by its name: ``ZoneInfo._unpickle(name, whether it is the only object of that name)``."""
    if type(call.args[0]) is not str or len(call.args[0]) > MAX_TEXT:
        return NOT_PLAIN
    return Opaque(f"zoneinfo.ZoneInfo({call.args[0]!r})")


_DATES = {"date": 4, "time": 6, "datetime": 10}
#: The bit that is set in the first byte of a packed time, or in the month, in the second of two hours that the clock shows.
_FOLD = 0x80


def _date(call: Call, values: PlainValues, depth: int) -> Any:
    """Dates pickle as packed bytes: year (2, big-endian), month, day, hour, minute, second, microsecond (3).

    Behind them is the time zone, if there is one.
    """
    packed = values.of(call.args[0], depth + 1)
    packed = packed.encode("latin-1") if type(packed) is str else packed
    if type(packed) is not bytes or len(packed) != _DATES[call.function.qualname]:
        return _printed(call, values, depth)
    place = 0 if len(packed) == _DATES["time"] else 2
    fold = packed[place] & _FOLD
    packed = bytes((*packed[:place], packed[place] & ~_FOLD, *packed[place + 1 :]))
    numbers = [int.from_bytes(packed[:2], "big"), *packed[2:4]] if place else []
    clock = packed[4:] if numbers else packed
    if clock:
        numbers += [*clock[:3], int.from_bytes(clock[3:6], "big")]
    shown = [*map(str, numbers), *(["fold=1"] if fold else [])]
    if len(call.args) == 2:
        zone = values.of(call.args[1], depth + 1)
        if type(zone) is not Opaque or (zone is NOT_PLAIN and type(call.args[1]) is not Call):
            return NOT_PLAIN
        shown.append(f"tzinfo={call.args[1] if zone is NOT_PLAIN else zone}")
    return Opaque(f"datetime.{call.function.qualname}({', '.join(shown)})")


_PYTHON: dict[str, Constructor] = {
    name: stateless(constructor)
    for name, constructor in {
        "_codecs.encode": _encoded, "builtins.bytes": _bytes, "builtins.bytearray": _bytes, "builtins.complex": _complex,
        "builtins.set": collection, "builtins.frozenset": collection, "builtins.list": collection,
        "builtins.tuple": collection, "builtins.slice": _printed, "builtins.range": _printed,
        "collections.deque": collection,
        "datetime.date": _date, "datetime.datetime": _date, "datetime.time": _date, "datetime.timedelta": _printed,
        "datetime.timezone": _printed, "zoneinfo.ZoneInfo._unpickle": _zone,
        "decimal.Decimal": _printed, "fractions.Fraction": _printed,
        "pathlib.PosixPath": _path, "pathlib.PurePosixPath": _path, "pathlib.WindowsPath": _path,
        "pathlib.PureWindowsPath": _path, "pathlib.Path": _path,
    }.items()
}  # fmt: skip


def numbered_key(number: int) -> Key:
    """The key of the unnamed key number ``number`` of a dict, which counts them from 0."""
    return Key(f"<object {number + 1}>", opaque=True) if number else UNNAMED_KEY


def _is_key(value: Any) -> bool:
    if type(value) is tuple:
        return all(type(part) is str or _is_key(part) for part in value)
    return type(value) in (int, bytes)
