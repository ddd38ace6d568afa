"""The run of opcodes that torch.save writes for a tensor, recognised as a whole.

A large model is the same 24 opcodes twenty thousand times. One regular expression reads them in less time than the machine
takes for five of them; what it makes of them is exactly what the machine would. Runs of any other form (another protocol,
numbers too large, the one whose memo indices grow longer) are left to the machine. In a dict of tensors the
runs follow each other, with a key between them; those are read many at a time, and made column by column.

::

    BINGET _rebuild_tensor_v2  MARK  MARK  BINGET 'storage'  BINGET FloatStorage  BINUNICODE '17'  LONG_BINPUT
    BINGET 'cpu'  BININT1 12  TUPLE  LONG_BINPUT  BINPERSID  BININT1 0  (3, 4)  LONG_BINPUT  (4, 1)  LONG_BINPUT
    NEWFALSE  BINGET OrderedDict  EMPTY_TUPLE  REDUCE  LONG_BINPUT  TUPLE  LONG_BINPUT  REDUCE  LONG_BINPUT
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import cache
from itertools import chain, repeat
from operator import itemgetter
from struct import Struct, unpack
from typing import Any, NamedTuple

from inspector.pickles.records import Call, Persistent

__all__ = ["GET", "INDEX", "SIZES", "Numbers", "RunReader", "tensor_runs"]

#: Does a run's work on the machine's state; see :func:`tensor_runs`.
RunReader = Callable[[bytes, int, int], int]

GET = rb"(?:h.|j....)"
_INT = rb"(?:K.|M..|J....)"
#: The commonest ones first, one or two small numbers.
SIZES = rb"(?:K.(?:\x85|K.\x86)|%b\x85|%b{2}\x86|%b{3}\x87|\(%b{4,8}t)" % (_INT, _INT, _INT, _INT)
_LISTED = rb"\((?:K.K.t|K.t|%b{0,8}t)" % _INT
_KEY = b"|".join(rb"\x%02x\0\0\0\d{%d}" % (digits, digits) for digits in range(1, 8))
#: A place of the memo that only LONG_BINPUT and LONG_BINGET can name: 256 or more.
INDEX = rb".(?!\0\0\0)..."
#: So much of a dict of tensors is looked at first, and at the most; what is left over when less than this was no record.
_FIRST_NBYTES, _MOST_NBYTES, _RECORD_NBYTES = 4 << 10, 256 << 10, 1 << 10
_TRUE, _TEXT = 0x88, 0x58
_FIRST = itemgetter(0)
_U32 = Struct("<I")
_NUMBERS = {0x68: Struct("<B"), 0x6A: Struct("<I"), 0x4B: Struct("<B"), 0x4D: Struct("<H"), 0x4A: Struct("<i")}


class _Form(NamedTuple):
    """How a run memoises: by BINPUT, which names one of the first 256 places, or by LONG_BINPUT, all behind those.

    ``put`` is the opcode with its operand, ``last_puts`` are the three with which a run ends. ``first`` and ``last`` are the
    places named before the hooks of a tensor and from there on, ``all`` those from its key on. They are not looked at if
    nobody will ask for what is there.
    """

    put: bytes
    last_puts: bytes
    first: Struct
    last: Struct
    all: Struct
    is_short: bool = False
    is_forgotten: bool = False


_SHORT = _Form(rb"q(.)", rb"q(.tq.Rq.)", Struct("<4B"), Struct("<B2xB2xB"), Struct("<6B2xB2xB"), is_short=True)
_LONG = _Form(
    rb"r(%b)" % INDEX,
    rb"r(%b)" % rb"tr".join([INDEX, INDEX + rb"Rr" + INDEX]),
    Struct("<4I"),
    Struct("<I2xI2xI"),
    Struct("<6I2xI2xI"),
)
_FORGOTTEN = _LONG._replace(
    put=_LONG.put.replace(b"r(", b"r(?:"), last_puts=_LONG.last_puts.replace(b"r(", b"r(?:"), is_forgotten=True
)
#: How many places BINPUT can name.
_SHORT_PLACES = 256


@cache
def _run(form: _Form) -> re.Pattern[bytes]:
    """The opcodes of a tensor."""
    return re.compile(
        rb"(h.\(\(%(get)b%(get)b)X(%(key)b)%(put)b(%(get)b%(int)b)t%(put)bQ(%(int)b)(%(sizes)b)%(put)b(%(sizes)b)%(put)b"
        rb"([\x88\x89]%(get)b)\)R%(last_puts)b"
        % {b"get": GET, b"int": _INT, b"sizes": SIZES, b"key": _KEY, b"put": form.put, b"last_puts": form.last_puts},
        re.DOTALL,
    )


@cache
def _keyed_run(form: _Form) -> re.Pattern[bytes]:
    """A key and the opcodes of its tensor, or all the rest. Names are recalled from the first places of the memo alone."""
    return re.compile(
        rb"X(.\0\0\0[^\0]{0,255})%(put)b(h.\(\(h.h.)X(%(key)b)%(put)b(h.%(int)b)t%(put)bQ(%(int)b)"
        rb"(%(sizes)b)%(put)b(%(sizes)b)%(put)b([\x88\x89]h.)\)R%(last_puts)b|(.+)"
        % {b"int": _INT, b"sizes": SIZES, b"key": _KEY, b"put": form.put, b"last_puts": form.last_puts},
        re.DOTALL,
    )


@cache
def _script_run() -> re.Pattern[bytes]:
    """The opcodes of a tensor as TorchScript pickles it: sizes and strides are not memoised, texts are recalled."""
    return re.compile(
        rb"(h.\(\(h.h.)(?:X(%(key)b)(%(put)b)|(%(get)b))(h.%(int)b)tQ(%(put)b)(%(int)b)(%(sizes)b)(%(sizes)b)"
        rb"([\x88\x89]%(get)b)\)RtR(%(put)b)"
        % {b"get": GET, b"int": _INT, b"sizes": _LISTED, b"key": _KEY, b"put": rb"(?:q.|r....)"},
        re.DOTALL,
    )


@cache
def _keyed_script_run(form: _Form) -> re.Pattern[bytes]:
    """A key and the opcodes of its tensor as TorchScript pickles it, or all the rest."""
    return re.compile(
        rb"X(.\0\0\0[^\0]{0,255})%(put)b(h.\(\(h.h.)(?:X(%(key)b)%(put)b|(%(get)b))(h.%(int)b)tQ%(put)b"
        rb"(%(geometry)b)\)RtR%(put)b|(.+)"
        % {
            b"get": GET,
            b"int": _INT,
            b"key": _KEY,
            b"put": form.put,
            b"geometry": rb"%b%b%b[\x88\x89]h." % (_INT, _LISTED, _LISTED),
        },
        re.DOTALL,
    )


@cache
def _geometry() -> re.Pattern[bytes]:
    """What stands behind the storage of a tensor of TorchScript: offset, sizes, strides, and what makes its hooks."""
    return re.compile(rb"(%b)(%b)(%b)(.h.)" % (_INT, _LISTED, _LISTED), re.DOTALL)


class Numbers(dict[bytes, tuple[int, ...]]):
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


class _Made(NamedTuple):
    """What many runs make: tuples that identify storages, references to these, arguments and calls, each in their order."""

    identifiers: list[tuple[Any, ...]]
    references: list[Persistent]
    shapes: Sequence[tuple[int, ...]]
    strides: Sequence[tuple[int, ...]]
    hooks: list[Call]
    arguments: list[tuple[Any, ...]]
    calls: list[Call]


def _columns(codes: Sequence[bytes], parts: Mapping[bytes, Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """What codes consist of, a column of each part: of one code for all, as of names, without a look at each."""
    if len(parts) == 1:
        return [[part] * len(codes) for each in parts.values() for part in each]
    return zip(*map(parts.__getitem__, codes), strict=True)


def _decoded(texts: Sequence[bytes]) -> list[str]:
    """Texts of UTF-8 without zeros, all at once. Raises ValueError for what is none."""
    return b"\0".join(texts).decode("utf-8", "surrogatepass").split("\0")


def _parts_of(geometry: bytes) -> tuple[bytes, ...]:
    """Offset, sizes, strides and flags of a tensor of TorchScript."""
    found = _geometry().fullmatch(geometry)
    assert found is not None  # it was matched by the same
    return found.groups()


class _KeyedRuns:
    """Reads keys and runs that follow each other, and does their work on the machine's state.

    As soon as one is not what it seems, such as a key of another length than it says, no more are read in a file.
    """

    def __init__(
        self,
        pattern: re.Pattern[bytes],
        memo: dict[int, Any],
        stack: list[Any],
        persistents: list[Persistent],
        numbers: Numbers,
    ) -> None:
        self._findall = pattern.findall
        self._memo = memo
        self._stack = stack
        self._persistents = persistents
        self._numbers = numbers
        self._trusts = True

    def read(self, data: bytes, position: int, end: int) -> int:
        """The position after all keys and runs from ``position`` on."""
        nbytes = _FIRST_NBYTES
        while self._trusts:
            stop = min(end, position + nbytes)
            found = self._findall(data, position, stop)
            rest = found.pop()[-1] if found and found[-1][-1] else b""
            if not found:
                break
            try:
                self._add([*zip(*found, strict=True)])
            except (KeyError, ValueError):  # the machine says what is wrong
                self._trusts = False
                break
            position = stop - len(rest)
            if len(rest) > _RECORD_NBYTES:
                break
            nbytes = min(8 * nbytes, _MOST_NBYTES)
        return position

    def _add(self, columns: list[tuple[bytes, ...]]) -> None:
        """Do the work of many runs. Raises KeyError or ValueError, before anything is done, where the machine may fail."""
        raise NotImplementedError

    def _keys(self, keys: Sequence[bytes]) -> list[str]:
        """The texts of keys. Raises ValueError for one of another length than is said, and for what is no text."""
        texts = [key[4:] for key in keys]
        if [*map(len, texts)] != [*map(_FIRST, keys)]:
            raise ValueError
        return _decoded(texts)

    def _check_recalls(
        self, puts: Iterable[int], names: Sequence[bytes], places: Sequence[bytes], flags: Iterable[bytes]
    ) -> None:
        """Raise ValueError if a run may recall what another of them has memoised."""
        numbers = self._numbers
        recalls = {numbers[code][0] for code in {*places, *flags}}.union(*map(numbers.__getitem__, {*names}))
        if not recalls.isdisjoint(puts):
            raise ValueError

    def _hooked(self, flags: bytes) -> tuple[bool, Any]:
        """Whether a tensor requires gradients, and what makes its hooks."""
        return flags[0] == _TRUE, self._memo[self._numbers[flags][0]]

    def _made(
        self,
        names: Sequence[bytes],
        storage_keys: Sequence[str],
        places: Sequence[bytes],
        offsets: Iterable[int],
        shapes: Sequence[tuple[int, ...]],
        strides: Sequence[tuple[int, ...]],
        hooked: Iterable[Sequence[Any]],
    ) -> _Made:
        """What the runs make, a column of each. Raises KeyError for a place of the memo that was not stored."""
        memo, numbers = self._memo, self._numbers
        recalled = {code: [memo[index] for index in numbers[code]] for code in {*names}}
        located = {code: (memo[numbers[code][0]], numbers[code][1]) for code in {*places}}
        makes, words, kinds = _columns(names, recalled)
        locations, numels = _columns(places, located)
        requires_grad, hook_makes = hooked
        identifiers = [*zip(words, kinds, storage_keys, locations, numels, strict=True)]
        references = [*map(Persistent, identifiers)]
        hooks = [*map(Call, hook_makes, repeat(()))]
        arguments = [*zip(references, offsets, shapes, strides, requires_grad, hooks, strict=True)]
        return _Made(identifiers, references, shapes, strides, hooks, arguments, [*map(Call, makes, arguments)])

    def _push(self, keys: Sequence[str], made: _Made) -> None:
        """Put keys and tensors on the stack, as the machine would."""
        self._persistents += made.references
        self._stack += chain.from_iterable(zip(keys, made.calls, strict=True))


class _TorchRuns(_KeyedRuns):
    """Those that torch.save writes."""

    def __init__(
        self,
        form: _Form,
        memo: dict[int, Any],
        stack: list[Any],
        persistents: list[Persistent],
        numbers: Numbers,
    ) -> None:
        super().__init__(_keyed_run(form), memo, stack, persistents, numbers)
        self._form = form

    def _add(self, columns: list[tuple[bytes, ...]]) -> None:
        form, numbers = self._form, self._numbers
        indices: list[int] = []
        if form.is_forgotten:
            keys, names, texts, places, offsets, sizes, strides, flags, _ = columns
        else:
            keys, put_key, names, texts, put_text, places, put_id, offsets, sizes, put_size, strides, put_stride, \
                flags, last_puts, _ = columns  # fmt: skip
            puts = zip(put_key, put_text, put_id, put_size, put_stride, last_puts, strict=True)
            indices += chain.from_iterable(form.all.iter_unpack(b"".join(chain.from_iterable(puts))))
        keys_text = self._keys(keys)
        if form.is_short:
            self._check_recalls(indices, names, places, flags)
        storage_keys = _decoded([text[4:] for text in texts])
        starts = {code: numbers[code][0] for code in {*offsets}}
        made = self._made(
            names,
            storage_keys,
            places,
            map(starts.__getitem__, offsets),
            [*map(numbers.__getitem__, sizes)],
            [*map(numbers.__getitem__, strides)],
            _columns(flags, {code: self._hooked(code) for code in {*flags}}),
        )
        if indices:
            each = zip(
                keys_text, storage_keys, made.identifiers, made.shapes, made.strides, made.hooks, made.arguments, made.calls,
                strict=True,
            )  # fmt: skip
            self._memo.update(zip(indices, chain.from_iterable(each), strict=True))
        self._push(keys_text, made)


class _ScriptRuns(_KeyedRuns):
    """Those of TorchScript, all of which memoise the keys of their storages, or all recall them from anywhere."""

    def __init__(
        self,
        form: _Form,
        memo: dict[int, Any],
        stack: list[Any],
        persistents: list[Persistent],
        numbers: Numbers,
        *,
        remembers: bool,
    ) -> None:
        super().__init__(_keyed_script_run(form), memo, stack, persistents, numbers)
        self._form = form
        self._remembers = remembers or form.is_short

    def _add(self, columns: list[tuple[bytes, ...]]) -> None:
        keys, put_key, names, texts, put_text, recalls, places, put_id, geometries, put_call, _ = columns
        keys_text = self._keys(keys)
        memoises = all(put_text)
        if not memoises and any(put_text):
            raise ValueError
        puts = b"".join(chain.from_iterable(zip(put_key, put_text, put_id, put_call, strict=True)))
        parts = {code: _parts_of(code) for code in {*geometries}}
        indices: Sequence[int]
        if self._form.is_short:
            indices = [*puts]
            self._check_recalls(indices, names, places, [flags for *_, flags in parts.values()])
        else:
            indices = unpack(f"<{len(puts) // 4}I", puts)
        if memoises:
            storage_keys = _decoded([text[4:] for text in texts])
        else:
            storage_keys = self._recalled(recalls, put_key, indices, keys_text)
        offsets, shapes, strides, *hooked = _columns(geometries, {code: self._geometry(*parts[code]) for code in parts})
        made = self._made(names, storage_keys, places, offsets, shapes, strides, hooked)
        if self._remembers:
            named = (keys_text, storage_keys) if memoises else (keys_text,)
            each = zip(*named, made.references, made.calls, strict=True)
            self._memo.update(zip(indices, chain.from_iterable(each), strict=True))
        self._push(keys_text, made)

    def _geometry(self, offset: bytes, sizes: bytes, strides: bytes, flags: bytes) -> tuple[Any, ...]:
        """The offset of a tensor, its shape, its strides, whether it requires gradients, and what makes its hooks."""
        numbers = self._numbers
        return numbers[offset][0], numbers[sizes], numbers[strides], *self._hooked(flags)

    def _recalled(
        self, recalls: Sequence[bytes], put_keys: Iterable[bytes], puts: Iterable[int], keys: list[str]
    ) -> list[Any]:
        """The keys of storages, each of which was memoised before, or is the key of the tensor."""
        memo, get = self._memo, b"h" if self._form.is_short else b"j"
        if self._remembers and [*map(get.__add__, put_keys)] == [*recalls]:
            return keys
        places = [*map(_place, recalls)]
        if not set(puts).isdisjoint(places):
            raise ValueError  # one may recall what another of these has memoised
        return [memo[place] for place in places]


def tensor_runs(
    memo: MutableMapping[int, Any] | list[Any],
    stack: list[Any],
    persistents: list[Persistent],
    *,
    remembers: bool,
) -> RunReader:
    """A function that does a run's work on the machine's state.

    It takes the data, the position of the run's first opcode and the end of the data; it returns the position after the
    run and after all keys and runs that follow it, or 0 if there is none, or one that recalls what was never stored: the
    machine says so. What the runs would memoise is left out unless the machine ``remembers`` it.
    """
    numbers = Numbers()
    long = _runs(_LONG if remembers else _FORGOTTEN, memo, stack, persistents, numbers)
    if not isinstance(memo, dict):
        return long
    short = _runs(_SHORT, memo, stack, persistents, numbers)
    script = _script_runs(memo, stack, persistents, numbers, remembers=remembers)
    is_script = False

    def read(data: bytes, position: int, end: int) -> int:
        nonlocal is_script
        if is_script and (following := script(data, position, end)):
            return following
        following = (len(memo) < _SHORT_PLACES and short(data, position, end)) or long(data, position, end)
        is_script = not following and bool(following := script(data, position, end))
        return following

    return read


def _place(code: bytes) -> int:
    """The place in the memo that GET or PUT names, of which there are many different ones."""
    return code[1] if len(code) == 2 else int.from_bytes(code[1:], "little")


def _script_runs(
    memo: dict[int, Any], stack: list[Any], persistents: list[Persistent], numbers: Numbers, *, remembers: bool
) -> RunReader:
    """The function for the runs of TorchScript, which memoise by either opcode."""
    match = _script_run().match
    several, first_ones = (
        _ScriptRuns(form, memo, stack, persistents, numbers, remembers=remembers) for form in (_LONG, _SHORT)
    )

    def memoise(put: bytes, made: Any) -> None:
        index = _place(put)
        if remembers or index < _SHORT_PLACES:
            memo[index] = made

    def read(data: bytes, position: int, end: int) -> int:
        found = match(data, position, end)
        if found is None:
            return 0
        names, text, put_text, key, place, put_reference, offset, size, stride, flags, put_call = found.groups()
        try:  # in the order of the opcodes, so that a PUT counts for the GETs behind it
            function, word, kind = numbers[names]
            make, word, kind = memo[function], memo[word], memo[kind]
            if text is None:
                storage_key = memo[_place(key)]
            else:
                storage_key = text[4:].decode()
                memoise(put_text, storage_key)
            location, numel = numbers[place]
            reference = Persistent((word, kind, storage_key, memo[location], numel))
            memoise(put_reference, reference)
            hook = Call(memo[numbers[flags][0]], ())
        except KeyError:
            return 0
        call = Call(make, (reference, numbers[offset][0], numbers[size], numbers[stride], flags[0] == _TRUE, hook))
        memoise(put_call, call)
        persistents.append(reference)
        stack.append(call)
        following = found.end()
        if data[following] != _TEXT:
            return following
        return (first_ones if len(put_call) == len(b"q.") else several).read(data, following, end)

    return read


def _runs(
    form: _Form,
    memo: MutableMapping[int, Any] | list[Any],
    stack: list[Any],
    persistents: list[Persistent],
    numbers: Numbers,
) -> RunReader:
    """The function for runs of one form."""
    match = _run(form).match
    first_puts, last_puts = form.first.unpack, form.last.unpack
    push, persists = stack.append, persistents.append
    several = _TorchRuns(form, memo, stack, persistents, numbers) if isinstance(memo, dict) else None

    def forget(names: bytes, key: bytes, place: bytes, offset: bytes, size: bytes, stride: bytes, flags: bytes) -> None:
        function, word, kind = numbers[names]
        location, numel = numbers[place]
        make, word, kind, location = memo[function], memo[word], memo[kind], memo[location]
        hook = Call(memo[numbers[flags][0]], ())
        reference = Persistent((word, kind, key[4:].decode(), location, numel))
        persists(reference)
        args = (reference, numbers[offset][0], numbers[size], numbers[stride], flags[0] == _TRUE, hook)
        push(Call(make, args))

    def remember(
        names: bytes, key: bytes, put_key: bytes, place: bytes, put_id: bytes, offset: bytes, size: bytes, put_size: bytes,
        stride: bytes, put_stride: bytes, flags: bytes, puts: bytes,
    ) -> None:  # fmt: skip
        function, word, kind = numbers[names]
        location, numel = numbers[place]
        key_index, id_index, size_index, strides_index = first_puts(put_key + put_id + put_size + put_stride)
        hook_index, args_index, call_index = last_puts(puts)
        # In the order of the opcodes, so that a PUT counts for the GETs behind it.
        make, word, kind = memo[function], memo[word], memo[kind]
        text = memo[key_index] = key[4:].decode()
        identifier = memo[id_index] = (word, kind, text, memo[location], numel)
        reference = Persistent(identifier)
        shape = memo[size_index] = numbers[size]
        strides = memo[strides_index] = numbers[stride]
        hook = memo[hook_index] = Call(memo[numbers[flags][0]], ())
        args = memo[args_index] = (reference, numbers[offset][0], shape, strides, flags[0] == _TRUE, hook)
        call = memo[call_index] = Call(make, args)
        persists(reference)
        push(call)

    one: Callable[..., None] = forget if form.is_forgotten else remember

    def read(data: bytes, position: int, end: int) -> int:
        found = match(data, position, end)
        if found is None:
            return 0
        try:
            one(*found.groups())
        except KeyError:
            return 0
        following = found.end()
        return several.read(data, following, end) if data[following] == _TEXT and several else following

    return read
