#!/usr/bin/env python3
"""Try a frozen program without its sources: packaging/smoke.py PROGRAM. Any Python will do; with torch, verifying is tried.

Fails with an AssertionError where the program does; prints sizes and times.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "resources" / "example.pth"
_TRIES = 5


class Program:
    """The program under test."""

    def __init__(self, path: str) -> None:
        self.path = Path(path).resolve()
        folder = self.path.parent
        self.files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
        #: Whether torch is in it.
        self.is_full = any((place / "torch").is_dir() for place in (folder, folder / "_internal"))
        # No display, and nothing of this Python: as on a machine that has never seen it.
        self._environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "QT_", "VIRTUAL_ENV", "DISPLAY", "WAYLAND"))
        }

    def run(self, *words: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        """What it says; fails if it ends with another status."""
        command = [str(self.path), *map(str, words)]
        answer = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
        )
        assert answer.returncode == status, f"{command} ended with {answer.returncode}: {answer.stdout}{answer.stderr}"
        return answer

    def json(self, *words: object, status: int = 0) -> Any:
        """The object it prints."""
        return json.loads(self.run(*words, "--json", status=status).stdout)

    def seconds(self, *words: object) -> float:
        """The shortest of some runs."""
        times = []
        for _ in range(_TRIES):
            start = time.perf_counter()
            self.run(*words)
            times.append(time.perf_counter() - start)
        return min(times)


def try_reading(program: Program) -> None:
    """List, count, show, scan."""
    version = re.search('__version__ = "(.+)"', (ROOT / "inspector" / "__init__.py").read_text("utf-8"))
    assert version is not None
    assert program.run("--version").stdout.split() == ["checkpoint-inspector", version[1]]
    contents = program.json("ls", EXAMPLE, "--sha256")
    tensors = {entry["key"]: entry for entry in contents["entries"] if entry["kind"] == "tensor"}
    assert contents["totals"]["tensors"] == len(tensors) == 16, contents["totals"]
    statistics = program.json("stats", EXAMPLE, "--match", "model.*")["entries"]
    assert len(statistics) == 4
    assert all(sum(row["histogram"]["counts"]) == row["count"] == row["finite"] for row in statistics)
    assert "model.hidden.bias" in program.run("show", EXAMPLE, "model.hidden.bias", "--slice", ":3").stdout
    program.run("scan", EXAMPLE)


def try_refusing(program: Program, folder: Path) -> None:
    """A text file with the suffix of a checkpoint is refused with a sentence."""
    file = folder / "easy-install.pth"
    file.write_text("/usr/lib/python3/dist-packages\n")
    sentence = program.run("ls", file, status=3).stderr
    assert "Python" in sentence, sentence
    assert "Traceback" not in sentence, sentence


def try_exporting(program: Program, folder: Path) -> None:
    """Write in another format: the same tensors again."""
    for suffix in (".safetensors", ".npz", ".pth"):
        file = folder / f"exported{suffix}"
        program.run("export", EXAMPLE, "-o", file, "--match", "model.*", "--rename", "model.*=*")
        hashes = {}
        for path, options in ((EXAMPLE, ["--match", "model.*"]), (file, [])):
            entries = program.json("ls", path, "--sha256", *options)["entries"]
            hashes[path] = {entry["key"].removeprefix("model."): entry.get("sha256") for entry in entries}
        assert hashes[EXAMPLE] == hashes[file], hashes


def try_comparing(program: Program, folder: Path) -> None:
    """A file, a part of it, and that part in halves."""
    answer = program.json("diff", EXAMPLE, folder / "exported.pth", "--match", "model.*")
    assert answer["identical"] == 4, answer
    halves = folder / "halves.pth"
    program.run("export", folder / "exported.pth", "-o", halves, "--dtype", "float16")
    assert len(program.json("diff", folder / "exported.pth", halves, status=1)["dtype_changed"]) == 4


def try_verifying(program: Program) -> None:
    """Find the architecture; run it in this Python, if it has torch."""
    found = program.json("archs", EXAMPLE)["candidates"]
    assert found[0]["arch"] == "mlp", found
    words = ["verify", EXAMPLE, "--arch", "mlp"]
    if not program.is_full:
        if importlib.util.find_spec("torch") is None:
            print("neither the program nor this Python has torch: verifying was not tried")
            return
        words += ["--python", sys.executable]
    assert program.json(*words)["bitwise"] is True


def try_the_window(program: Program, folder: Path) -> None:
    """A picture of the window with a histogram."""
    picture = folder / "window.png"
    answer = program.run(EXAMPLE, "--select", "model.hidden.weight", "--screenshot", picture)
    assert not answer.stderr, answer.stderr
    data = picture.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert data[:8] == b"\x89PNG\r\n\x1a\n", data[:8]
    assert width >= 640, width
    assert height >= 480, height
    assert len(data) > 20_000, f"there is little in the picture: {len(data)} bytes"


def report(program: Program, folder: Path) -> None:
    """Sizes and times."""
    size = sum(file.stat().st_size for file in program.files) / 1e6
    print(f"{'full' if program.is_full else 'slim'}: {len(program.files)} files, {size:.0f} MB")
    for name, words in {
        "--version": ("--version",),
        "ls": ("ls", EXAMPLE),
        "window, painted and closed": (EXAMPLE, "--screenshot", folder / "time.png"),
    }.items():
        print(f"{name}: {program.seconds(*words):.2f} s")


def main(arguments: Sequence[str]) -> None:
    """Try everything."""
    program = Program(arguments[0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try_reading(program)
        try_refusing(program, folder)
        try_exporting(program, folder)
        try_comparing(program, folder)
        try_verifying(program)
        try_the_window(program, folder)
        report(program, folder)
    print("the frozen program works")


if __name__ == "__main__":
    main(sys.argv[1:])
