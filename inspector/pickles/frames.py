"""Whether the frames of a pickle end where opcodes do.

From protocol 4 on a pickle says how many bytes are to be fetched at once. Where such a frame ends inside an opcode, loaders
read it differently: the one written in C, given a stream that can't be peeked into (a record of a zip archive, as torch
reads it), forgets the beginning of the operand. What looks harmless to others may run code there. No pickler writes that.
"""

from __future__ import annotations

import io
from collections.abc import Callable

__all__ = ["Frames"]

#: Picklers begin a new frame after 64 KiB, at the next opcode.
_LONGEST = 1 << 20
_STOP = b"."


class Frames:
    """The frames of one pickle, each looked at when the next one begins. ``read`` gives bytes by position and size."""

    def __init__(self, read: Callable[[int, int], bytes]) -> None:
        self._read = read
        self._start = self._end = 0
        self.are_cut = False

    def begin(self, start: int, nbytes: int) -> None:
        """Take note of a frame that begins, and of where the opcode before it ended."""
        self.finish(start - 9)  # of FRAME itself
        self._start, self._end = start, start + nbytes

    def finish(self, position: int) -> None:
        """Look at the last frame: ``position`` is where an opcode begins behind it, or the end of the pickle."""
        if self._end in (0, position) or self.are_cut:
            return
        self.are_cut = self._end > position or self._is_cut()
        self._end = 0

    def pass_over(self, position: int) -> None:
        """Take note of data without opcodes behind ``position``. A frame that ends there needs no look: joblib has many."""
        if self._end == position:
            self._end = 0

    def _is_cut(self) -> bool:
        from pickletools import genops  # needed for few pickles, and slow to import

        nbytes = self._end - self._start
        if nbytes > _LONGEST:
            return True
        try:  # a STOP behind the frame is one, unless it is taken for the rest of an operand
            for _ in genops(io.BytesIO(self._read(self._start, nbytes) + _STOP)):
                pass
        except (ValueError, UnicodeError):
            return True
        return False
