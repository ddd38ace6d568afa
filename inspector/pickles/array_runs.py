"""The run of opcodes that pickle writes for a NumPy array, recognised as a whole.

As with the tensors of torch.save (:mod:`~inspector.pickles.tensor_runs`) a file is the same 20 opcodes for each array. One
regular expression reads those up to the array's bytes, which are passed over; what is made of them is exactly what the
machine would make. In a dict of arrays the runs follow each other, with a key between them, and now and then a frame. Runs
of any other form are left to the machine; so is what comes from the bytes on, if these end outside its window.

::

    FRAME 65,972  SHORT_BINUNICODE 'key'  MEMOIZE  BINGET _reconstruct  BINGET ndarray  BININT1 0  TUPLE1  MEMOIZE
    BINGET b'b'  TUPLE3  MEMOIZE  REDUCE  MEMOIZE  MARK  BININT1 1  (64, 64)  MEMOIZE  BINGET dtype  NEWFALSE
    BINBYTES ...  MEMOIZE  TUPLE  MEMOIZE  BUILD
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from inspector.pickles.records import Call
from inspector.pickles.tensor_runs import GET, SIZES, Numbers
from inspector.sources.storage import ByteRange

if TYPE_CHECKING:
    from inspector.pickles.machine import Machine

__all__ = ["array_runs"]

_LAST = b"\x94t\x94b"
_TRUE = 0x88
_KEY = rb"(?:\x95(........))?\x8c(.[^\x94]{0,255})\x94"


@cache
def _run(key: bytes) -> re.Pattern[bytes]:
    """The opcodes of an array behind those of ``key``, up to its bytes."""
    array = (
        rb"(%(get)b%(get)bK\x00\x85\x94%(get)b)\x87\x94R\x94\(K\x01(%(sizes)b)\x94(%(get)b[\x88\x89])(?:B(....)|C(.))"
    )
    return re.compile(key + array % {b"get": GET, b"sizes": SIZES}, re.DOTALL)


class _Recalled(dict[bytes, tuple[Any, ...]]):
    """What GETs push, by their opcodes: a memo of counted places keeps it. Raises IndexError for what was not stored."""

    def __init__(self, memo: list[Any]) -> None:
        self._memo = memo
        self._numbers = Numbers()

    def __missing__(self, code: bytes) -> tuple[Any, ...]:
        found = self[code] = tuple(self._memo[index] for index in self._indices(code))
        return found

    def _indices(self, code: bytes) -> list[int]:
        numbers = self._numbers[code]
        if len(numbers) == 4:  # one of them is no index: the size of the empty array
            return [numbers[0], numbers[1], numbers[3]]
        return [numbers[0]]


def array_runs(machine: Machine, memo: list[Any], *, lazy_nbytes: int) -> Callable[[bytes, int, int], int]:
    """A function that does the work of runs on the machine's state, of which ``memo`` counts its places.

    It takes the data, the position of a run's first opcode and the end of the data; it returns the position after the run
    and after all keys and runs that follow it, or that of bytes which go on behind the end; 0 if there is no run. Byte
    strings of ``lazy_nbytes`` and more stay in the file. It raises what the machine's own loop raises: IndexError for a
    place of the memo that was not stored, UnicodeDecodeError for a key that is no text.
    """
    first, following = _run(b"()()").match, _run(_KEY).match
    shapes, recalled = Numbers(), _Recalled(memo)
    stack, source = machine.stack, machine.source
    push, memoize = stack.append, memo.extend

    def read(data: bytes, position: int, end: int) -> int:
        found, done = first(data, position, end), 0
        while found is not None:
            frame, key, names, size, element, length, short_length = found.groups()
            start = found.end()
            nbytes = int.from_bytes(length or short_length, "little")
            position = start + nbytes + len(_LAST)
            is_inside = position <= end
            if (is_inside and data[position - len(_LAST) : position] != _LAST) or (key and len(key) != 1 + key[0]):
                break
            function, kind, text = recalled[names]
            (dtype,) = recalled[element]
            if frame:
                machine.frames.begin(machine.base + found.end(1), int.from_bytes(frame, "little"))
            if key:
                name = key[1:].decode("utf-8", "surrogatepass")
                push(name)
                memo.append(name)
            empty = (0,)
            args, shape, is_fortran = (kind, empty, text), shapes[size], element[-1] == _TRUE
            call = Call(function, args)
            push(call)
            memoize((empty, args, call, shape))
            if not is_inside:
                machine.marks.append(len(stack))
                stack.extend((1, shape, dtype, is_fortran))
                return start - 1 - len(length or short_length)
            if nbytes < lazy_nbytes:
                values: Any = data[start : start + nbytes]
            else:
                values = ByteRange(source, machine.base + start, nbytes)
                machine.skipped_nbytes += nbytes
            state = (1, shape, dtype, is_fortran, values)
            call.states = [state]
            memoize((values, state))
            done = machine.built(call, position)
            if done != position:
                break
            found = following(data, position, end)
        return done

    return read
