r"""Regular expressions in linear time, for keys.

Python's ``re`` backtracks: ``(a+)+$`` takes centuries on forty letters, can't be interrupted and holds every thread of the
process meanwhile. Keys come from files and patterns from a text box, so neither can be trusted to be harmless. Here a
pattern becomes an automaton whose states are sets of positions in the pattern, worked out as they are met (Thompson, 1968;
Cox, "Regular Expression Matching Can Be Simple And Fast", 2007): each character is looked at once, whatever the pattern.

The language is the part of Python's that an automaton can have: literals, ``.``, classes, ``\d \w \s`` and their
opposites, ``^ $ \b \B``, groups, ``|`` and the quantifiers ``* + ? {m,n}``. Case is ignored. Look-around and
back-references are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from inspector.errors import SelectionError

__all__ = ["Pattern"]

_MAX_LENGTH = 1000
#: Repetition counts multiply when nested; the automaton may not grow beyond this many positions.
_MAX_POSITIONS = 2000
#: States remembered before they are forgotten and worked out anew.
_MAX_STATES = 4000
#: Characters matched between two calls of ``check``.
_STRIDE = 4096

_Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Position:
    """One step of the automaton: take a character that passes ``test``, look at what is around, or neither, and go on.

    ``following``, the positions to go on at, is filled in while the pattern is read.
    """

    test: _Test | None = None
    assertion: str = ""
    following: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the automaton with one way in and one way out."""

    start: int
    end: int


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


_CATEGORIES: dict[str, _Test] = {
    "d": str.isdecimal,
    "D": lambda char: not char.isdecimal(),
    "w": _is_word,
    "W": lambda char: not _is_word(char),
    "s": str.isspace,
    "S": lambda char: not char.isspace(),
}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}
_ASSERTIONS = {"b": "boundary", "B": "inside"}


class _Compiler:
    """Reads a pattern by recursive descent: alternatives of sequences of repeated atoms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.positions: list[_Position] = []

    def compile(self) -> _Part:
        whole = self._alternatives(0)
        if self.at < len(self.text):
            raise self._error("an unopened ')'")
        return whole

    def _error(self, what: str) -> SelectionError:
        return SelectionError(f"the pattern /{self.text}/ has {what} at position {self.at + 1}")

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self) -> str:
        char = self._peek()
        if not char:
            raise self._error("a missing end")
        self.at += 1
        return char

    def _add(self, test: _Test | None = None, assertion: str = "") -> int:
        if len(self.positions) >= _MAX_POSITIONS:
            raise SelectionError(f"the pattern /{self.text}/ is too large once its repetitions are written out")
        self.positions.append(_Position(test, assertion))
        return len(self.positions) - 1

    def _link(self, source: int, target: int) -> None:
        self.positions[source].following.append(target)

    def _step(self, test: _Test | None = None, assertion: str = "") -> _Part:
        start, end = self._add(test, assertion), self._add()
        self._link(start, end)
        return _Part(start, end)

    def _alternatives(self, depth: int) -> _Part:
        if depth > 50:
            raise self._error("too many groups inside each other")
        start, end = self._add(), self._add()
        while True:
            branch = self._sequence(depth)
            self._link(start, branch.start)
            self._link(branch.end, end)
            if self._peek() != "|":
                return _Part(start, end)
            self.at += 1

    def _sequence(self, depth: int) -> _Part:
        start = end = self._add()
        while self._peek() not in ("", "|", ")"):
            part = self._repeated(depth)
            self._link(end, part.start)
            end = part.end
        return _Part(start, end)

    def _repeated(self, depth: int) -> _Part:
        begin = self.at
        part = self._atom(depth)
        stop = self.at
        bounds = self._bounds()
        if bounds is None:
            return part
        if self._peek() == "?":  # a lazy quantifier matches the same keys
            self.at += 1
        if self._peek() in ("*", "+") or (self._peek() == "{" and self._bounds() is not None):
            raise self._error("two quantifiers in a row")
        after = self.at

        def again() -> _Part:
            self.at = begin
            copy = self._atom(depth)
            assert self.at == stop
            return copy

        result = self._repetition(part, again, *bounds)
        self.at = after
        return result

    def _repetition(self, part: _Part, again: Callable[[], _Part], low: int, high: int | None) -> _Part:
        """``part`` from ``low`` to ``high`` times; the copies are read anew from the text."""
        start = end = self._add()
        copies = low if high is None else high
        if high == 0:
            return _Part(start, end)
        leave = self._add()
        for count in range(max(copies, 1)):
            piece = part if count == 0 else again()
            if count >= low:
                self._link(end, leave)
            self._link(end, piece.start)
            end = piece.end
            if high is None and count == max(copies, 1) - 1:
                self._link(end, piece.start)
        self._link(end, leave)
        return _Part(start, leave)

    def _bounds(self) -> tuple[int, int | None] | None:
        """The quantifier here as (least, most), or None if there is none. A brace that is no quantifier is a literal."""
        simple = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(self._peek())
        if simple is not None:
            self.at += 1
            return simple
        if self._peek() != "{":
            return None
        close = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : max(close, self.at)].partition(",")
        if not (low or comma) or not all(bound.isdecimal() and len(bound) < 5 for bound in (low, high) if bound):
            return None
        least = int(low or 0)
        most = least if not comma else int(high) if high else None
        if most is not None and most < least:
            raise self._error("a repetition whose least exceeds its most")
        self.at = close + 1
        return least, most

    def _atom(self, depth: int) -> _Part:
        char = self._take()
        if char == "(":
            return self._group(depth)
        if char == "[":
            return self._step(self._class())
        if char == ".":
            return self._step(lambda other: other != "\n")
        if char in "^$":
            return self._step(assertion=char)
        if char in "*+?":
            self.at -= 1
            raise self._error(f"nothing to repeat before '{char}'")
        if char == "\\":
            return self._escape()
        return self._step(_equals(char.lower()))

    def _group(self, depth: int) -> _Part:
        if self._peek() == "?":
            self.at += 1
            if self._peek() != ":":
                raise self._error("a look-around, flag or named group, which the filter does not have")
            self.at += 1
        part = self._alternatives(depth + 1)
        if self._peek() != ")":
            raise self._error("a missing ')'")
        self.at += 1
        return part

    def _escape(self) -> _Part:
        char = self._take()
        if char in _CATEGORIES:
            return self._step(_CATEGORIES[char])
        if char in _ASSERTIONS:
            return self._step(assertion=_ASSERTIONS[char])
        return self._step(_equals(self._literal(char)))

    def _literal(self, char: str) -> str:
        """The character that a backslash and ``char`` stand for."""
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char.isalnum():
            raise self._error(f"an escape '\\{char}', which the filter does not have")
        return char

    def _class(self) -> _Test:
        negated = self._peek() == "^"
        if negated:
            self.at += 1
        members: list[_Test] = []
        first = True
        while first or self._peek() != "]":
            first = False
            members.append(self._member())
        self.at += 1

        def test(char: str) -> bool:
            upper = char.upper()
            return any(member(char) or member(upper) for member in members) is not negated

        return test

    def _member(self) -> _Test:
        """One category, character or range of a class."""
        char = self._take()
        if char == "\\":
            char = self._take()
            if char in _CATEGORIES:
                return _CATEGORIES[char]
            char = self._literal(char)
        if self._peek() != "-" or self.text[self.at + 1 : self.at + 2] in ("", "]"):
            return _equals(char)
        self.at += 1
        last = self._take()
        if last == "\\":
            last = self._literal(self._take())
        if last < char:
            raise self._error("a range whose ends are the wrong way round")
        return lambda other: len(other) == 1 and char <= other <= last


def _equals(char: str) -> _Test:
    return lambda other: other == char


class Pattern:
    """A compiled pattern. Raises SelectionError, with a sentence, for text that is not one. For one thread at a time."""

    def __init__(self, text: str) -> None:
        if len(text) > _MAX_LENGTH:
            raise SelectionError(f"a pattern may have {_MAX_LENGTH:,} characters, this one has {len(text):,}")
        compiler = _Compiler(text)
        whole = compiler.compile()
        self._positions = compiler.positions
        self._start, self._end = whole.start, whole.end
        self._forget()

    def _forget(self) -> None:
        #: A state is where the automaton may be before it looks at what comes next, and the character before ("" at first).
        self._numbers: dict[tuple[frozenset[int], str], int] = {}
        self._states: list[tuple[frozenset[int], str]] = []
        self._moves: list[dict[str, int]] = []
        self._number(frozenset({self._start}), "")

    def search(self, text: str, check: Callable[[], None] | None = None) -> bool:
        """Whether the pattern matches anywhere in ``text``, which must be in lower case; ``check`` is called in between."""
        state = 0
        moves = self._moves
        for start in range(0, len(text), _STRIDE):
            if check is not None and start:
                check()
            for char in text[start : start + _STRIDE]:
                target = moves[state].get(char)
                if target is None:
                    target = self._move(state, char)
                    moves = self._moves
                if target < 0:
                    return True
                state = target
        return self._end in self._reached(*self._states[state], "")

    def _number(self, positions: frozenset[int], before: str) -> int:
        state = (positions, before)
        number = self._numbers.get(state)
        if number is None:
            number = self._numbers[state] = len(self._states)
            self._states.append(state)
            self._moves.append({})
        return number

    def _move(self, state: int, char: str) -> int:
        """The state after ``char``, or -1 if the pattern has matched before it."""
        reached = self._reached(*self._states[state], char)
        if self._end in reached:
            self._moves[state][char] = -1
            return -1
        positions = {self._start}  # a match may begin anywhere
        for position in reached:
            test = self._positions[position].test
            if test is not None and test(char):
                positions.update(self._positions[position].following)
        if len(self._states) >= _MAX_STATES:
            self._forget()
            return self._number(frozenset(positions), _sample(char))
        target = self._moves[state][char] = self._number(frozenset(positions), _sample(char))
        return target

    def _reached(self, positions: frozenset[int], before: str, after: str) -> set[int]:
        """All positions to be had from ``positions`` without taking a character, between ``before`` and ``after``."""
        boundary = (before != "" and _is_word(before)) is not (after != "" and _is_word(after))
        holds = {"": True, "^": before == "", "$": after == "", "boundary": boundary, "inside": not boundary}
        reached = set(positions)
        stack = list(positions)
        while stack:
            position = self._positions[stack.pop()]
            if position.test is None and holds[position.assertion]:
                for target in position.following:
                    if target not in reached:
                        reached.add(target)
                        stack.append(target)
        return reached


def _sample(char: str) -> str:
    """A character that stands for all that look the same from behind."""
    return "a" if _is_word(char) else "."
