"""Damage files for as long as there is time: ``python -m tests.fuzzing --minutes 480``.

Each case takes at most ten seconds. Of a model in several files one is damaged. What fails otherwise than with a sentence
is kept in ``crashes``, where the test suite tries it from then on; the exit status is 1 if there was one.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from tests.fuzzing.mutations import mutated
from tests.fuzzing.subjects import Subject, all_subjects, kept, outcome

_MAX_SECONDS = 10


def main(arguments: list[str]) -> int:
    """Run until the time is over; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None, help="the same seed damages the same files in the same way")
    parser.add_argument("names", nargs="*", help="parts of the names of what to damage; all if none is given")
    options = parser.parse_args(arguments)
    chosen = [each for each in all_subjects() if not options.names or any(name in each.name for name in options.names)]
    if not chosen:
        parser.error("no file has such a name")
    return _run(chosen, options.minutes * 60, random.Random(options.seed))


def _run(chosen: list[Subject], seconds: float, rng: random.Random) -> int:
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _give_up)
    tried, refused, crashed = Counter[str](), Counter[str](), Counter[str]()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        subject = rng.choice(chosen)
        changed = rng.choice(list(subject.files))
        with tempfile.TemporaryDirectory() as folder:
            path = subject.written(Path(folder, "model"), changed, mutated(subject.files[changed], rng))
            tried[subject.name] += 1
            try:
                refused[subject.name] += bool(_timed(path))
            except Exception:
                crashed[subject.name] += 1
                failed = path if len(subject.files) == 1 else Path(folder, "model")
                print(f"{subject.name}: kept as {kept(failed)}\n{traceback.format_exc()}")
    for kind, count in sorted(tried.items()):
        print(f"{kind:<40} {count:>9,} tried {refused[kind]:>9,} refused {crashed[kind]:>5,} crashed")
    print(f"{'all':<40} {tried.total():>9,} tried {refused.total():>9,} refused {crashed.total():>5,} crashed")
    return 1 if crashed else 0


def _timed(path: Path) -> str:
    if hasattr(signal, "SIGALRM"):
        signal.alarm(_MAX_SECONDS)
    try:
        return outcome(path)
    finally:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"took more than {_MAX_SECONDS} s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
