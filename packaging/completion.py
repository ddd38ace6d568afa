#!/usr/bin/env python3
"""Print what completes the command line in a shell: completion.py {bash,zsh,fish}. All of it is read off the parsers."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from commandline import Command, Option, commands

_BASH = """\
# bash completion for checkpoint-inspector

_checkpoint_inspector() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} words=
    case $previous in
{choices}
    esac
    if [[ $words ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        return
    fi
    case ${{COMP_WORDS[1]}} in
{options}
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        return
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    if ((COMP_CWORD == 1)); then
        mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen -W "{verbs}" -- "$current")
    fi
}}

complete -F _checkpoint_inspector checkpoint-inspector"""

_ZSH = """\
#compdef checkpoint-inspector

_checkpoint_inspector() {{
    local -a verbs=(
{verbs}
    )
    if ((CURRENT == 2)) && [[ ${{words[2]}} != -* ]]; then
        _describe -t verbs verb verbs
        _files
        return
    fi
    case ${{words[2]}} in
{options}
    esac
}}

_checkpoint_inspector "$@\""""


def _bash(window: Command, verbs: list[Command]) -> str:
    choices = {
        f"        {'|'.join(option.names)}) words='{' '.join(option.choices)}' ;;"
        for command in (window, *verbs)
        for option in command.options
        if option.choices and option.names
    }
    options = [f"        {verb.name}) words='{' '.join(_names(verb))}' ;;" for verb in verbs]
    options.append(f"        *) words='{' '.join(_names(window))}' ;;")
    names = " ".join(verb.name for verb in verbs)
    return _BASH.format(choices="\n".join(sorted(choices)), options="\n".join(options), verbs=names)


def _zsh(window: Command, verbs: list[Command]) -> str:
    def arguments(command: Command, head: str) -> Iterator[str]:
        yield f"        {head})"
        yield "            _arguments -S \\"
        for option in command.options:
            if option.names:
                yield from (f"                {_zsh_option(name, option)} \\" for name in option.names)
        yield "                '*:file:_files'"
        yield "            ;;"

    described = "\n".join(f"        '{verb.name}:{_zsh_text(verb.summary)}'" for verb in verbs)
    options = [line for verb in verbs for line in arguments(verb, verb.name)]
    return _ZSH.format(verbs=described, options="\n".join([*options, *arguments(window, "*")]))


def _zsh_option(name: str, option: Option) -> str:
    text = f"{name}[{_zsh_text(option.help)}]"
    if option.choices:
        text += f":{option.value}:({' '.join(option.choices)})"
    elif option.value:
        text += f":{_zsh_text(option.value)}:_files"
    return f"'{'*' if option.is_repeated else ''}{text}'"


def _zsh_text(text: str) -> str:
    """Text inside single quotes and brackets."""
    for special in "\\[]:":
        text = text.replace(special, f"\\{special}")
    return text.replace("'", "'\\''")


def _fish(window: Command, verbs: list[Command]) -> str:
    lines = ["# fish completion for checkpoint-inspector"]
    for verb in verbs:
        head = "complete -c checkpoint-inspector -n __fish_use_subcommand"
        lines.append(f"{head} -a {verb.name} -d '{_fish_text(verb.summary)}'")
    for command in (window, *verbs):
        condition = f"__fish_seen_subcommand_from {command.name}" if command.name else "__fish_use_subcommand"
        for option in filter(lambda option: option.names, command.options):
            names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            value = f" -x -a '{' '.join(option.choices)}'" if option.choices else " -r" if option.value else ""
            text = f"complete -c checkpoint-inspector -n '{condition}' {names}{value} -d '{_fish_text(option.help)}'"
            lines.append(text)
    return "\n".join(lines)


def _fish_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _names(command: Command) -> list[str]:
    return [name for option in command.options for name in option.names]


def main() -> None:
    """Print it."""
    window, *verbs = commands()
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[sys.argv[1]](window, verbs))


if __name__ == "__main__":
    main()
