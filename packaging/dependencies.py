#!/usr/bin/env python3
"""Hold the dependencies of a Debian package against what the systems it is for can install: packaging/dependencies.py FILE.

The package is built on one system, and names libraries and versions as they are called there. Whether another has them is in
the package lists of its first release, which are downloaded: a hundred megabytes less than installing it there. A list that
can't be reached is said, and fails nothing. Needs dpkg.
https://www.debian.org/doc/debian-policy/ch-relationships.html
"""

from __future__ import annotations

import lzma
import re
import subprocess
import sys
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["available", "problems"]

_ALTERNATIVE = re.compile(r"\s*([a-z0-9][a-z0-9.+-]*)(?::\w+)?\s*(?:\((<<|<=|=|>=|>>)\s*(\S+)\))?\s*")
_PATIENCE_S = 60


@dataclass(frozen=True)
class System:
    """A system that the package promises to be for, and where its package lists are."""

    title: str
    mirror: str
    suite: str
    components: tuple[str, ...] = ("main",)

    def lists(self, architecture: str) -> Iterable[str]:
        """The addresses of its package lists."""
        for component in self.components:
            yield f"{self.mirror}/dists/{self.suite}/{component}/binary-{architecture}/Packages.xz"


_DEBIAN = "http://deb.debian.org/debian"
_UBUNTU = "http://archive.ubuntu.com/ubuntu"
#: As in packaging/README.md and in the release workflow, which installs the package on each.
SYSTEMS = (
    System("Debian 12", _DEBIAN, "bookworm"),
    System("Debian 13", _DEBIAN, "trixie"),
    System("Ubuntu 22.04", _UBUNTU, "jammy", ("main", "universe")),
    System("Ubuntu 24.04", _UBUNTU, "noble", ("main", "universe")),
)


def available(lists: Iterable[str]) -> dict[str, set[str]]:
    """The versions of each package in the text of package lists; "" for one that others provide without a version."""
    found: dict[str, set[str]] = defaultdict(set)
    for text in lists:
        for paragraph in text.split("\n\n"):
            fields = dict(line.split(": ", 1) for line in paragraph.splitlines() if re.match(r"\w[\w-]*: ", line))
            if "Package" not in fields:
                continue
            found[fields["Package"]].add(fields.get("Version", ""))
            for name, operator, version in _alternatives(fields.get("Provides", "").replace(",", "|")):
                found[name].add(version if operator == "=" else "")
    return found


def problems(depends: str, packages: Mapping[str, set[str]]) -> list[str]:
    """Each dependency that no package meets."""
    return [
        wanted.strip()
        for wanted in depends.split(",")
        if not any(_is_met(*alternative, packages) for alternative in _alternatives(wanted))
    ]


def _alternatives(text: str) -> list[tuple[str, str, str]]:
    """The alternatives of a dependency: a name each, and a comparison with a version, "" for none."""
    matches = (_ALTERNATIVE.fullmatch(part) for part in text.split("|"))
    return [(match[1], match[2] or "", match[3] or "") for match in matches if match is not None]


def _is_met(name: str, operator: str, version: str, packages: Mapping[str, set[str]]) -> bool:
    there = packages.get(name, set())
    if not operator:
        return bool(there)
    return any(
        subprocess.run(["dpkg", "--compare-versions", other, operator, version], check=False).returncode == 0
        for other in there
        if other
    )


def _field(file: str, name: str) -> str:
    return subprocess.run(
        ["dpkg-deb", "--field", file, name], capture_output=True, text=True, check=True
    ).stdout.strip()


def _fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=_PATIENCE_S) as answer:
        return lzma.decompress(answer.read()).decode()


def main(arguments: Sequence[str]) -> int:
    """Print what each system lacks; the status is 1 if that is anything."""
    (file,) = arguments
    depends, architecture = _field(file, "Depends"), _field(file, "Architecture")
    is_met = True
    for system in SYSTEMS:
        try:
            packages = available(map(_fetched, system.lists(architecture)))
        except OSError as error:
            print(f"{system.title}: not checked, its package lists can't be had ({error})")
            continue
        missing = problems(depends, packages)
        is_met = is_met and not missing
        count = depends.count(",") + 1
        print(f"{system.title}: " + (f"lacks {'; '.join(missing)}" if missing else f"has all {count} dependencies"))
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
