"""The run of opcodes that torch.save writes for a tensor, recognised as a whole.

A large model is the same 24 opcodes twenty thousand times. One regular expression reads them in less time than the machine
takes for five of them; what it makes of them is exactly what the machine would. Runs of any other form (another protocol,
numbers too large, the first few tensors with their short memo indices) are left to the machine.

::

    BINGET _rebuild_tensor_v2  MARK  MARK  BINGET 'storage'  BINGET FloatStorage  BINUNICODE '17'  LONG_BINPUT
    BINGET 'cpu'  BININT1 12  TUPLE  LONG_BINPUT  BINPERSID  BININT1 0  (3, 4)  LONG_BINPUT  (4, 1)  LONG_BINPUT
    NEWFALSE  BINGET OrderedDict  EMPTY_TUPLE  REDUCE  LONG_BINPUT  TUPLE  LONG_BINPUT  REDUCE  LONG_BINPUT
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from functools import cache
from struct import Struct
from typing import Any

from inspector.pickles.records import Call, Persistent

__all__ = ["tensor_runs"]

_GET = rb"(?:h.|j....)"
_INT = rb"(?:K.|M..|J....)"
_SIZES = rb"(?:%b\x85|%b{2}\x86|%b{3}\x87|\(%b{4,8}t)" % (_INT, _INT, _INT, _INT)
_KEY = b"|".join(rb"\x%02x\0\0\0\d{%d}" % (digits, digits) for digits in range(1, 8))
_INDEX = rb".[^\0]..|..[^\0].|...[^\0]"  # 256 or more
_FIRST_PUTS, _LAST_PUTS = Struct("<4I"), Struct("<I2xI2xI")
_TRUE = 0x88
_NUMBERS = {0x68: Struct("<B"), 0x6A: Struct("<I"), 0x4B: Struct("<B"), 0x4D: Struct("<H"), 0x4A: Struct("<i")}


@cache
def _run(*, remembers: bool) -> re.Pattern[bytes]:
    """The opcodes; the indices that they memoise at are looked at where those are remembered."""
    return re.compile(
        rb"(h.\(\(%(get)b%(get)b)X(%(key)b)%(put)b(%(get)b%(int)b)t%(put)bQ(%(int)b)(%(sizes)b)%(put)b(%(sizes)b)%(put)b"
        rb"([\x88\x89]%(get)b)\)R%(later)bt%(later)bR%(later)b"
        % {
            b"get": _GET,
            b"int": _INT,
            b"sizes": _SIZES,
            b"key": _KEY,
            b"put": b"r(%b)" % _INDEX if remembers else b"r(?:%b)" % _INDEX,
            b"later": b"r(?:%b)" % _INDEX,
        },
        re.DOTALL,
    )


class _Numbers(dict[bytes, tuple[int, ...]]):
    """The operands of a few opcodes, by their bytes; remembered, since a file has few different ones."""

    def __missing__(self, code: bytes) -> tuple[int, ...]:
        numbers: list[int] = []
        position = 0
        while position < len(code):
            struct = _NUMBERS.get(code[position])
            position += 1
            if struct is not None:
                numbers += struct.unpack_from(code, position)
                position += struct.size
        known = self[code] = tuple(numbers)
        return known


def tensor_runs(
    memo: MutableMapping[int, Any] | list[Any],
    push: Callable[[Any], None],
    persists: Callable[[Persistent], None],
    *,
    remembers: bool,
) -> Callable[[bytes, int, int], int]:
    """A function that does a run's work on the machine's state.

    It takes the data, the position of the run's first opcode and the end of the data; it returns the position after the
    run, or 0 if there is none. Raises KeyError, as the machine would, for a memo index that was never stored. What the run
    would memoise is left out unless the machine ``remembers`` it.
    """
    match, numbers = _run(remembers=remembers).match, _Numbers()
    first_puts, last_puts = _FIRST_PUTS.unpack, _LAST_PUTS.unpack_from

    def read(data: bytes, position: int, end: int) -> int:
        found = match(data, position, end)
        if found is None:
            return 0
        following = found.end()
        if not remembers:
            names, key, place, offset, size, stride, flags = found.groups()
            function, word, kind = numbers[names]
            location, numel = numbers[place]
            make, word, kind, location = memo[function], memo[word], memo[kind], memo[location]
            reference = Persistent((word, kind, key[4:].decode(), location, numel))
            persists(reference)
            hook = Call(memo[numbers[flags][0]], ())
            args = (reference, numbers[offset][0], numbers[size], numbers[stride], flags[0] == _TRUE, hook)
            push(Call(make, args))
            return following
        names, key, put_key, place, put_id, offset, size, put_size, stride, put_strides, flags = found.groups()
        function, word, kind = numbers[names]
        location, numel = numbers[place]
        key_index, id_index, size_index, strides_index = first_puts(put_key + put_id + put_size + put_strides)
        hook_index, args_index, call_index = last_puts(data, following - _LAST_PUTS.size)
        # In the order of the opcodes, so that a PUT counts for the GETs behind it.
        make, word, kind = memo[function], memo[word], memo[kind]
        text = memo[key_index] = key[4:].decode()
        identifier = memo[id_index] = (word, kind, text, memo[location], numel)
        reference = Persistent(identifier)
        persists(reference)
        shape = memo[size_index] = numbers[size]
        strides = memo[strides_index] = numbers[stride]
        hook = memo[hook_index] = Call(memo[numbers[flags][0]], ())
        args = memo[args_index] = (reference, numbers[offset][0], shape, strides, flags[0] == _TRUE, hook)
        call = memo[call_index] = Call(make, args)
        push(call)
        return following

    return read
