"""The pickle machine: reads every opcode of protocols 0 to 5 and records what they ask for instead of doing it.

Python's own unpickler can't be made safe by overriding ``find_class``: a memo index of 2**31 makes it allocate 16 GiB, and a
deeply nested tuple as a dict key crashes the process when it is hashed. This machine imports nothing, calls nothing, hashes
nothing from the file, and keeps its memory in proportion to the stream. Long byte strings and texts are not read at all:
their place in the file stands for them, so that a pickle of large arrays opens like an index.

The loop here handles the opcodes that make up a state dict; the others are in :mod:`~inspector.pickles.opcodes`.

Opcodes: https://github.com/python/cpython/blob/main/Lib/pickletools.py
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from struct import Struct
from typing import Any

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.jobs import Job
from inspector.pickles.array_runs import array_runs
from inspector.pickles.frames import Frames
from inspector.pickles.long_text import LongText
from inspector.pickles.names import Names
from inspector.pickles.opcodes import HANDLERS, set_items
from inspector.pickles.records import MAKES_OTHERS, Call, Global, Persistent, PickledDict, class_of
from inspector.pickles.tensor_runs import RunReader, tensor_runs
from inspector.sources.storage import Part, Storage

__all__ = ["LAZY_NBYTES", "LONG_TEXT_NBYTES", "AfterBuild", "DataReader", "Machine", "Pickle", "read_pickle"]

#: Byte strings at least this long stay in the file, as a storage.
LAZY_NBYTES = 4096
#: The same for texts. Shorter ones are mostly wanted as such.
LONG_TEXT_NBYTES = 1 << 20
#: The window on the stream is small behind an array, which may be followed by another, and grows from there.
_SMALL_WINDOW_NBYTES, _WINDOW_NBYTES = 1 << 16, 1 << 20
#: So many bytes of opcodes make few objects: counting these takes as long as reading an array or two.
_COUNTED_NBYTES = 1 << 18
#: Reading over a string that ends so close behind the window takes less time than another, smaller window.
_LARGEST_GAP = 32 << 10
#: Looking for recalls in a smaller or larger stream takes longer than remembering.
_MIN_GUESSED_NBYTES, _MAX_GUESSED_NBYTES = 4 << 10, (16 << 20) - 1
#: The bytes behind the last one of a stream: an opcode there is never met, but the operands of the one before may reach in.
_PADDING = b"\xff" * 9  # an opcode and an 8-byte length

#: What is behind the first BINGET of a run of opcodes for an array: another or, of those that MEMOIZE, MARK.
_IN_ARRAYS, _IN_COUNTED_ARRAYS = b"h", b"h("

_U16, _I32, _U32 = Struct("<H"), Struct("<i"), Struct("<I")

DataReader = Callable[["Machine", Call, int], int]
"""Told of an object that BUILD has given its state, and where in the stream that opcode ends: the position at which the
pickle goes on, behind data that no opcode describes. It may change the object's record."""

AfterBuild = Callable[[str], DataReader | None]
"""What reads the data behind objects of a class, by the canonical name of that; None for nearly all, which have none."""


@dataclass(frozen=True, slots=True)
class Pickle:
    """One pickle, recorded: the object it stands for, every name it would import, and where it ends.

    ``discarded`` is what it made and threw away: unpickling would have made it all the same. ``persistents`` are its
    references to things outside, ``patched`` the names whose objects it would change. ``nbytes`` is its size without the
    byte strings that stay in the file: what it holds is honestly in proportion to that. ``is_ambiguous`` where loaders would
    read it differently.
    """

    root: Any
    discarded: tuple[Any, ...]
    persistents: tuple[Persistent, ...]
    globals: tuple[Global, ...]
    nbytes: int
    end: int
    protocol: int
    patched: tuple[Global, ...] = ()
    is_ambiguous: bool = False


def read_pickle(
    source: Storage,
    offset: int = 0,
    job: Job | None = None,
    *,
    after_build: AfterBuild | None = None,
    alone: bool = True,
    on_defect: Callable[[Pickle], None] | None = None,
) -> Pickle:
    """Record the pickle that starts at ``offset``. ``after_build`` knows what is behind objects that no opcode describes.

    ``on_defect`` is told what a pickle would have done before its defect: a pickle whose root is the list of what there was.

    One that is ``alone`` is expected to reach to the end of the source; of others no more than they need is read.
    Raises TruncatedError when the stream ends before STOP, CorruptError for an opcode or operand that makes no sense,
    LimitError for a stream of more objects than can be held. The message says which names were met before the defect.
    """
    machine = partial(Machine, source, offset, job or Job(), after_build=after_build)
    if _counts_its_memo(source, offset):
        with suppress(_RecallError):
            return _run(machine(remembers=True, is_sequential=True), on_defect)
    elif alone and _seems_to_recall_nothing(source, offset):
        with suppress(_RecallError):
            return _run(machine(remembers=False), on_defect)
    return _run(machine(remembers=True), on_defect)


def _counts_its_memo(source: Storage, offset: int) -> bool:
    """Whether a pickle is of a protocol in which picklers memoise by MEMOIZE, which names no index."""
    return source.read(offset, min(2, max(0, source.nbytes - offset))) in (b"\x80\x04", b"\x80\x05")


class SequentialMemo(list[Any]):
    """A memo whose indices are 0, 1, 2 ...: half the time and a tenth of the memory of a dict."""

    __slots__ = ()

    def __setitem__(self, index: Any, value: Any) -> None:
        if index != len(self):
            raise _RecallError  # a dict is needed
        self.append(value)


class _RecallError(Exception):
    """A pickle recalls what was not remembered under the assumption that it would not be; it has to be read again."""


def _seems_to_recall_nothing(source: Storage, offset: int) -> bool:
    """Whether no LONG_BINGET of anything that may be in the stream can be seen in it.

    pickle memoises each object and recalls few; most of what it memoises in a state dict need not be remembered. It is a
    guess: bytes of text may look like the opcode, and an index may be larger than any pickler writes. The machine notices
    when the guess was wrong.
    """
    nbytes = source.nbytes - offset
    if not _MIN_GUESSED_NBYTES < nbytes <= _MAX_GUESSED_NBYTES:
        return False
    recall = rb"(?s)j..[\x00-\x%02x]\x00" % (nbytes >> 16)  # the opcode with an index that is smaller, rounded up
    return re.search(recall, source.read(offset)) is None


def _run(machine: Machine, on_defect: Callable[[Pickle], None] | None = None) -> Pickle:
    try:
        root = _root(machine)
    except CheckpointError:
        if on_defect is not None:
            on_defect(machine.recorded([*machine.stack, *machine.memoised]))
        raise
    return machine.recorded(root)


def _root(machine: Machine) -> Any:
    try:
        return machine.run()
    except IndexError as error:
        if isinstance(machine.memo, SequentialMemo):
            raise _RecallError from error  # it may have recalled what it never stored: the other memo knows
        raise CorruptError("the pickle takes more from its stack than it put there" + machine.names()) from error
    except KeyError as error:
        if not machine.remembers:
            raise _RecallError from error
        raise CorruptError(f"the pickle recalls memo {error}, which it never stored" + machine.names()) from error
    except UnicodeDecodeError as error:
        raise CorruptError("the pickle holds text that is not UTF-8" + machine.names()) from error
    except (CorruptError, LimitError, TruncatedError) as error:
        raise type(error)(error.reason + machine.names(), error.place) from error.__cause__


class Machine:
    """The state of one run. ``data`` is a window on the stream that starts at ``base``; positions count inside it."""

    def __init__(
        self,
        source: Storage,
        offset: int,
        job: Job,
        *,
        remembers: bool,
        after_build: AfterBuild | None = None,
        is_sequential: bool = False,
    ) -> None:
        self.remembers = remembers
        self.after_build = after_build
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
        self.max_opcodes_nbytes = job.limits.opcodes_of(source.nbytes, source.packed_nbytes)
        #: None for a stream too short to hold many.
        self.objects_before = sys.getallocatedblocks() if source.nbytes - offset > _WINDOW_NBYTES else None
        self.next_count = 0  # of objects, when so many bytes of opcodes were read
        self.stack: list[Any] = []
        self.marks: list[int] = []
        self.memo: dict[int, Any] | SequentialMemo = SequentialMemo() if is_sequential else {}
        self.discarded: list[Any] = []
        self.persistents: list[Persistent] = []
        self.globals: dict[tuple[str, str], Global] = {}
        self.patched: list[Global] = []
        #: By their identities, the names of classes whose objects have no data behind them.
        self.nothing_behind: dict[int, Global] = {}
        self.frames = Frames(source.read)

    @property
    def memoised(self) -> Iterable[Any]:
        """What is in the memo."""
        return self.memo.values() if isinstance(self.memo, dict) else self.memo

    def recorded(self, root: Any) -> Pickle:
        """What the pickle did up to now, ``root`` being what it makes."""
        return Pickle(
            root,
            tuple(self.discarded),
            tuple(self.persistents),
            tuple(self.globals.values()),
            nbytes=self.base + self.end - self.start - self.skipped_nbytes,
            end=self.base + self.end,
            protocol=self.protocol,
            patched=tuple(self.patched),
            is_ambiguous=self.frames.are_cut,
        )

    # -- the window ---------------------------------------------------------------------------------------------

    def slide(self, position: int, nbytes: int = 0) -> int:
        """Move the window so that it starts at ``position`` and holds at least ``nbytes``; the new position, 0."""
        self.move(position)
        remaining = self.source.nbytes - self.base
        if nbytes > remaining:
            raise TruncatedError("the pickle ends in the middle of an operand")
        self.data = self.source.read(self.base, min(remaining, max(nbytes, self.window_nbytes) + len(_PADDING)))
        self.window_nbytes = min(4 * self.window_nbytes, _WINDOW_NBYTES)
        if len(self.data) == remaining:
            self.guard = remaining
            self.data += _PADDING
        else:
            self.guard = len(self.data) - len(_PADDING)
        return 0

    def move(self, position: int) -> None:
        """Let an empty window start at ``position``. Raises LimitError where what was read makes more than can be held."""
        self.base += position
        self.data, self.guard = b"", 0
        self.job.report(self.base, self.source.nbytes)
        opcodes_nbytes = self.base - self.start - self.skipped_nbytes - self.texts_nbytes
        if opcodes_nbytes > self.max_opcodes_nbytes:
            raise LimitError(f"the pickle has more than {self.max_opcodes_nbytes >> 20} MiB besides its arrays")
        if self.objects_before is not None and opcodes_nbytes >= self.next_count:
            self.next_count = opcodes_nbytes + _COUNTED_NBYTES
            most = self.job.limits.pickle_objects
            if sys.getallocatedblocks() - self.objects_before > most:
                raise LimitError(f"the pickle makes more than {most:,} objects")

    def take(self, position: int, nbytes: int) -> tuple[bytes, int]:
        """The ``nbytes`` bytes at ``position`` and the position after them."""
        if position + nbytes > self.guard:
            position = self.slide(position, nbytes)
        end = position + nbytes
        if nbytes >= LAZY_NBYTES:
            self.texts_nbytes += nbytes
        return self.data[position:end], end

    def line(self, position: int, *, is_text: bool = False) -> tuple[bytes, int]:
        """The text up to the next newline, and the position after it; of names and numbers, unless it ``is_text``."""
        end = self.data.find(b"\n", position, self.guard)
        if end < 0:
            position = self.slide(position)
            end = self.data.find(b"\n", 0, self.guard)
        if end < 0:
            limits = self.job.limits
            nbytes = self._line_nbytes(limits.pickle_text_line_nbytes if is_text else limits.pickle_line_nbytes)
            position = self.slide(position, nbytes)
            end = nbytes - 1
        self.guard = min(self.guard, max(end + 1, _WINDOW_NBYTES))  # of a window that a long line made large
        if end - position >= LAZY_NBYTES:
            self.texts_nbytes += end - position
        return self.data[position:end], end + 1

    def _line_nbytes(self, most: int) -> int:
        """How long a line is, with its end, that begins at the window and is longer; nothing of it is kept meanwhile."""
        start, stop = self.base + self.guard, min(self.base + most, self.source.nbytes)
        for at in range(start, stop, _WINDOW_NBYTES):
            self.job.check()
            found = self.source.read(at, min(_WINDOW_NBYTES, stop - at)).find(b"\n")
            if found >= 0:
                return at + found + 1 - self.base
        if stop < self.source.nbytes:
            raise LimitError(f"the pickle has a line of more than {most >> 20:,} MiB")
        raise TruncatedError("the pickle ends in the middle of a line of text")

    # -- the loop -----------------------------------------------------------------------------------------------

    def run(self) -> Any:  # noqa: C901 - the hot opcodes stand in the loop itself; a call for each would double its time
        """Run to STOP and return the root object."""
        stack, marks, memo, handlers = self.stack, self.marks, self.memo, HANDLERS
        push, pop, persists = stack.append, stack.pop, self.persistents.append
        u16, i32, u32 = _U16.unpack_from, _I32.unpack_from, _U32.unpack_from
        remembers, nothing_behind = self.remembers, self.nothing_behind
        memoize = memo.append if isinstance(memo, SequentialMemo) else None
        run: RunReader | None = None  # few pickles have any
        arrays = array_runs(self, lazy_nbytes=LAZY_NBYTES)
        in_arrays = _IN_ARRAYS if memoize is None else _IN_COUNTED_ARRAYS
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
                        position = self.text(start, length)
                        data, guard = self.data, self.guard
                        continue  # the PUT may lie outside the window
                    push(data[start:position].decode("utf-8", "surrogatepass"))
                elif opcode == 0x68:  # BINGET
                    following = data[position + 1]
                    if following == 0x28 and run is None:
                        run = tensor_runs(memo, stack, self.persistents, remembers=remembers)
                    if following == 0x28 and run is not None and (end := run(data, position - 1, guard)):
                        position = end
                    elif following in in_arrays and (behind := arrays(data, position - 1, guard)) is not None:
                        position = behind
                        data, guard = self.data, self.guard
                    else:
                        push(memo[data[position]])
                        position += 1
                    continue
                elif opcode == 0x94 and memoize is not None:  # MEMOIZE
                    memoize(stack[-1])
                    continue
                elif opcode == 0x8C and position + 1 + data[position] <= guard:  # SHORT_BINUNICODE
                    start = position + 1
                    position = start + data[position]
                    push(data[start:position].decode("utf-8", "surrogatepass"))
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
                elif opcode in (0x52, 0x81):  # REDUCE, NEWOBJ
                    args = pop()
                    stack[-1] = Call(stack[-1], args)
                elif opcode == 0x51:  # BINPERSID
                    reference = stack[-1] = Persistent(stack[-1])
                    persists(reference)
                elif opcode == 0x29:  # EMPTY_TUPLE
                    if data[position] != 0x81:
                        push(())
                        continue
                    position += 1  # NEWOBJ: an object without arguments, of which an index has many
                    stack[-1] = Call(stack[-1], ())
                elif opcode == 0x7D:  # EMPTY_DICT
                    push(PickledDict())
                elif opcode == 0x75:  # SETITEMS
                    set_items(self, self.since_mark())
                    continue
                elif opcode == 0x62 and type(stack[-2]) is Call and id(stack[-2].function) in nothing_behind:  # BUILD
                    state = pop()
                    target = stack[-1]
                    if target.states is None:
                        target.states = [state]
                    else:
                        target.states.append(state)
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
                elif following == 0x94 and memoize is not None:
                    memoize(stack[-1])
                    position += 1

    def finish(self) -> Any:
        """What STOP returns."""
        root = self.stack.pop()
        self.discarded.extend(self.stack)
        self.frames.finish(self.base + self.end)
        return root

    def names(self) -> str:
        """The names met so far, as the tail of an error message."""
        if not self.globals:
            return ""
        met = [repr(name) for name in Names().gravest_first(self.globals.values())[:8]]
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

    def text(self, position: int, nbytes: int) -> int:
        """Push a text: itself, or a record of where it lies if it is very long."""
        if nbytes < LONG_TEXT_NBYTES:
            data, position = self.take(position, nbytes)
            self.stack.append(data.decode("utf-8", "surrogatepass"))
            return position
        self.stack.append(LongText(self.passed_over(position, nbytes)))
        self.texts_nbytes += nbytes
        return position + nbytes

    def long_bytes(self, position: int, nbytes: int, *, convert: Callable[[bytes], Any] = bytes) -> int:
        """Push a byte string: itself if short, else a storage over its place in the file."""
        if nbytes < LAZY_NBYTES:
            data, position = self.take(position, nbytes)
            self.stack.append(convert(data))
            return position
        self.stack.append(self.passed_over(position, nbytes))
        self.skipped_nbytes += nbytes
        return position + nbytes

    def passed_over(self, position: int, nbytes: int) -> Part:
        """The place of a string that stays in the file; the loop moves the window behind it without reading it."""
        start = self.base + position
        if nbytes > self.source.nbytes - start:
            raise TruncatedError(f"the pickle ends in the middle of a string of {nbytes:,} bytes")
        if position + nbytes > self.guard:
            self.window_nbytes = self._window_behind(position + nbytes)
        return Part(self.source, start, nbytes)

    def _window_behind(self, end: int) -> int:
        """How much to read next where data that end at ``end``, behind the window, need not be read."""
        return _SMALL_WINDOW_NBYTES if end > self.guard + _LARGEST_GAP else 8 * _SMALL_WINDOW_NBYTES

    def byte_at(self, position: int) -> int:
        """The byte at ``position`` of the stream, right behind an opcode: the window reaches that far."""
        return self.data[position - self.base]

    def built(self, call: Call, position: int) -> int:
        """Where the window's data go on after a BUILD, behind what ``after_build`` knows to be there."""
        read = self.after_build(class_of(call)) if self.after_build is not None else None
        if read is None:
            if call.name not in ("", MAKES_OTHERS):
                self.nothing_behind[id(call.function)] = call.function
            return position
        end = read(self, call, self.base + position) - self.base
        if end != position:
            self.frames.pass_over(self.base + position)
        self.skipped_nbytes += end - position
        if end > self.guard:
            self.window_nbytes = self._window_behind(end)
        return end

    def nested(self, offset: int, source: Storage | None = None) -> Pickle:
        """Read a pickle at ``offset`` of the stream, or of another one, as a part of this: its names are this one's too."""
        inside = _run(Machine(source or self.source, offset, self.job, remembers=True), self._take_on_broken)
        self._take_on(inside)
        self.skipped_nbytes -= inside.nbytes
        return inside

    def _take_on_broken(self, inside: Pickle) -> None:
        self._take_on(inside)
        self.discarded.append(inside.root)

    def _take_on(self, inside: Pickle) -> None:
        for name in inside.globals:
            self.globals.setdefault((name.module, name.qualname), name)
        self.discarded.extend(inside.discarded)
        self.persistents.extend(inside.persistents)
        self.patched.extend(inside.patched)
        self.frames.are_cut |= inside.is_ambiguous
