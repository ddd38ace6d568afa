"""Exit statuses, and the one way to say why."""

from __future__ import annotations

import sys
from enum import IntEnum

from inspector.text import printable

__all__ = ["PROGRAM", "Status", "print_error"]

PROGRAM = "checkpoint-inspector"


class Status(IntEnum):
    """Exit statuses; scripts rely on them. The graver one is the greater one."""

    DONE = 0
    NO = 1  # the answer is no: danger, a difference, damage, other outputs
    WRONG_USE = 2
    FAILED = 3  # a file can't be read
    CANCELLED = 130  # as after SIGINT
    BROKEN_PIPE = 141  # as after SIGPIPE


def print_error(sentence: str) -> None:
    """One sentence on standard error."""
    print(f"{PROGRAM}: {printable(sentence)}", file=sys.stderr)
