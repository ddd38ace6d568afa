"""Compiles the kernel when the package is built or installed, if there is a compiler.

hatchling calls this as a build hook. The library belongs to a platform, not to a Python: one wheel serves all of them.
Without a compiler the wheel is pure, and numpy does what the library would.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import sys_tags

LIBRARY = Path("inspector", "kernel.so.0")  # as inspector/kernel.py looks for it
#: Sums are rounded as numpy rounds them: no fused multiplication and addition.
OPTIONS = ["-std=c11", "-O3", "-Wall", "-Wextra", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math"]
SHARED = ["-fvisibility=hidden", "-fPIC", "-shared"]


def compiled(root: Path) -> str:
    """Compile the library below ``root``; "" if it was, else why not."""
    library = root / LIBRARY
    library.unlink(missing_ok=True)
    command = shlex.split(os.environ.get("CC", "")) or [shutil.which("cc") or shutil.which("gcc") or ""]
    if not command[0]:
        return "there is no C compiler"
    try:
        subprocess.run(
            [*command, *OPTIONS, *SHARED, "-o", str(library), *map(str, sorted(root.glob("inspector/**/*.c")))],
            check=True,
            capture_output=True,
            text=True,
        )
    except OSError as error:
        return f"{command[0]} did not start: {error}"
    except subprocess.CalledProcessError as error:
        library.unlink(missing_ok=True)
        return f"{command[0]} failed: {error.stderr.strip()}"
    return ""


class KernelBuildHook(BuildHookInterface[Any]):
    """What hatchling asks for: the library in the wheel, or beside its source where that is installed in place."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile, and say for which platform the wheel is; ``version`` is "standard" or "editable"."""
        if self.target_name != "wheel":
            return
        problem = compiled(Path(self.root))
        if problem:
            self.app.display_warning(f"statistics will take longer, as numpy does all of it: {problem}")
            return
        platform = next(tag.platform for tag in sys_tags() if not tag.platform.startswith(("manylinux", "musllinux")))
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
        build_data["artifacts"].append(LIBRARY.as_posix())
