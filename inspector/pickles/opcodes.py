"""The opcodes that are not in the machine's own loop: a function for each, from the position after the opcode to the next.

Opcodes: https://github.com/python/cpython/blob/main/Lib/pickletools.py
"""

from __future__ import annotations

import re
from collections.abc import Callable
from struct import Struct
from typing import TYPE_CHECKING, Any

from inspector.errors import CorruptError
from inspector.pickles.records import OUT_OF_BAND, Call, Global, Persistent, PickledDict, PickledSet

if TYPE_CHECKING:
    from inspector.pickles.machine import Machine

__all__ = ["HANDLERS", "set_items"]

Handler = Callable[["Machine", int], int]

_HIGHEST_PROTOCOL = 5

_U8, _U16, _I32, _U32, _U64, _F64 = (Struct(code) for code in ("<B", "<H", "<i", "<I", "<Q", ">d"))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _latin1(data: bytes) -> str:
    return data.decode("latin-1")


def _constant(value: Any) -> Handler:
    def handler(machine: Machine, position: int) -> int:
        machine.stack.append(value)
        return position

    return handler


def _fixed(struct: Struct) -> Handler:
    def handler(machine: Machine, position: int) -> int:
        machine.stack.append(struct.unpack_from(machine.data, position)[0])
        return position + struct.size

    return handler


def _proto(machine: Machine, position: int) -> int:
    machine.protocol = machine.data[position]
    if machine.protocol > _HIGHEST_PROTOCOL:
        raise CorruptError(f"pickle protocol {machine.protocol} does not exist")
    return position + 1


def _frame(machine: Machine, position: int) -> int:
    """FRAME: a hint for buffering; what it promises is not believed."""
    machine.frames.begin(machine.base + position + 8, _U64.unpack_from(machine.data, position)[0])
    return position + 8


def _pop(machine: Machine, position: int) -> int:
    if machine.marks and machine.marks[-1] == len(machine.stack):
        machine.marks.pop()
    else:
        discarded = machine.stack.pop()
        machine.discarded.append(discarded)
        if machine.stack and type(discarded) is Call:
            _note_state(discarded, machine.stack[-1])
    return position


def _note_state(call: Call, target: Any) -> None:
    """Give an object the state that a function of its own sets, called with both: the result is thrown away.

    The sixth item of what ``__reduce__`` returns; cloudpickle's functions and classes have all that is theirs there.
    """
    args = call.args
    if type(target) is Call and type(args) is tuple and len(args) == 2 and args[0] is target:
        target.states = [*(target.states or ()), args[1]]


def _pop_mark(machine: Machine, position: int) -> int:
    machine.discarded.extend(machine.since_mark())
    return position


def _dup(machine: Machine, position: int) -> int:
    machine.stack.append(machine.stack[-1])
    return position


def _number(text: bytes, base: int = 10) -> int:
    try:
        return int(text, base)
    except ValueError as error:
        raise CorruptError(f"the pickle holds a number written as {text[:20]!r} ({len(text):,} characters)") from error


#: What C reads as an octal number, and Python as none.
_OLD_OCTAL = re.compile(rb"\s*[+-]?0[0-7]+\s*")


def _int_line(machine: Machine, position: int) -> int:
    """INT: an integer as C writes it, in any base, or a truth value."""
    line, position = machine.line(position)
    if line in (b"00", b"01"):
        machine.stack.append(line == b"01")
    else:
        machine.stack.append(_number(line, 8 if _OLD_OCTAL.fullmatch(line) else 0))
    return position


def _long_line(machine: Machine, position: int) -> int:
    line, position = machine.line(position)
    machine.stack.append(_number(line.removesuffix(b"L"), 0))
    return position


def _float_line(machine: Machine, position: int) -> int:
    line, position = machine.line(position)
    try:
        machine.stack.append(float(line))
    except ValueError as error:
        raise CorruptError(f"the pickle holds a number written as {line[:20]!r}") from error
    return position


def _long(length: Struct) -> Handler:
    def handler(machine: Machine, position: int) -> int:
        (nbytes,) = length.unpack_from(machine.data, position)
        if nbytes < 0:
            raise CorruptError(f"the pickle holds an integer of {nbytes} bytes")
        if nbytes > machine.job.limits.pickle_int_nbytes:
            return machine.long_bytes(position + length.size, nbytes)  # shown as bytes: its digits would take minutes
        digits, position = machine.take(position + length.size, nbytes)
        machine.stack.append(int.from_bytes(digits, "little", signed=True))
        return position

    return handler


#: Python 2 text with escapes, all of which mean the same to Python 3's codec; and escapes that only this one has.
_ESCAPED = re.compile(rb"(?:[^\\]|\\(?:[\\'\"abfnrtv]|x[0-9a-fA-F]{2}|[0-3]?[0-7]{1,2}))*+", re.DOTALL)
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)


def _plain_escape(escape: re.Match[bytes]) -> bytes:
    """An escape that Python 2 has no meaning for is a backslash and what follows."""
    return escape[0] if escape[1] in b"\\'\"abfnrtvx01234567" else b"\\" + escape[0]


def _string_line(machine: Machine, position: int) -> int:
    """STRING: a Python 2 str as its repr; decoded as latin-1, which keeps every byte."""
    line, position = machine.line(position, is_text=True)
    line = line.strip()
    if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in (b"'", b'"'):
        raise CorruptError("the pickle holds a string without its quotes")
    text = _ESCAPE.sub(_plain_escape, line[1:-1])
    if not _ESCAPED.fullmatch(text):
        raise CorruptError("the pickle holds a string with a broken escape")
    machine.stack.append(text.decode("unicode_escape"))
    return position


def _unicode_line(machine: Machine, position: int) -> int:
    line, position = machine.line(position, is_text=True)
    try:
        machine.stack.append(line.decode("raw-unicode-escape"))
    except UnicodeDecodeError as error:
        raise CorruptError("the pickle holds text with a broken escape") from error
    return position


def _sized(length: Struct, convert: Callable[[bytes], Any], *, lazy: bool) -> Handler:
    """A string behind its length. Python 2 wrote array bytes as str, so these too may stay in the file."""

    def handler(machine: Machine, position: int) -> int:
        (nbytes,) = length.unpack_from(machine.data, position)
        position += length.size
        if nbytes < 0:
            raise CorruptError(f"the pickle holds a string of {nbytes} bytes")
        if lazy:
            return machine.long_bytes(position, nbytes, convert=convert)
        data, position = machine.take(position, nbytes)
        machine.stack.append(convert(data))
        return position

    return handler


def _unicode8(machine: Machine, position: int) -> int:
    (nbytes,) = _U64.unpack_from(machine.data, position)
    return machine.text(position + _U64.size, nbytes)


def _next_buffer(machine: Machine, position: int) -> int:
    machine.stack.append(OUT_OF_BAND)
    return position


def _same(_machine: Machine, position: int) -> int:
    return position


def _empty_list(machine: Machine, position: int) -> int:
    machine.stack.append([])
    return position


def _empty_set(machine: Machine, position: int) -> int:
    machine.stack.append(PickledSet([], frozen=False))
    return position


def _list(machine: Machine, position: int) -> int:
    machine.stack.append(machine.since_mark())
    return position


def _dict(machine: Machine, position: int) -> int:
    made = PickledDict()
    made.pairs = _pairs(machine.since_mark())
    machine.stack.append(made)
    return position


def _frozenset(machine: Machine, position: int) -> int:
    machine.stack.append(PickledSet(machine.since_mark(), frozen=True))
    return position


def _tuple3(machine: Machine, position: int) -> int:
    machine.stack[-3:] = [(machine.stack[-3], machine.stack[-2], machine.stack[-1])]
    return position


def _pairs(items: list[Any]) -> list[tuple[Any, Any]]:
    if len(items) % 2:
        raise CorruptError("the pickle gives a dict a key without a value")
    in_turn = iter(items)
    return list(zip(in_turn, in_turn, strict=True))


#: What has neither items to add to nor to set.
_UNCHANGEABLE = (int, float, bool, str, bytes, tuple, type(None))


def _changed(machine: Machine) -> Call:
    """What is on top of the stack, to which the pickle does what is usually done to an object that it made.

    On a plain value, a bare name or what lies outside: kept as a call of it, so that what is inside still shows.
    """
    target = machine.stack[-1]
    if type(target) is Global:
        machine.patched.append(target)
    if type(target) is not Call:
        target = machine.stack[-1] = Call(target, ())
    return target


def _extend(machine: Machine, items: list[Any]) -> None:
    target = machine.stack[-1]
    if type(target) is list:
        target.extend(items)
    elif type(target) is PickledSet:
        target.items.extend(items)
    elif not items:
        pass  # which pickle does to anything
    elif type(target) in (*_UNCHANGEABLE, PickledDict):
        raise CorruptError(f"the pickle appends to a {type(target).__name__}")
    else:
        changed = _changed(machine)
        if changed.items is None:
            changed.items = []
        changed.items.extend(items)


def _append(machine: Machine, position: int) -> int:
    item = machine.stack.pop()
    _extend(machine, [item])
    return position


def _appends(machine: Machine, position: int) -> int:
    _extend(machine, machine.since_mark())
    return position


def _update(machine: Machine, pairs: list[tuple[Any, Any]]) -> None:
    target = machine.stack[-1]
    if type(target) is PickledDict:
        target.pairs.extend(pairs)
    elif not pairs:
        pass
    elif type(target) in (*_UNCHANGEABLE, PickledSet):
        raise CorruptError(f"the pickle sets items of a {type(target).__name__}")
    else:
        changed = _changed(machine)
        if changed.pairs is None:
            changed.pairs = []
        changed.pairs.extend(pairs)


def _setitem(machine: Machine, position: int) -> int:
    value, key = machine.stack.pop(), machine.stack.pop()
    _update(machine, [(key, value)])
    return position


def set_items(machine: Machine, items: list[Any]) -> None:
    """SETITEMS: keys and values in turn, for what is on the stack. Raises CorruptError if that has no items."""
    _update(machine, _pairs(items))


def _build(machine: Machine, position: int) -> int:
    state = machine.stack.pop()
    target = _changed(machine)
    if target.states is None:
        target.states = []
    target.states.append(state)
    return machine.built(target, position)


def _global(machine: Machine, position: int) -> int:
    module, position = machine.line(position)
    qualname, position = machine.line(position)
    machine.stack.append(machine.name(_text(module), _text(qualname)))
    return position


def _stack_global(machine: Machine, position: int) -> int:
    qualname, module = machine.stack.pop(), machine.stack.pop()
    if type(module) is not str or type(qualname) is not str:
        machine.discarded += (module, qualname)
        module, qualname = "<computed>", qualname if type(qualname) is str else "<computed>"
    machine.stack.append(machine.name(module, qualname))
    return position


def _extension(length: Struct) -> Handler:
    def handler(machine: Machine, position: int) -> int:
        (code,) = length.unpack_from(machine.data, position)
        machine.stack.append(machine.name("copyreg", f"extension_{code}"))
        return position + length.size

    return handler


def _inst(machine: Machine, position: int) -> int:
    module, position = machine.line(position)
    qualname, position = machine.line(position)
    args = tuple(machine.since_mark())
    machine.stack.append(Call(machine.name(_text(module), _text(qualname)), args))
    return position


def _obj(machine: Machine, position: int) -> int:
    items = machine.since_mark()
    machine.stack.append(Call(items[0], tuple(items[1:])))
    return position


def _newobj_ex(machine: Machine, position: int) -> int:
    kwargs, args = machine.stack.pop(), machine.stack.pop()
    machine.stack[-1] = Call(machine.stack[-1], args, kwargs)
    return position


def _persid(machine: Machine, position: int) -> int:
    line, position = machine.line(position)
    reference = Persistent(line.decode("utf-8", "replace"))
    machine.stack.append(reference)
    machine.persistents.append(reference)
    return position


def _memo_line(machine: Machine, position: int) -> tuple[int, int]:
    line, position = machine.line(position)
    index = _number(line)
    if not 0 <= index < 1 << 32:  # larger integers may be chosen to have one hash, which makes a dict slow
        raise CorruptError("the pickle has an impossible memo index")
    return index, position


def _get(machine: Machine, position: int) -> int:
    index, position = _memo_line(machine, position)
    machine.stack.append(machine.memo[index])
    return position


def _put(machine: Machine, position: int) -> int:
    index, position = _memo_line(machine, position)
    machine.memo[index] = machine.stack[-1]
    return position


def _memoize(machine: Machine, position: int) -> int:
    if not machine.remembers:
        raise KeyError  # the number of objects in the memo is not known
    machine.memo[len(machine.memo)] = machine.stack[-1]
    return position


_BY_OPCODE: dict[bytes, Handler] = {
    b"\x80": _proto, b"\x95": _frame, b"0": _pop, b"1": _pop_mark, b"2": _dup, b"\x94": _memoize,
    b"N": _constant(None), b"\x88": _constant(True), b"G": _fixed(_F64),
    b"I": _int_line, b"L": _long_line, b"F": _float_line, b"\x8a": _long(_U8), b"\x8b": _long(_I32),
    b"S": _string_line, b"T": _sized(_I32, _latin1, lazy=True), b"U": _sized(_U8, _latin1, lazy=False),
    b"B": _sized(_U32, bytes, lazy=True), b"C": _sized(_U8, bytes, lazy=False),
    b"\x8e": _sized(_U64, bytes, lazy=True), b"\x96": _sized(_U64, bytearray, lazy=True),
    b"V": _unicode_line, b"\x8c": _sized(_U8, _text, lazy=False), b"\x8d": _unicode8,
    b"\x97": _next_buffer, b"\x98": _same,
    b"]": _empty_list, b"l": _list, b"a": _append, b"e": _appends,
    b"d": _dict, b"s": _setitem,
    b"\x8f": _empty_set, b"\x90": _appends, b"\x91": _frozenset, b"\x87": _tuple3,
    b"c": _global, b"\x93": _stack_global, b"i": _inst, b"o": _obj, b"\x92": _newobj_ex,
    b"b": _build, b"\x82": _extension(_U8), b"\x83": _extension(_U16), b"\x84": _extension(_I32),
    b"P": _persid, b"g": _get, b"p": _put,
}  # fmt: skip

#: The handler of each opcode; None for one that does not exist, or that the machine itself handles.
HANDLERS: list[Handler | None] = [_BY_OPCODE.get(bytes([opcode])) for opcode in range(256)]
