"""Look for bytes that make the program fail, guided by the lines they reach: ``python -m tests.fuzzing.guided TARGET``.

It needs atheris (``pip install 'checkpoint-inspector[fuzz]'``, on Linux), and takes the options of libFuzzer behind the
target, such as ``-max_total_time=28800`` for a night. What it finds is written into the present folder, and files of
formats into ``crashes`` too, where the test suite tries them from then on. ``python -m tests.fuzzing`` needs nothing, and
is blind.

The corpus is kept in the folder that ``--corpus`` names, for another night; otherwise it is forgotten.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from pathlib import Path

__all__ = ["main"]


def main(arguments: list[str]) -> int:
    """Fuzz one target until it fails or libFuzzer ends; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing.guided", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "target", help="pickle, zip, tar, kernel, blocks, messages, the suffix of a format, or its name"
    )
    parser.add_argument("--corpus", type=Path, help="a folder to begin with, and to add to")
    options, of_fuzzer = parser.parse_known_args(arguments)
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        print("python -m tests.fuzzing.guided needs atheris: pip install atheris", file=sys.stderr)
        return 3
    with atheris.instrument_imports(include=["inspector"]):
        targets = importlib.import_module("tests.fuzzing.targets")
    if options.target not in targets.TARGETS:
        parser.error(f"there is no target {options.target}: choose from {', '.join(targets.TARGETS)}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.corpus or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(targets.corpus(options.target)):
            (folder / f"seed-{number}").write_bytes(seed)
        atheris.Setup(
            [sys.argv[0], "-timeout=10", "-rss_limit_mb=2048", *of_fuzzer, str(folder)], targets.TARGETS[options.target]
        )
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
