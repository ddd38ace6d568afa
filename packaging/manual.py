#!/usr/bin/env python3
"""Print the manual page: the prose from here, every verb and option from the parsers of the command line."""

from __future__ import annotations

from argparse_manpage.manpage import Manpage
from commandline import whole_parser

import inspector

_DESCRIPTION = r"""
Shows what is in a file of tensors: those of PyTorch (.pth, .pt, .ckpt, .bin, TorchScript), safetensors, NumPy (.npy, .npz),
pickles, and more. Content decides what a file is, its name only where to look first.
.PP
Nothing in a file is executed: no class is imported and no code runs, however the file was made. Opening reads the index of a
file and not its data, which is why large files open at once.
.PP
Without a verb, files open in a window, one tab each. A window that is open already takes them, unless an option is given.
With a verb, nothing needs a display.
"""

_SECTIONS = {
    "JSON": r"""
With \fB\-\-json\fR there is one object per file, one line each. Numbers that JSON lacks are the strings "NaN", "Infinity"
and "\-Infinity".
""",
    "EXIT STATUS": r"""
.TP
.B 0
Done.
.TP
.B 1
The answer is no: something dangerous was found, files differ, outputs do not match.
.TP
.B 2
Wrong use.
.TP
.B 3
A file can't be read or written. One sentence on standard error names the file and the reason.
.TP
.B 130
Cancelled.
""",
    "FILES": r"""
.TP
.I $XDG_CONFIG_HOME/checkpoint\-inspector
What the window remembers: recent files, the theme, where things stood. ~/.config where the variable is not set.
.TP
.I $XDG_RUNTIME_DIR/checkpoint\-inspector*.socket
Where a window listens for the files of later starts. Only the user can reach it, and only names of files are accepted.
""",
    "EXAMPLES": r"""
.TP
.B checkpoint\-inspector model.pth
Open a file in the window.
.TP
.B checkpoint\-inspector ls model.safetensors \-\-match \(aq*.attn.*\(aq
List the tensors whose key matches.
.TP
.B checkpoint\-inspector scan *.pth && echo nothing dangerous was found
Look for pickles that could run code.
""",
}


def main() -> None:
    """Print it."""
    parser = whole_parser()
    parser.description = None  # the page has more room than --help
    page = Manpage(parser, format="single-commands-section")
    page.source, page.manual = f"Checkpoint Inspector {inspector.__version__}", "User Commands"
    page.description = "open, inspect, compare and verify checkpoints without running them"
    for heading, text in {"DESCRIPTION": _DESCRIPTION, **_SECTIONS}.items():
        page.add_section(heading, "=", text.strip())
    print(page, end="")


if __name__ == "__main__":
    main()
