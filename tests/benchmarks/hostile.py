"""What hostile files cost: each is scanned in a process of its own, ``python -m tests.benchmarks.hostile FOLDER``.

No file, however it was made, may take more than ten seconds or one gigabyte. The slowest and the largest are printed, and
the exit status is 1 if one took more.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measure import ROOT

_MAX_SECONDS, _MAX_NBYTES = 10.0, 1 << 30
#: After which a process is ended.
_TIMEOUT_S = 60.0
_SHOWN = 8


class Cost(NamedTuple):
    """What one file took: seconds of the clock and of the processor, and the most memory that was in use at once."""

    path: Path
    seconds: float
    cpu: float
    nbytes: int

    @property
    def is_bounded(self) -> bool:
        """Whether that is as little as it has to be; the processor's time counts, since other work on the machine delays."""
        return self.cpu <= _MAX_SECONDS and self.seconds < _TIMEOUT_S and self.nbytes <= _MAX_NBYTES


def cost(path: Path, verb: Sequence[str] = ("scan", "--json")) -> Cost:
    """Scan one file, or do another thing to it, in a process of its own."""
    begin = time.monotonic()
    command = [sys.executable, "-m", "inspector", *verb, str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        ended, _status, used = os.wait4(process.pid, os.WNOHANG)
        seconds = time.monotonic() - begin
        if ended:
            process.returncode = 0  # it was waited for here
            return Cost(path, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss << 10)
        if seconds > _TIMEOUT_S:
            process.kill()
        time.sleep(0.01)


def main(arguments: list[str]) -> int:
    """Scan every file of the folders; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.hostile", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folders", nargs="*", type=Path, help="the hostile fixtures of the tests if none is given")
    parser.add_argument("--jobs", type=int, default=2, help="how many files at the same time")
    parser.add_argument("--verb", default="scan --json", help="what is done to each: 'ls --json --sha256'")
    options = parser.parse_args(arguments)
    folders = options.folders or sorted((ROOT / "tests" / "fixtures").glob("hostile*"))
    paths = list(_files(folders))
    with ThreadPoolExecutor(options.jobs) as pool:
        costs = list(pool.map(lambda path: cost(path, options.verb.split()), paths))
    for title, ordered in (
        ("slowest", sorted(costs, key=lambda each: -each.cpu)),
        ("largest", sorted(costs, key=lambda each: -each.nbytes)),
    ):
        print(f"{title}:")
        for each in ordered[:_SHOWN]:
            print(f"  {each.seconds:6.1f} s {each.cpu:6.1f} s CPU {each.nbytes / 2**20:8.0f} MiB  {each.path}")
    beyond = [each for each in costs if not each.is_bounded]
    print(f"{len(costs):,} files, {len(beyond):,} beyond {_MAX_SECONDS:.0f} s or {_MAX_NBYTES >> 20:,} MiB")
    return 1 if beyond else 0


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
