"""The pickle machine: reads every opcode of protocols 0 to 5 and records what they ask for instead of doing it.

Python's own unpickler can't be made safe by overriding ``find_class``: a memo index of 2**31 makes it allocate 16 GiB, and a
deeply nested tuple as a dict key crashes the process when it is hashed. This machine imports nothing, calls nothing, hashes
nothing from the file, and keeps its memory in proportion to the stream. Long byte strings are not read at all: they become
storages over their place in the file, so that a pickle of large arrays opens like an index.

Opcodes: https://github.com/python/cpython/blob/main/Lib/pickletools.py
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from struct import Struct
from typing import Any

import numpy as np

from inspector.checkpoint.storage import ByteRange, Storage
from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.jobs import Job
from inspector.pickles.records import Call, Global, Persistent, PickledDict, PickledSet
from inspector.pickles.tensor_runs import tensor_runs

__all__ = ["LAZY_NBYTES", "Pickle", "read_pickle"]

#: Byte strings at least this long stay in the file, as a storage.
LAZY_NBYTES = 4096
#: The window on the stream is small behind an array, which may be followed by another, and grows from there.
_SMALL_WINDOW_NBYTES, _WINDOW_NBYTES = 1 << 16, 1 << 20
#: A pickle may be a list of ten million numbers; beyond this many live objects (about 1 GiB) it is refused.
_MAX_OBJECTS = 16_000_000
#: Looking for recalls in a larger stream takes longer than remembering.
_MAX_GUESSED_NBYTES = 16 << 20
#: An opcode of one byte may take eight in a list without making an object, so the opcodes are bounded too.
_MAX_OPCODES_NBYTES = 256 << 20
_MAX_INT_NBYTES = 1 << 20
#: The bytes behind the last one of a stream: an opcode there is never met, but the operands of the one before may reach in.
_PADDING = b"\xff" * 9  # an opcode and an 8-byte length
_HIGHEST_PROTOCOL = 5

_U16, _I32, _U32, _U64, _F64 = Struct("<H"), Struct("<i"), Struct("<I"), Struct("<Q"), Struct(">d")


@dataclass(frozen=True, slots=True)
class Pickle:
    """One pickle, recorded: the object it stands for, every name it would import, and where it ends.

    ``discarded`` is what it made and threw away: unpickling would have made it all the same. ``persistents`` are its
    references to things outside. ``nbytes`` is its size without the byte strings that stay in the file: what it holds is
    honestly in proportion to that.
    """

    root: Any
    discarded: tuple[Any, ...]
    persistents: tuple[Persistent, ...]
    globals: tuple[Global, ...]
    nbytes: int
    end: int
    protocol: int


def read_pickle(source: Storage, offset: int = 0, job: Job | None = None) -> Pickle:
    """Record the pickle that starts at ``offset``.

    Raises TruncatedError when the stream ends before STOP, CorruptError for an opcode or operand that makes no sense,
    LimitError for a stream of more objects than can be held. The message says which names were met before the defect.
    """
    if _seems_to_recall_nothing(source, offset):
        try:
            return _run(_Machine(source, offset, job or Job(), remembers=False))
        except _RecallError:
            pass
    return _run(_Machine(source, offset, job or Job(), remembers=True))


class _RecallError(Exception):
    """A pickle recalls what was stored under an index of 256 or more, and was read without remembering that."""


def _seems_to_recall_nothing(source: Storage, offset: int) -> bool:
    """Whether no LONG_BINGET can be seen in a stream of some size.

    pickle memoises each object and recalls few; most of what it memoises in a state dict need not be remembered. It is a
    guess: bytes of text may look like the opcode, and an index may be larger than any pickler writes. The machine notices
    when the guess was wrong.
    """
    nbytes = source.nbytes - offset
    if not _SMALL_WINDOW_NBYTES < nbytes <= _MAX_GUESSED_NBYTES:
        return False
    codes = np.frombuffer(source.read(offset), np.uint8)
    recalls = np.flatnonzero(codes[:-4] == 0x6A)[:, np.newaxis]
    indices = codes[recalls + np.arange(1, 5)].view("<u4")
    return not (indices < nbytes).any()


def _run(machine: _Machine) -> Pickle:
    try:
        root = machine.run()
    except IndexError as error:
        raise CorruptError("the pickle takes more from its stack than it put there" + machine.names()) from error
    except KeyError as error:
        if not machine.remembers:
            raise _RecallError from error
        raise CorruptError(f"the pickle recalls memo {error}, which it never stored" + machine.names()) from error
    except UnicodeDecodeError as error:
        raise CorruptError("the pickle holds text that is not UTF-8" + machine.names()) from error
    except (CorruptError, LimitError, TruncatedError) as error:
        raise type(error)(error.reason + machine.names(), error.place) from error.__cause__
    return Pickle(
        root,
        tuple(machine.discarded),
        tuple(machine.persistents),
        tuple(machine.globals.values()),
        nbytes=machine.base + machine.end - machine.start - machine.skipped_nbytes,
        end=machine.base + machine.end,
        protocol=machine.protocol,
    )


class _Machine:
    """The state of one run. ``data`` is a window on the stream that starts at ``base``; positions count inside it."""

    def __init__(self, source: Storage, offset: int, job: Job, *, remembers: bool) -> None:
        self.remembers = remembers
        self.source = source
        self.job = job
        self.start = self.base = offset
        self.end = 0
        self.protocol = 0
        self.data = b""
        #: An opcode before this position has all its fixed operands inside the window.
        self.guard = 0
        self.window_nbytes = _SMALL_WINDOW_NBYTES
        self.skipped_nbytes = 0  # of strings that stay in the file
        self.texts_nbytes = 0  # of long strings that had to be read
        #: None for a stream too short to hold many.
        self.objects_before = sys.getallocatedblocks() if source.nbytes - offset > _WINDOW_NBYTES else None
        self.stack: list[Any] = []
        self.marks: list[int] = []
        self.memo: dict[int, Any] = {}
        self.discarded: list[Any] = []
        self.persistents: list[Persistent] = []
        self.globals: dict[tuple[str, str], Global] = {}

    # -- the window ---------------------------------------------------------------------------------------------

    def slide(self, position: int, nbytes: int = 0) -> int:
        """Move the window so that it starts at ``position`` and holds at least ``nbytes``; the new position, 0."""
        self.base += position
        remaining = self.source.nbytes - self.base
        if nbytes > remaining:
            raise TruncatedError("the pickle ends in the middle of an operand")
        self.job.report(self.base, self.source.nbytes)
        if self.base - self.start - self.skipped_nbytes - self.texts_nbytes > _MAX_OPCODES_NBYTES:
            raise LimitError(f"the pickle has more than {_MAX_OPCODES_NBYTES >> 20} MiB besides its arrays")
        if self.objects_before is not None and sys.getallocatedblocks() - self.objects_before > _MAX_OBJECTS:
            raise LimitError(f"the pickle makes more than {_MAX_OBJECTS:,} objects")
        self.data = self.source.read(self.base, min(remaining, max(nbytes, self.window_nbytes) + len(_PADDING)))
        self.window_nbytes = min(4 * self.window_nbytes, _WINDOW_NBYTES)
        if len(self.data) == remaining:
            self.guard = remaining
            self.data += _PADDING
        else:
            self.guard = len(self.data) - len(_PADDING)
        return 0

    def take(self, position: int, nbytes: int) -> tuple[bytes, int]:
        """The ``nbytes`` bytes at ``position`` and the position after them."""
        if position + nbytes > self.guard:
            position = self.slide(position, nbytes)
        end = position + nbytes
        if nbytes >= LAZY_NBYTES:
            self.texts_nbytes += nbytes
        return self.data[position:end], end

    def line(self, position: int) -> tuple[bytes, int]:
        """The text up to the next newline, and the position after it."""
        end = self.data.find(b"\n", position, self.guard)
        nbytes = _SMALL_WINDOW_NBYTES
        while end < 0:
            nbytes = min(4 * nbytes, self.source.nbytes - self.base - position)
            position = self.slide(position, nbytes)
            end = self.data.find(b"\n", 0, self.guard)
            if end < 0 and self.base + self.guard == self.source.nbytes:
                raise TruncatedError("the pickle ends in the middle of a line of text")
        self.guard = min(self.guard, max(end + 1, _WINDOW_NBYTES))  # of a window that a long line made large
        if end - position >= LAZY_NBYTES:
            self.texts_nbytes += end - position
        return self.data[position:end], end + 1

    # -- the loop -----------------------------------------------------------------------------------------------

    def run(self) -> Any:  # noqa: C901 - the hot opcodes stand in the loop itself; a call for each would double its time
        """Run to STOP and return the root object."""
        stack, marks, memo, handlers = self.stack, self.marks, self.memo, _HANDLERS
        push, pop, persists = stack.append, stack.pop, self.persistents.append
        u16, i32, u32 = _U16.unpack_from, _I32.unpack_from, _U32.unpack_from
        remembers = self.remembers
        run = tensor_runs(memo, push, persists, remembers=remembers)
        data, position, guard = b"", 0, 0
        while True:
            position = self.slide(position)
            data, guard = self.data, self.guard
            if not guard:
                raise TruncatedError("the pickle ends before its STOP opcode")
            while position < guard:
                opcode = data[position]
                position += 1
                if opcode == 0x58:  # BINUNICODE
                    length = u32(data, position)[0]
                    start = position + 4
                    position = start + length
                    if position > guard or length >= LAZY_NBYTES:
                        text, position = self.take(start, length)
                        data, guard = self.data, self.guard
                        push(text.decode("utf-8", "surrogatepass"))
                    else:
                        push(data[start:position].decode("utf-8", "surrogatepass"))
                elif opcode == 0x68:  # BINGET
                    if data[position + 1] == 0x28 and (end := run(data, position - 1, guard)):
                        position = end
                    else:
                        push(memo[data[position]])
                        position += 1
                    continue
                elif opcode == 0x4B:  # BININT1
                    push(data[position])
                    position += 1
                    continue
                elif opcode == 0x28:  # MARK
                    marks.append(len(stack))
                    continue
                elif opcode == 0x74:  # TUPLE
                    start = marks.pop()
                    items = tuple(stack[start:])
                    del stack[start:]
                    push(items)
                elif opcode == 0x86:  # TUPLE2
                    second = pop()
                    stack[-1] = (stack[-1], second)
                elif opcode == 0x52:  # REDUCE
                    args = pop()
                    stack[-1] = Call(stack[-1], args)
                elif opcode == 0x51:  # BINPERSID
                    reference = stack[-1] = Persistent(stack[-1])
                    persists(reference)
                elif opcode == 0x29:  # EMPTY_TUPLE
                    push(())
                    continue
                elif opcode == 0x89:  # NEWFALSE
                    push(False)
                    continue
                elif opcode == 0x6A:  # LONG_BINGET
                    push(memo[u32(data, position)[0]])
                    position += 4
                    continue
                elif opcode == 0x85:  # TUPLE1
                    stack[-1] = (stack[-1],)
                elif opcode == 0x4D:  # BININT2
                    push(u16(data, position)[0])
                    position += 2
                    continue
                elif opcode == 0x4A:  # BININT
                    push(i32(data, position)[0])
                    position += 4
                    continue
                elif opcode == 0x71:  # BINPUT
                    memo[data[position]] = stack[-1]
                    position += 1
                    continue
                elif opcode == 0x72:  # LONG_BINPUT
                    index = u32(data, position)[0]
                    if remembers or index < 256:
                        memo[index] = stack[-1]
                    position += 4
                    continue
                elif opcode == 0x2E:  # STOP
                    self.end = position
                    return self.finish()
                else:
                    handler = handlers[opcode]
                    if handler is None:
                        raise CorruptError(
                            f"the pickle has an unknown opcode 0x{opcode:02x} at byte {self.base + position - 1:,}"
                        )
                    position = handler(self, position)
                    if data is not self.data:
                        data, guard = self.data, self.guard
                    continue
                # What is left made an object, which pickle memoises at once: the PUT that follows is done with it.
                following = data[position]
                if following == 0x72:
                    index = u32(data, position + 1)[0]
                    if remembers or index < 256:
                        memo[index] = stack[-1]
                    position += 5
                elif following == 0x71:
                    memo[data[position + 1]] = stack[-1]
                    position += 2

    def finish(self) -> Any:
        """What STOP returns."""
        root = self.stack.pop()
        self.discarded.extend(self.stack)
        return root

    def names(self) -> str:
        """The names met so far, as the tail of an error message."""
        if not self.globals:
            return ""
        met = [repr(name) for name in islice(self.globals.values(), 8)]
        return f"; before that it names {', '.join(met)}" + (" and more" if len(self.globals) > 8 else "")

    def since_mark(self) -> list[Any]:
        """Pop everything above the topmost mark, and the mark."""
        start = self.marks.pop()
        items = self.stack[start:]
        del self.stack[start:]
        return items

    def name(self, module: str, qualname: str) -> Global:
        """The one record of this name."""
        key = (module, qualname)
        known = self.globals.get(key)
        if known is None:
            known = self.globals[key] = Global(module, qualname)
        return known

    def long_bytes(self, position: int, nbytes: int, *, convert: Callable[[bytes], Any] = bytes) -> int:
        """Push a byte string: itself if short, else a storage over its place in the file."""
        if nbytes < LAZY_NBYTES:
            data, position = self.take(position, nbytes)
            self.stack.append(convert(data))
            return position
        start = self.base + position
        if nbytes > self.source.nbytes - start:
            raise TruncatedError(f"the pickle ends in the middle of a string of {nbytes:,} bytes")
        self.stack.append(ByteRange(self.source, start, nbytes))
        self.skipped_nbytes += nbytes
        if position + nbytes > self.guard:
            self.window_nbytes = _SMALL_WINDOW_NBYTES
        return position + nbytes  # the loop moves the window, if it has to, without reading what is between


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _latin1(data: bytes) -> str:
    return data.decode("latin-1")


# -- one function per opcode that the loop leaves to others: (machine, position after the opcode) -> next position ---------

_Handler = Callable[[_Machine, int], int]


def _constant(value: Any) -> _Handler:
    def handler(machine: _Machine, position: int) -> int:
        machine.stack.append(value)
        return position

    return handler


def _fixed(struct: Struct) -> _Handler:
    def handler(machine: _Machine, position: int) -> int:
        machine.stack.append(struct.unpack_from(machine.data, position)[0])
        return position + struct.size

    return handler


def _proto(machine: _Machine, position: int) -> int:
    machine.protocol = machine.data[position]
    if machine.protocol > _HIGHEST_PROTOCOL:
        raise CorruptError(f"pickle protocol {machine.protocol} does not exist")
    return position + 1


def _frame(_machine: _Machine, position: int) -> int:
    return position + 8  # a hint for buffering; what it promises is not believed


def _pop(machine: _Machine, position: int) -> int:
    if machine.marks and machine.marks[-1] == len(machine.stack):
        machine.marks.pop()
    else:
        machine.discarded.append(machine.stack.pop())
    return position


def _pop_mark(machine: _Machine, position: int) -> int:
    machine.discarded.extend(machine.since_mark())
    return position


def _dup(machine: _Machine, position: int) -> int:
    machine.stack.append(machine.stack[-1])
    return position


def _number(text: bytes) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise CorruptError(f"the pickle holds a number written as {text[:20]!r} ({len(text):,} characters)") from error


def _int_line(machine: _Machine, position: int) -> int:
    line, position = machine.line(position)
    machine.stack.append({b"00": False, b"01": True}[line] if line in (b"00", b"01") else _number(line))
    return position


def _long_line(machine: _Machine, position: int) -> int:
    line, position = machine.line(position)
    machine.stack.append(_number(line.rstrip(b"L")))
    return position


def _float_line(machine: _Machine, position: int) -> int:
    line, position = machine.line(position)
    try:
        machine.stack.append(float(line))
    except ValueError as error:
        raise CorruptError(f"the pickle holds a number written as {line[:20]!r}") from error
    return position


def _long(length: Struct) -> _Handler:
    def handler(machine: _Machine, position: int) -> int:
        (nbytes,) = length.unpack_from(machine.data, position)
        if nbytes < 0:
            raise CorruptError(f"the pickle holds an integer of {nbytes} bytes")
        if nbytes > _MAX_INT_NBYTES:
            raise LimitError(f"the pickle holds an integer of {nbytes:,} bytes")
        digits, position = machine.take(position + length.size, nbytes)
        machine.stack.append(int.from_bytes(digits, "little", signed=True))
        return position

    return handler


#: Python 2 text with escapes, all of which mean the same to Python 3's codec.
_ESCAPED = re.compile(rb"(?:[^\\]|\\(?:[\\'\"abfnrtv]|x[0-9a-fA-F]{2}|[0-3]?[0-7]{1,2}))*+", re.DOTALL)


def _string_line(machine: _Machine, position: int) -> int:
    """STRING: a Python 2 str as its repr; decoded as latin-1, which keeps every byte."""
    line, position = machine.line(position)
    line = line.strip()
    if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in (b"'", b'"'):
        raise CorruptError("the pickle holds a string without its quotes")
    text = line[1:-1]
    if not _ESCAPED.fullmatch(text):
        raise CorruptError("the pickle holds a string with a broken escape")
    machine.stack.append(text.decode("unicode_escape"))
    return position


def _unicode_line(machine: _Machine, position: int) -> int:
    line, position = machine.line(position)
    try:
        machine.stack.append(line.decode("raw-unicode-escape"))
    except UnicodeDecodeError as error:
        raise CorruptError("the pickle holds text with a broken escape") from error
    return position


def _sized(length: Struct, convert: Callable[[bytes], Any], *, lazy: bool) -> _Handler:
    """A string behind its length. Python 2 wrote array bytes as str, so these too may stay in the file."""

    def handler(machine: _Machine, position: int) -> int:
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


def _next_buffer(_machine: _Machine, _position: int) -> int:
    raise CorruptError("the pickle refers to an out-of-band buffer, which no file can hold")


def _same(_machine: _Machine, position: int) -> int:
    return position


def _empty_list(machine: _Machine, position: int) -> int:
    machine.stack.append([])
    return position


def _empty_dict(machine: _Machine, position: int) -> int:
    machine.stack.append(PickledDict())
    return position


def _empty_set(machine: _Machine, position: int) -> int:
    machine.stack.append(PickledSet([], frozen=False))
    return position


def _list(machine: _Machine, position: int) -> int:
    machine.stack.append(machine.since_mark())
    return position


def _dict(machine: _Machine, position: int) -> int:
    made = PickledDict()
    made.pairs = _pairs(machine.since_mark())
    machine.stack.append(made)
    return position


def _frozenset(machine: _Machine, position: int) -> int:
    machine.stack.append(PickledSet(machine.since_mark(), frozen=True))
    return position


def _tuple3(machine: _Machine, position: int) -> int:
    machine.stack[-3:] = [(machine.stack[-3], machine.stack[-2], machine.stack[-1])]
    return position


def _pairs(items: list[Any]) -> list[tuple[Any, Any]]:
    if len(items) % 2:
        raise CorruptError("the pickle gives a dict a key without a value")
    return list(zip(items[::2], items[1::2], strict=True))


def _extend(target: Any, items: list[Any]) -> None:
    if type(target) is list:
        target.extend(items)
    elif type(target) is PickledSet:
        target.items.extend(items)
    elif type(target) is Call:
        if target.items is None:
            target.items = []
        target.items.extend(items)
    else:
        raise CorruptError(f"the pickle appends to a {type(target).__name__}")


def _append(machine: _Machine, position: int) -> int:
    item = machine.stack.pop()
    _extend(machine.stack[-1], [item])
    return position


def _appends(machine: _Machine, position: int) -> int:
    items = machine.since_mark()
    _extend(machine.stack[-1], items)
    return position


def _update(target: Any, pairs: list[tuple[Any, Any]]) -> None:
    if type(target) is PickledDict:
        target.pairs.extend(pairs)
    elif type(target) is Call:
        if target.pairs is None:
            target.pairs = []
        target.pairs.extend(pairs)
    else:
        raise CorruptError(f"the pickle sets items of a {type(target).__name__}")


def _setitem(machine: _Machine, position: int) -> int:
    value, key = machine.stack.pop(), machine.stack.pop()
    _update(machine.stack[-1], [(key, value)])
    return position


def _setitems(machine: _Machine, position: int) -> int:
    pairs = _pairs(machine.since_mark())
    _update(machine.stack[-1], pairs)
    return position


def _build(machine: _Machine, position: int) -> int:
    state = machine.stack.pop()
    target = machine.stack[-1]
    if type(target) is not Call:
        # State on a plain value or a bare class: kept as a call of it, so that what is inside still shows.
        target = machine.stack[-1] = Call(target, ())
    if target.states is None:
        target.states = []
    target.states.append(state)
    return position


def _global(machine: _Machine, position: int) -> int:
    module, position = machine.line(position)
    qualname, position = machine.line(position)
    machine.stack.append(machine.name(_text(module), _text(qualname)))
    return position


def _stack_global(machine: _Machine, position: int) -> int:
    qualname, module = machine.stack.pop(), machine.stack.pop()
    if type(module) is not str or type(qualname) is not str:
        machine.discarded += (module, qualname)
        module, qualname = "<computed>", qualname if type(qualname) is str else "<computed>"
    machine.stack.append(machine.name(module, qualname))
    return position


def _extension(length: Struct) -> _Handler:
    def handler(machine: _Machine, position: int) -> int:
        (code,) = length.unpack_from(machine.data, position)
        machine.stack.append(machine.name("copyreg", f"extension_{code}"))
        return position + length.size

    return handler


def _inst(machine: _Machine, position: int) -> int:
    module, position = machine.line(position)
    qualname, position = machine.line(position)
    args = tuple(machine.since_mark())
    machine.stack.append(Call(machine.name(_text(module), _text(qualname)), args))
    return position


def _obj(machine: _Machine, position: int) -> int:
    items = machine.since_mark()
    machine.stack.append(Call(items[0], tuple(items[1:])))
    return position


def _newobj(machine: _Machine, position: int) -> int:
    args = machine.stack.pop()
    machine.stack[-1] = Call(machine.stack[-1], args)
    return position


def _newobj_ex(machine: _Machine, position: int) -> int:
    kwargs, args = machine.stack.pop(), machine.stack.pop()
    machine.stack[-1] = Call(machine.stack[-1], args, kwargs)
    return position


def _persid(machine: _Machine, position: int) -> int:
    line, position = machine.line(position)
    reference = Persistent(_text(line))
    machine.stack.append(reference)
    machine.persistents.append(reference)
    return position


def _memo_line(machine: _Machine, position: int) -> tuple[int, int]:
    line, position = machine.line(position)
    index = _number(line)
    if not 0 <= index < 1 << 32:  # larger integers may be chosen to have one hash, which makes a dict slow
        raise CorruptError("the pickle has an impossible memo index")
    return index, position


def _get(machine: _Machine, position: int) -> int:
    index, position = _memo_line(machine, position)
    machine.stack.append(machine.memo[index])
    return position


def _put(machine: _Machine, position: int) -> int:
    index, position = _memo_line(machine, position)
    machine.memo[index] = machine.stack[-1]
    return position


def _memoize(machine: _Machine, position: int) -> int:
    if not machine.remembers:
        raise KeyError  # the number of objects in the memo is not known
    machine.memo[len(machine.memo)] = machine.stack[-1]
    return position


_U8 = Struct("<B")

_OPCODES: dict[bytes, _Handler] = {
    b"\x80": _proto, b"\x95": _frame, b"0": _pop, b"1": _pop_mark, b"2": _dup, b"\x94": _memoize,
    b"N": _constant(None), b"\x88": _constant(True), b"G": _fixed(_F64),
    b"I": _int_line, b"L": _long_line, b"F": _float_line, b"\x8a": _long(_U8), b"\x8b": _long(_I32),
    b"S": _string_line, b"T": _sized(_I32, _latin1, lazy=True), b"U": _sized(_U8, _latin1, lazy=False),
    b"B": _sized(_U32, bytes, lazy=True), b"C": _sized(_U8, bytes, lazy=False),
    b"\x8e": _sized(_U64, bytes, lazy=True), b"\x96": _sized(_U64, bytearray, lazy=True),
    b"V": _unicode_line, b"\x8c": _sized(_U8, _text, lazy=False), b"\x8d": _sized(_U64, _text, lazy=False),
    b"\x97": _next_buffer, b"\x98": _same,
    b"]": _empty_list, b"l": _list, b"a": _append, b"e": _appends,
    b"}": _empty_dict, b"d": _dict, b"s": _setitem, b"u": _setitems,
    b"\x8f": _empty_set, b"\x90": _appends, b"\x91": _frozenset, b"\x87": _tuple3,
    b"c": _global, b"\x93": _stack_global, b"i": _inst, b"o": _obj, b"\x81": _newobj, b"\x92": _newobj_ex,
    b"b": _build, b"\x82": _extension(_U8), b"\x83": _extension(_U16), b"\x84": _extension(_I32),
    b"P": _persid, b"g": _get, b"p": _put,
}  # fmt: skip

_HANDLERS: list[_Handler | None] = [None] * 256
for _opcode, _handler in _OPCODES.items():
    _HANDLERS[_opcode[0]] = _handler
