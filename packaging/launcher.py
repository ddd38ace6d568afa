"""What the frozen program starts with: the program, or with torch in it the worker process that verifies.

PyInstaller's own first steps let the dynamic loader find the libraries in the program's folder by an environment variable.
The loader has read it by now, and other programs started from here (an interpreter with torch, a browser) must not
find ours there: they get back what the user had.
"""

from __future__ import annotations

import os
import sys

_LOADER = "LD_LIBRARY_PATH"


def _give_back_loader_path() -> None:
    original = os.environ.pop(f"{_LOADER}_ORIG", None)
    if original is not None:
        os.environ[_LOADER] = original
    elif sys.platform.startswith("linux"):
        os.environ.pop(_LOADER, None)


def _open_streams() -> None:
    """A program without a console has none on Windows; what is written goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open until the end


if __name__ == "__main__":
    _give_back_loader_path()
    _open_streams()
    if sys.argv[1:3] == ["-P", "-c"]:  # what inspector.worker_process starts an interpreter with
        from inspector.worker_main import main as answer

        answer(sys.argv[-1])
    if any(word.startswith(("--multiprocessing-fork", "from multiprocessing")) for word in sys.argv):
        from multiprocessing import freeze_support

        freeze_support()  # one of the processes of --executor processes:N, which ends here
    from inspector.cli import main

    sys.exit(main())
