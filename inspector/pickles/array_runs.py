"""The runs of opcodes that pickle writes for NumPy arrays, recognised as a whole.

As with the tensors of torch.save (:mod:`~inspector.pickles.tensor_runs`) a file is the same 20 opcodes for each array. One
regular expression reads those up to the array's bytes, which are passed over; what is made of them is exactly what the
machine would make. In a dict of arrays the runs follow each other, with a key between them, and now and then a frame; those
within a window are made together, column by column. Of those that are alike in a file only what stands between them is read.
Runs of any other form are left to the machine; so is what comes from the bytes on, if these end outside its window.

::

    FRAME 65,972  SHORT_BINUNICODE 'key'  MEMOIZE  BINGET _reconstruct  BINGET ndarray  BININT1 0  TUPLE1  MEMOIZE
    BINGET b'b'  TUPLE3  MEMOIZE  REDUCE  MEMOIZE  MARK  BININT1 1  (64, 64)  MEMOIZE  BINGET dtype  NEWFALSE
    BINBYTES ...  MEMOIZE  TUPLE  MEMOIZE  BUILD

    SHORT_BINUNICODE 'key'  MEMOIZE  BINGET _frombuffer  MARK  BYTEARRAY8 ...  MEMOIZE  BINGET dtype  (64, 64)  MEMOIZE
    BINGET 'C'  TUPLE  MEMOIZE  REDUCE  MEMOIZE

The second is of protocol 5. Protocol 3 has the first with LONG_BINPUT for MEMOIZE, but for the first few arrays.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain, islice, repeat
from operator import itemgetter
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from inspector.pickles.records import Call, class_of
from inspector.pickles.tensor_runs import GET, INDEX, SIZES, Numbers
from inspector.sources.local_file import LocalFile, PieceReader
from inspector.sources.storage import Part, unwrapped

if TYPE_CHECKING:
    from inspector.pickles.machine import Machine

__all__ = ["array_runs"]

Groups = tuple[Any, ...]
_Pattern = re.Pattern[bytes]

_TRUE, _BYTEARRAY8, _FRAME, _SHORT_BINUNICODE = 0x88, 0x96, 0x95, 0x8C
_FRAME_NBYTES = 9
#: So many kinds of arrays take turns in a file, as the layers of a model do: each is looked for before all that may come.
_RECENT = 8
#: Arrays of so many bytes are passed over one by one: fewer are copied in the time of another read, and those of more leave
#: the window. So much of a file is gone through in one go, at most, and so much is looked at behind each array, in which
#: there is room for a long key.
_LEAST_PASSED_NBYTES, _MOST_PASSED_NBYTES, _PASSED_NBYTES, _BETWEEN_NBYTES = 6 << 10, 64 << 10, 4 << 20, 384
_EMPTY = (0,)
_U32 = Struct("<I")
#: The opcode of bytes with its operand, how many there are.
_LENGTH = rb"\x96........|B....|C."
_COUNTED_KEY = rb"(?:\x95(........))?\x8c(.[^\x94]{0,255})\x94"
_PLACED_KEY = rb"()X(.\0\0\0[^\0]{0,255})r(%b)" % INDEX
_STATED = (
    rb"(%(get)b%(get)b)K\0\x85%(put)b(%(get)b)\x87%(put)bR%(put)b"
    rb"\(K\x01(%(sizes)b)%(put)b(%(get)b[\x88\x89])(%(length)b)"
)


class _Form(NamedTuple):
    """One kind of run, by the opcodes before the array's bytes and behind them; ``following`` has a key as well.

    Of the groups before the bytes the first two are a frame and the key, whose text begins after ``length_nbytes``. ``said``
    takes from them what is the same for arrays that are alike, with all groups behind the bytes where it ``is_buffer``;
    ``length`` is the opcode of the bytes, and ``parts`` all that it consists of. ``puts`` takes from the groups of a whole
    run the places of the memo it names, one for each object it memoises.
    """

    first: re.Pattern[bytes]
    following: re.Pattern[bytes]
    behind: re.Pattern[bytes]
    length_nbytes: int
    said: Callable[[Groups], Any]
    length: Callable[[Groups], bytes]
    parts: Callable[[Groups], Groups]
    puts: Callable[[Groups], tuple[bytes, ...]] | None = None
    is_buffer: bool = False


def _compiled(first: bytes, following: bytes, behind: bytes) -> tuple[_Pattern, _Pattern, _Pattern]:
    return re.compile(first, re.DOTALL), re.compile(following, re.DOTALL), re.compile(behind, re.DOTALL)


@cache
def _stated() -> _Form:
    """Arrays that are given their state, memoised by MEMOIZE."""
    run = b"(%b)" % _STATED % {b"get": GET, b"sizes": SIZES, b"length": _LENGTH, b"put": rb"\x94"}
    patterns = _compiled(b"()()" + run, _COUNTED_KEY + run, rb"()\x94t\x94b")
    return _Form(*patterns, 1, itemgetter(2), itemgetter(7), itemgetter(3, 4, 5, 6, 7))


@cache
def _placed() -> _Form:
    """The same, memoised by LONG_BINPUT behind the places that BINGET can recall."""
    put = b"r(%b)" % INDEX
    run = _STATED % {b"get": b"h.", b"sizes": SIZES, b"length": _LENGTH, b"put": put}
    patterns = _compiled(b"()()()" + run, _PLACED_KEY + run, b"()%bt%bb" % (put, put))
    said = itemgetter(3, 5, 8, 10, 11)
    return _Form(*patterns, 4, said, itemgetter(11), said, itemgetter(2, 4, 6, 7, 9, 12, 13))


@cache
def _buffers() -> _Form:
    """Arrays that are made of their bytes."""
    run = rb"((%b)\((%b))" % (GET, _LENGTH)
    behind = rb"\x94(?:\x95(........))?(%b)(%b)\x94(%b)t\x94R\x94" % (GET, SIZES, GET)
    patterns = _compiled(b"()()" + run, _COUNTED_KEY + run, behind)
    return _Form(*patterns, 1, itemgetter(2), itemgetter(4), itemgetter(3, 5, 6, 7, 4), is_buffer=True)


class _Said(NamedTuple):
    """What the opcodes of a run say, without its key and the place of its bytes, and which are ``before`` and ``behind``.

    ``order`` is the name of that or whether it is Fortran's; ``kind`` and ``text`` are only given to what is given a state.
    """

    function: Any
    kind: Any
    text: Any
    shape: tuple[int, ...]
    dtype: Any
    order: Any
    nbytes: int
    is_bytearray: bool
    before: bytes
    behind: bytes


class _Cut(NamedTuple):
    """A run whose bytes begin at ``start`` of the window and end behind it."""

    name: str
    said: _Said
    start: int


@dataclass(slots=True)
class _Batch:
    """Runs that follow each other: the places of the memo each names, its key, what it says and where its bytes begin.

    ``end`` is behind them; ``cut`` is one that begins there.
    """

    puts: list[tuple[bytes, ...]] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    said: list[_Said] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    end: int = 0
    cut: _Cut | None = None


class _Runs:
    """Reads runs of one form, and does their work on the machine's state.

    What makes the machine fail, or reads data behind an object, is left to it: the runs end before that.
    """

    def __init__(self, form: _Form, machine: Machine, lazy_nbytes: int) -> None:
        self._form = form
        self._machine = machine
        file, self._file_offset = unwrapped(machine.source)
        self._file = file if isinstance(file, LocalFile) else None
        self._memo = machine.memo
        self._lazy_nbytes = lazy_nbytes
        self._numbers = Numbers()
        self._nbytes: dict[Any, int] = {}
        self._known: dict[Any, _Said] = {}
        self._recent: deque[_Said] = deque(maxlen=_RECENT)

    def read(self, data: bytes, position: int, end: int) -> int | None:
        """The position after all runs from ``position`` on, in what is then the window; None if there is no run."""
        found = self._form.first.match(data, position, end)
        if found is None:
            return None
        if isinstance(self._memo, dict):
            self._known.clear()  # what BINGET recalls may have changed
        batch = _Batch()
        if not self._is_run(found, data, end, batch):
            return None
        self._follow(batch.said[-1], data, end, batch)
        self._add(batch, data)
        while batch.cut is not None:
            batch = self._pass_over(batch.cut) or self._read_on(batch.cut)
        return batch.end

    def _follow(self, said: _Said, data: bytes, end: int, batch: _Batch) -> None:
        """Read all runs behind one that says this."""
        while True:
            if self._form.puts is None:
                self._like_others(data, end, said, batch)
            found = self._form.following.match(data, batch.end, end) if batch.cut is None else None
            if found is None or not self._is_run(found, data, end, batch):
                return
            said = batch.said[-1]

    def _is_run(self, found: re.Match[bytes], data: bytes, end: int, batch: _Batch) -> bool:
        """Read the run that was found, if it is one within the window and the machine has not to be asked."""
        try:
            return self._read_one(found, data, end, batch)
        except (LookupError, UnicodeDecodeError):  # the machine says so
            return False

    def _read_one(self, found: re.Match[bytes], data: bytes, end: int, batch: _Batch) -> bool:
        form, base = self._form, self._machine.base
        groups, start = found.groups(), found.end()
        frame, key = groups[:2]
        if key and len(key) != form.length_nbytes + key[0]:
            return False
        name = key[form.length_nbytes :].decode("utf-8", "surrogatepass")
        said = form.said(groups)
        nbytes = self._nbytes.get(said)
        if nbytes is None:
            nbytes = self._nbytes[said] = _nbytes(form.length(groups))
        behind = form.behind.match(data, start + nbytes, end) if nbytes < end - start else None
        if behind is None:
            return False
        inner_frame, *rest = behind.groups()
        groups += tuple(rest)
        if form.is_buffer:
            said = groups[2:]
        alike = self._known.get(said)
        if alike is None:
            opcodes = behind[0].replace(b"\x95" + inner_frame, b"", 1) if inner_frame else behind[0]
            alike = self._known[said] = self._learn(groups, opcodes)
            self._recent.appendleft(alike)
        for size, at in ((frame, found.end(1)), (inner_frame, behind.end(1))):
            if size:
                self._machine.frames.begin(base + at, int.from_bytes(size, "little"))
        batch.puts.append(form.puts(groups) if form.puts else ())
        batch.names.append(name if key else None)
        batch.said.append(alike)
        batch.starts.append(base + start)
        batch.end = behind.end()
        return True

    def _like_others(self, data: bytes, end: int, alike: _Said, batch: _Batch) -> None:
        """Read all runs that are, but for keys and frames, to the byte like one of the last that were read.

        The last of them may be ``cut`` by the end of the window.
        """
        base, begin = self._machine.base, self._machine.frames.begin
        with suppress(IndexError, UnicodeDecodeError):
            while True:
                position = batch.end
                at = position + _FRAME_NBYTES if data[position] == _FRAME else position
                stop = at + 2 + data[at + 1]
                if data[at] != _SHORT_BINUNICODE:
                    break
                if not data.startswith(alike.before, stop):
                    found = next((each for each in self._recent if data.startswith(each.before, stop)), None)
                    if found is None:
                        break
                    alike = found
                start = stop + len(alike.before)
                ending = start + alike.nbytes
                following = ending + len(alike.behind)
                is_cut = following > end
                if not (self._may_be_cut(alike, following) if is_cut else data.startswith(alike.behind, ending)):
                    break
                name = data[at + 2 : stop].decode("utf-8", "surrogatepass")
                if at != position:
                    begin(base + at, int.from_bytes(data[position + 1 : at], "little"))
                if is_cut:
                    batch.cut = _Cut(name, alike, start)
                    return
                batch.end = following
                batch.names.append(name)
                batch.said.append(alike)
                batch.starts.append(base + start)

    def _may_be_cut(self, alike: _Said, following: int) -> bool:
        """Whether an array that goes on behind the window is in the file, and stays there."""
        return alike.nbytes >= self._lazy_nbytes and self._machine.base + following <= self._machine.source.nbytes

    def _pass_over(self, cut: _Cut) -> _Batch | None:
        """Read a run that ends behind the window and those behind it that are like it, but not the bytes of their arrays.

        The last one is cut again. None if nothing behind the first is like it.
        """
        machine, file = self._machine, self._file
        if file is None or not _LEAST_PASSED_NBYTES <= cut.said.nbytes < _MOST_PASSED_NBYTES:
            return None
        start = machine.base + cut.start
        nbytes = min(_PASSED_NBYTES, machine.source.nbytes - start)
        batch, frames = file.read_pieces(partial(self._between, cut), self._file_offset + start, nbytes)
        if not batch.starts:
            return None
        for frame, size in frames:
            machine.frames.begin(frame, size)
        self._add(batch, b"")
        machine.move(batch.end)
        return batch

    def _between(self, cut: _Cut, read: PieceReader) -> tuple[_Batch, list[tuple[int, int]]]:
        """Those runs, and the frames that begin among them: where, and of how many bytes."""
        said, base, file_offset = cut.said, self._machine.base, self._file_offset
        before, behind, nbytes = said.before, said.behind, said.nbytes
        at, before_nbytes = len(behind), len(before)
        name, start = cut.name, base + cut.start
        last_start = min(start + _PASSED_NBYTES, self._machine.source.nbytes) - nbytes
        names, starts, frames = list[str | None](), list[int](), list[tuple[int, int]]()
        with suppress(IndexError, UnicodeDecodeError):
            while True:
                end = start + nbytes
                piece = read(_BETWEEN_NBYTES, file_offset + end)
                key = at + _FRAME_NBYTES if piece[at] == _FRAME else at
                stop = key + 2 + piece[key + 1]
                following = end + stop + before_nbytes
                if (
                    piece[key] != _SHORT_BINUNICODE
                    or following > last_start
                    or not piece.startswith(behind)
                    or not piece.startswith(before, stop)
                ):
                    break
                following_name = piece[key + 2 : stop].decode("utf-8", "surrogatepass")
                if key != at:
                    frames.append((end + key, int.from_bytes(piece[at + 1 : key], "little")))
                names.append(name)
                starts.append(start)
                name, start = following_name, following
        batch = _Batch(names=names, said=[said] * len(names), starts=starts, end=start - base, cut=_Cut(name, said, 0))
        return batch, frames

    def _read_on(self, cut: _Cut) -> _Batch:
        """Read the run that ends in the next window, and those behind it."""
        machine, said = self._machine, cut.said
        self._begin(cut)
        machine.stack.append(machine.passed_over(cut.start, said.nbytes))
        machine.skipped_nbytes += said.nbytes
        batch = _Batch(end=machine.slide(cut.start + said.nbytes))
        if machine.data.startswith(said.behind, batch.end):  # or else the machine goes on with it
            batch.end += len(said.behind)
            self._finish(said)
            self._follow(said, machine.data, machine.guard, batch)
            self._add(batch, machine.data)
        return batch

    def _add(self, batch: _Batch, data: bytes) -> None:
        """Do the work of runs, the first of which may have no key."""
        if not batch.starts:
            return
        machine, has_key = self._machine, batch.names[0] is not None
        calls, memoised = self._made(batch.said, self._values(batch, data))
        machine.stack += islice(chain.from_iterable(zip(batch.names, calls, strict=True)), not has_key, None)
        made = islice(chain.from_iterable(zip(batch.names, *memoised, strict=False)), not has_key, None)
        self._memoise(made, batch.puts)

    def _memoise(self, made: Iterable[Any], puts: Iterable[Iterable[bytes]] = ()) -> None:
        memo = self._memo
        if not isinstance(memo, dict):
            memo.extend(made)
        elif self._machine.remembers:
            places = b"".join(chain.from_iterable(puts))
            memo.update(zip((place for (place,) in _U32.iter_unpack(places)), made, strict=True))

    def _values(self, batch: _Batch, data: bytes) -> list[Any]:
        """The bytes of each array: those of short ones themselves, of others where they are."""
        machine, lazy_nbytes = self._machine, self._lazy_nbytes
        sizes = [said.nbytes for said in batch.said]
        if min(sizes) >= lazy_nbytes:
            machine.skipped_nbytes += sum(sizes)
            return [*map(Part, repeat(machine.source), batch.starts, sizes)]
        values: list[Any] = []
        for start, said in zip(batch.starts, batch.said, strict=True):
            if said.nbytes >= lazy_nbytes:
                machine.skipped_nbytes += said.nbytes
                values.append(Part(machine.source, start, said.nbytes))
            else:
                text = data[start - machine.base : start - machine.base + said.nbytes]
                values.append(bytearray(text) if said.is_bytearray else text)
        return values

    def _learn(self, groups: Groups, behind: bytes) -> _Said:
        """What a run says. Raises LookupError where the machine has to be asked."""
        raise NotImplementedError

    def _made(self, known: Sequence[_Said], values: Sequence[Any]) -> tuple[list[Call], tuple[Iterable[Any], ...]]:
        """The calls that runs record, and what they memoise, a column of each in the order of the opcodes."""
        raise NotImplementedError

    def _begin(self, cut: _Cut) -> None:
        """Do the work of a run's opcodes before its bytes."""
        raise NotImplementedError

    def _finish(self, said: _Said) -> None:
        """Do the work of those behind them, which are what it says."""
        raise NotImplementedError


class _StatedRuns(_Runs):
    """Those of arrays that are given their state."""

    def _learn(self, groups: Groups, behind: bytes) -> _Said:
        names, text, size, element, length = self._form.parts(groups)
        memo, numbers, after_build = self._memo, self._numbers, self._machine.after_build
        function, kind = (memo[place] for place in numbers[names])
        made = memo[numbers[text][0]], numbers[size], memo[numbers[element][0]]
        if after_build is not None and after_build(class_of(Call(function, (kind,)))) is not None:
            raise LookupError  # for the machine: it reads the data behind the call
        order = element[-1] == _TRUE
        return _Said(
            function, kind, *made, order, _nbytes(length), length[0] == _BYTEARRAY8, b"\x94" + groups[2], behind
        )

    def _made(self, known: Sequence[_Said], values: Sequence[Any]) -> tuple[list[Call], tuple[Iterable[Any], ...]]:
        functions, kinds, texts, shapes, dtypes, orders, *_ = zip(*known, strict=True)
        args = [*zip(kinds, repeat(_EMPTY), texts)]
        states = [*zip(repeat(1), shapes, dtypes, orders, values)]
        calls = [*map(Call, functions, args, repeat(None), map(list, zip(states, strict=True)))]
        return calls, (repeat(_EMPTY), args, calls, shapes, values, states)

    def _begin(self, cut: _Cut) -> None:
        machine, said = self._machine, cut.said
        args = said.kind, _EMPTY, said.text
        call = Call(said.function, args)
        machine.stack += cut.name, call
        machine.marks.append(len(machine.stack))
        machine.stack += 1, said.shape, said.dtype, said.order
        self._memoise((cut.name, _EMPTY, args, call, said.shape))

    def _finish(self, _said: _Said) -> None:
        machine = self._machine
        state = tuple(machine.since_mark())
        machine.stack[-1].states = [state]
        self._memoise((state[-1], state))


class _BufferRuns(_Runs):
    """Those of arrays that are made of their bytes."""

    def _learn(self, groups: Groups, behind: bytes) -> _Said:
        function, element, size, order, length = self._form.parts(groups)
        memo, numbers = self._memo, self._numbers
        made = memo[numbers[function][0]], None, None, numbers[size], memo[numbers[element][0]], memo[numbers[order][0]]
        return _Said(*made, _nbytes(length), length[0] == _BYTEARRAY8, b"\x94" + groups[2], behind)

    def _made(self, known: Sequence[_Said], values: Sequence[Any]) -> tuple[list[Call], tuple[Iterable[Any], ...]]:
        functions, _, _, shapes, dtypes, orders, *_ = zip(*known, strict=True)
        args = [*zip(values, dtypes, shapes, orders, strict=True)]
        calls = [*map(Call, functions, args)]
        return calls, (values, shapes, args, calls)

    def _begin(self, cut: _Cut) -> None:
        machine = self._machine
        machine.stack += cut.name, cut.said.function
        machine.marks.append(len(machine.stack))
        self._memoise((cut.name,))

    def _finish(self, said: _Said) -> None:
        machine = self._machine
        (values,) = machine.since_mark()
        args = values, said.dtype, said.shape, said.order
        call = machine.stack[-1] = Call(said.function, args)
        self._memoise((values, said.shape, args, call))


def _nbytes(length: bytes) -> int:
    """The operand of an opcode of bytes."""
    return int.from_bytes(length[1:], "little")


def array_runs(machine: Machine, *, lazy_nbytes: int) -> Callable[[bytes, int, int], int | None]:
    """A function that does the work of runs on the machine's state.

    It takes the data, the position of a run's first opcode and the end of the data; it returns the position after the run
    and after all keys and runs that follow it, in what is the window then; None if there is no run, or one that recalls
    what was never stored: the machine says so. Byte strings of ``lazy_nbytes`` and more stay in the file.
    """
    memo = machine.memo
    if isinstance(memo, dict):
        return _StatedRuns(_placed(), machine, lazy_nbytes).read
    stated, buffers = _StatedRuns(_stated(), machine, lazy_nbytes), _BufferRuns(_buffers(), machine, lazy_nbytes)

    def read(data: bytes, position: int, end: int) -> int | None:
        following = stated.read(data, position, end)
        return buffers.read(data, position, end) if following is None else following

    return read
