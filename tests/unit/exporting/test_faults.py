"""What can't be played in this process: a full disk, a process that is killed, memory that is counted."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="uses what Linux has")]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Eight tensors of 1 MB."""
    path = tmp_path / "a.pth"
    torch.save({f"layer{n}": torch.full((250_000,), float(n)) for n in range(8)}, path)
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for 4 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("may not mount file systems")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def export(*words: object, limit: int = -1) -> subprocess.CompletedProcess[str]:
    """The verb in a process of its own, whose files may not be larger than ``limit``."""

    def limited() -> None:
        if limit >= 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "inspector", "export", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limited)


@pytest.mark.parametrize("suffix", [".pth", ".safetensors", ".npz"])
def test_a_full_disk(small_disk: Path, source: Path, suffix: str) -> None:
    target = small_disk / f"b{suffix}"
    answer = export(source, "-o", target)
    assert answer.returncode == 3
    said = re.fullmatch(
        rf"checkpoint-inspector: {re.escape(str(target))}: can't be written: No space left on device; "
        rf"this needs ([\d.]+) MiB, and {re.escape(str(small_disk))} has room for ([\d.]+) MiB\n",
        answer.stderr,
    )
    assert said is not None, answer.stderr
    assert 7 < float(said[1]) < 8
    assert 3 < float(said[2]) <= 4
    assert list(small_disk.iterdir()) == []
    target.write_bytes(b"old")
    assert export(source, "-o", target, "--force").returncode == 3
    assert target.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [target]
    assert export(source, "-o", target, "--force", "--match", "layer0").returncode == 0


def test_a_full_disk_in_the_midst_of_shards(small_disk: Path, source: Path) -> None:
    answer = export(source, "-o", small_disk / "b.safetensors", "--max-shard-size", "1MB")
    assert answer.returncode == 3
    assert "No space left on device" in answer.stderr
    assert list(small_disk.iterdir()) == []


def test_a_limit_on_the_size_of_files(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.pth"
    answer = export(source, "-o", target, limit=3 << 20)
    assert answer.returncode == 3
    assert answer.stderr == f"checkpoint-inspector: {target}: can't be written: File too large\n"
    assert not target.exists()


_KILLED = """
import itertools, json, os, signal, sys
from pathlib import Path
import inspector
from inspector.exporting.execution import export
from inspector.writing.plan import Plan

source, folder, replace = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "replace"
target = folder / "b.pth"

def child(calls):
    def counted(genuine):
        def call(*arguments, **options):
            if next(numbers) == calls:
                os.kill(os.getpid(), signal.SIGKILL)
            return genuine(*arguments, **options)
        return call
    numbers = itertools.count()
    for name in ("open", "write", "fsync", "preadv", "link", "fchmod", "replace", "unlink", "close"):
        setattr(os, name, counted(getattr(os, name)))
    with inspector.open(source) as checkpoint:
        export(Plan().added(checkpoint, checkpoint.entries), target, replace=replace)
    return next(numbers)

def killed(calls):
    for path in folder.iterdir():
        path.unlink()
    if replace:
        target.write_bytes(b"old")
    process = os.fork()
    if process == 0:
        child(calls)
        os._exit(0)
    os.waitpid(process, 0)
    content = target.read_bytes() if target.exists() else b""
    state = "absent" if not content else "old" if content == b"old" else "new" if content == whole else "broken"
    return state, sum(path != target for path in folder.iterdir())

target.write_bytes(b"old")
replaced, replace = replace, True
total = child(-1)
whole = target.read_bytes()
replace = replaced
print(json.dumps([killed(calls) for calls in [*range(0, total - 25, 7), *range(total - 25, total + 1)]]))
"""


@pytest.mark.parametrize("way", ["new", "replace"])
def test_killed_at_any_system_call(way: str, source: Path, tmp_path: Path) -> None:
    """The target is what it was or what it should be. A new name takes one step; to replace a file takes two, and a process
    killed between them leaves a hidden file, which the next export removes."""
    folder = tmp_path / "target"
    folder.mkdir()
    command = [sys.executable, "-c", _KILLED, str(source), str(folder), way]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    before = "old" if way == "replace" else "absent"
    states = [state for state, _ in found]
    assert states[0] == before
    assert states[-1] == "new"
    assert states == sorted(states, key=[before, "new"].index)
    assert sum(others for _, others in found) == (1 if way == "replace" else 0)


_MEASURED = """
import sys
from pathlib import Path
import inspector
from inspector.tensors.dtypes import DTYPES
from inspector.exporting.execution import export
from inspector.writing.plan import Plan

def status(name):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name)) // 1024

source, folder, dtype = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
with inspector.open(source) as checkpoint:
    plan = Plan().added(checkpoint, checkpoint.entries)
    if dtype:
        plan = plan.cast(DTYPES[dtype])
    Path("/proc/self/clear_refs").write_text("5")
    before = status("VmRSS")
    for suffix in (".pth", ".safetensors"):
        export(plan, folder / f"b{suffix}")
        (folder / f"b{suffix}").unlink()
    print(status("VmHWM") - before)
"""


@pytest.mark.parametrize("dtype", ["", "float16"])
def test_no_tensor_is_ever_whole_in_memory(dtype: str, tmp_path: Path) -> None:
    """At most 64 MB above idle, with tensors of 100 MB: dense, transposed, strided and expanded."""
    base = torch.zeros(2500, 10_000)
    state = {"dense": base, "transposed": base.T}
    if not dtype:  # what is cast is gathered in the same way
        state |= {"strided": base[:, ::3], "expanded": base[0].expand(2000, 10_000)}
    torch.save(state, tmp_path / "a.pth")
    command = [sys.executable, "-c", _MEASURED, str(tmp_path / "a.pth"), str(tmp_path), dtype]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(answer.stdout) < 64


def test_nothing_is_left_when_the_process_is_interrupted(source: Path, tmp_path: Path) -> None:
    """A real SIGINT, to the verb, while it writes."""
    folder = tmp_path / "target"
    folder.mkdir()
    program = (
        "import os, signal, sys\n"
        "from inspector.writing.atomic_file import AtomicFile\n"
        "genuine = AtomicFile.write\n"
        "def write(file, data):\n"
        "    genuine(file, data)\n"
        "    if file.nbytes > 3_000_000:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "AtomicFile.write = write\n"
        "from inspector.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", program, "export", str(source), "-o", str(folder / "b.pth")]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (130, "", "")
    assert list(folder.iterdir()) == []
