r"""Patterns that keys are matched against, by RE2, whose time is linear.

Python's ``re`` takes centuries for ``(a+)+$`` on forty letters that a file holds. A call of RE2 for each of a million keys
takes seconds, too: so many keys are searched at once, as the lines of one text. There a pattern never matches a line break
(``never_nl`` of https://github.com/google/re2/blob/main/re2/re2.h) and goes on to the end of the line it is found in, so
that it finds each line at most twice. What can tell the ends of a text from those of a line is asked of key after key, and
so are keys that have line breaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from inspector.errors import SelectionError
from inspector.text import shortened

__all__ = ["KeyPattern"]

_MAX_LENGTH = 1000
#: Ends of the text, a byte of any kind, quotes that need no end, and flags, which may make "^" and "$" ends of the text.
_NOT_BY_LINE = re.compile(r"\\[AzCQ]|\(\?[^:P<]")


class KeyPattern:
    """A pattern as people type it; case is ignored. Raises SelectionError for text that is none."""

    def __init__(self, text: str) -> None:
        if len(text) > _MAX_LENGTH:
            raise SelectionError(f"a pattern has at most {_MAX_LENGTH:,} characters")
        self._by_key = _compiled(text, f"(?m){text}")  # keys may have several lines
        self._by_line = None if _NOT_BY_LINE.search(text) else _compiled(text, f"(?m)(?:{text}).*", by_line=True)

    def found_in(self, keys: Sequence[str]) -> bytearray:
        """For each key 1 if the pattern is found in it, else 0."""
        lines = "\n".join(keys)
        if self._by_line is None or lines.count("\n") != len(keys) - 1:
            return bytearray(self._by_key.search(_encoded(key)) is not None for key in keys)
        encoded = keys if lines.isascii() else list(map(_encoded, keys))
        ends = list(accumulate(len(key) + 1 for key in encoded))
        found = bytearray(len(keys))
        for match in self._by_line.finditer(_encoded(lines)):
            found[bisect_right(ends, match.start())] = 1
        return found


def _compiled(text: str, pattern: str, *, by_line: bool = False) -> Any:
    import re2  # few filters are patterns

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.never_capture = True
    options.never_nl = by_line
    try:
        return re2.compile(pattern.encode(), options)
    except (re2.error, UnicodeEncodeError) as error:
        reason = error.args[0].decode() if isinstance(error, re2.error) else "it is not Unicode"
        raise SelectionError(f"/{shortened(text, 60)}/ is no pattern: {shortened(reason, 60)}") from error


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # a file may hold half a surrogate pair
