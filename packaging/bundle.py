#!/usr/bin/env python3
"""Check the property list of a bundle for macOS as it was built: packaging/bundle.py "Checkpoint Inspector.app".

PyInstaller writes it from the recipe and from what kind of program it finds, and what it adds is not seen in the recipe.
"""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from filetypes import property_list

__all__ = ["problems"]

#: What makes of a program one without an icon in the Dock, or without menus.
#: https://developer.apple.com/documentation/bundleresources/information-property-list/lsbackgroundonly
_HIDING = ("LSBackgroundOnly", "LSUIElement")


def problems(plist: Mapping[str, Any]) -> list[str]:
    """What is wrong with a property list."""
    found = [
        f"{key} is set: the program would have no icon in the Dock and no menus" for key in _HIDING if plist.get(key)
    ]
    if plist.get("CFBundlePackageType") != "APPL":
        found.append("CFBundlePackageType is not APPL: this is no application")
    if not plist.get("NSHighResolutionCapable"):
        found.append("NSHighResolutionCapable is not set: everything would be blurred")
    found += [f"{key} is not that of the recipe" for key, value in property_list().items() if plist.get(key) != value]
    return found


def main(bundle: str) -> int:
    """Print the problems of a bundle; the status is 1 if there are some."""
    with (Path(bundle) / "Contents" / "Info.plist").open("rb") as file:
        found = problems(plistlib.load(file))
    for problem in found:
        print(f"{bundle}: {problem}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
