#!/usr/bin/env python3
"""Print what completes the command line in a shell: completion.py {bash,zsh,fish}. All of it is read off the parsers.

shtab knows a place for a verb and a place for files; the first word of ours may be either, and what follows a file are files
and the options of the window. Each shell is told so in the words of its script.
"""

from __future__ import annotations

import sys

import shtab
from commandline import whole_parser

_ONE = "_shtab_checkpoint_inspector"
_DESCRIBED = "  _describe 'checkpoint-inspector commands' _commands\n"
_LAST_VERB = f"        verify) _arguments -C -s ${_ONE}_verify_options ;;\n"
_AFTER_FILE = f"        *) _arguments -s ${{{_ONE}_options:#[:*]*}} '*:file:_files' ;;\n"

#: Lines of a shell's script, and what comes after them; after the last line where there is none.
_ADDED = {
    "bash": {"": f"{_ONE}_pos_0_COMPGEN=_shtab_compgen_files\n"},
    "zsh": {_DESCRIBED: "  _files\n", _LAST_VERB: _AFTER_FILE},
    "fish": {"": f"complete -c checkpoint-inspector -n {_ONE}_using -F\n"},
}


def main() -> None:
    """Print it."""
    shell = sys.argv[1]
    script = shtab.complete(whole_parser(), shell)
    for line, added in _ADDED[shell].items():
        before, found, after = script.rpartition(line) if line else (script, "\n", "")
        assert found, f"shtab no longer writes {line}"
        script = before + found + added + after
    print(script)


if __name__ == "__main__":
    main()
