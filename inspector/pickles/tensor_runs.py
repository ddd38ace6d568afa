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
from collections.abc import Callable
from struct import Struct
from typing import Any

from inspector.pickles.records import Call, Persistent

__all__ = ["tensor_runs"]

_GET = rb"(?:h.|j....)"
_INT = rb"(?:K.|M..|J....)"
_SIZES = rb"(?:%b\x85|%b{2}\x86|%b{3}\x87|\(%b{4,8}t)" % (_INT, _INT, _INT, _INT)
_PUT = rb"r(....)"
_RUN = re.compile(
    rb"(%(get)b\(\(%(get)b%(get)b)X(.)\0\0\0(\d+)%(put)b(%(get)b%(int)b)t%(put)bQ(%(int)b)(%(sizes)b)%(put)b(%(sizes)b)%(put)b"
    rb"([\x88\x89])(%(get)b)\)R%(put)bt%(put)bR%(put)b"
    % {b"get": _GET, b"int": _INT, b"sizes": _SIZES, b"put": _PUT},
    re.DOTALL,
)
_SEVEN = Struct("<7I")
_NUMBERS = {ord("h"): Struct("<B"), ord("j"): Struct("<I"), ord("K"): Struct("<B"), ord("M"): Struct("<H"), ord("J"): Struct("<i")}


class _Numbers(dict[bytes, tuple[int, ...]]):
    """The operands of a few opcodes, by their bytes; remembered, since a file has few different ones."""

    def __missing__(self, code: bytes) -> tuple[int, ...]:
        numbers = []
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
    memo: dict[int, Any], push: Callable[[Any], None], persists: Callable[[Persistent], None]
) -> Callable[[bytes, int, int], int]:
    """A function that does a run's work on the machine's state.

    It takes the data, the position of the run's first opcode and the end of the data; it returns the position after the
    run, or 0 if there is none. Raises KeyError, as the machine would, for a memo index that was never stored.
    """
    match, unpack, numbers = _RUN.match, _SEVEN.unpack, _Numbers()

    def read(data: bytes, position: int, end: int) -> int:
        found = match(data, position, end)
        if found is None:
            return 0
        (names, length, key, put_key, place, put_id, offset, size, put_size, stride, put_stride, grad, hooks,
         put_hooks, put_args, put_call) = found.groups()  # fmt: skip
        if len(key) != length[0]:
            return 0
        put = unpack(put_key + put_id + put_size + put_stride + put_hooks + put_args + put_call)
        function, word, kind = numbers[names]
        location, numel = numbers[place]
        # In the order of the opcodes, so that a PUT counts for the GETs behind it.
        make, word, kind = memo[function], memo[word], memo[kind]
        text = memo[put[0]] = key.decode()
        identifier = memo[put[1]] = (word, kind, text, memo[location], numel)
        reference = Persistent(identifier)
        persists(reference)
        shape = memo[put[2]] = numbers[size]
        strides = memo[put[3]] = numbers[stride]
        hook = memo[put[4]] = Call(memo[numbers[hooks][0]], ())
        args = memo[put[5]] = (reference, numbers[offset][0], shape, strides, grad == b"\x88", hook)
        call = memo[put[6]] = Call(make, args)
        push(call)
        return found.end()

    return read
