#!/usr/bin/env python3
"""Print the manual page: the prose from here, every verb and option from the parsers of the command line."""

from __future__ import annotations

from commandline import Command, Option, commands

import inspector

_HEAD = r"""
.TH CHECKPOINT\-INSPECTOR 1 "" "Checkpoint Inspector {version}" "User Commands"
.SH NAME
checkpoint\-inspector \- open, inspect, compare and verify checkpoints without running them
"""

_DESCRIPTION = r"""
.SH DESCRIPTION
Shows what is in a file of tensors: those of PyTorch (.pth, .pt, .ckpt, .bin, TorchScript), safetensors, NumPy (.npy, .npz),
pickles, and more. Content decides what a file is, its name only where to look first.
.PP
Nothing in a file is executed: no class is imported and no code runs, however the file was made. Opening reads the index of a
file and not its data, which is why large files open at once.
.PP
Without a verb, files open in a window, one tab each. A window that is open already takes them, unless an option is given.
With a verb, nothing needs a display.
"""

_TAIL = r"""
.SH JSON
With \fB\-\-json\fR there is one object per file, one line each. Numbers that JSON lacks are the strings "NaN", "Infinity"
and "\-Infinity".
.SH EXIT STATUS
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
.SH FILES
.TP
.I $XDG_CONFIG_HOME/checkpoint\-inspector
What the window remembers: recent files, the theme, where things stood. ~/.config where the variable is not set.
.TP
.I $XDG_RUNTIME_DIR/checkpoint\-inspector*.socket
Where a window listens for the files of later starts. Only the user can reach it, and only names of files are accepted.
.SH EXAMPLES
.TP
.B checkpoint\-inspector model.pth
Open a file in the window.
.TP
.B checkpoint\-inspector ls model.safetensors \-\-match \(aq*.attn.*\(aq
List the tensors whose key matches.
.TP
.B checkpoint\-inspector scan *.pth && echo nothing dangerous was found
Look for pickles that could run code.
"""


def main() -> None:
    """Print it."""
    every = list(commands())
    lines = [_HEAD.strip().format(version=_plain(inspector.__version__)), ".SH SYNOPSIS", ".nf"]
    lines += [_usage(command) for command in every]
    lines += [".fi", _DESCRIPTION.strip(), ".SH OPTIONS OF THE WINDOW", *_options(every[0]), ".SH VERBS"]
    for command in every[1:]:
        lines += [
            f'.SS "{command.name} \\- {_plain(command.summary)}"',
            *_prose(command.description),
            *_options(command),
        ]
    lines.append(_TAIL.strip())
    print("\n".join(lines))


def _usage(command: Command) -> str:
    """The command with what it can't do without."""
    needed = [option for option in command.options if option.is_required or not option.names]
    words = [_heading(option) if option.is_required else f"[{_heading(option)}]" for option in needed]
    name = rf"\fBcheckpoint\-inspector {command.name}".rstrip()
    return " ".join([rf"{name}\fR", *words, "[options]"])


def _options(command: Command) -> list[str]:
    lines = []
    for option in command.options:
        lines += [".TP", _heading(option), _sentence(option.help)]
    return lines


def _heading(option: Option) -> str:
    value = "{" + ",".join(option.choices) + "}" if option.choices else option.value
    more = " ..." if option.is_repeated else ""
    if not option.names:
        return rf"\fI{_plain(value)}\fR{more}"
    names = ", ".join(rf"\fB{_plain(name)}\fR" for name in option.names)
    return rf"{names} \fI{_plain(value)}\fR{more}" if value else names


def _prose(text: str) -> list[str]:
    """Paragraphs of a docstring; lines that are indented, such as examples, stay lines."""
    lines = []
    for paragraph in text.split("\n\n"):
        lines.append(".PP")
        for line in paragraph.splitlines():
            example = line.startswith("  ")
            lines += [".nf", f"    {_plain(line.strip())}", ".fi"] if example else [_plain(line.strip())]
    return lines


def _sentence(text: str) -> str:
    return _plain(text[:1].upper() + text[1:] + ("" if text.endswith(".") else "."))


def _plain(text: str) -> str:
    """Text as troff prints it unchanged."""
    text = (
        text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("^", r"\(ha").replace("~", r"\(ti")
    )
    return rf"\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    main()
