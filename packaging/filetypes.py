#!/usr/bin/env python3
"""The types of file that systems other than Linux should know the program for, read off the list in resources/desktop.

Run as a program, it prints the lines for the Windows installer.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FileType", "file_types", "property_list"]

_LIST = Path(__file__).parents[1] / "resources" / "desktop" / "checkpoint-inspector.xml"
_NAMESPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


@dataclass(frozen=True)
class FileType:
    """A type with the suffixes, without dot, that are its own. ``name`` is a word: ``pytorch``."""

    name: str
    mime: str
    title: str
    suffixes: tuple[str, ...]


def file_types() -> Iterator[FileType]:
    """All of them, without the globs that are more than a suffix."""
    for row in ET.parse(_LIST).getroot().iter(f"{_NAMESPACE}mime-type"):
        mime = row.attrib["type"]
        title = row.findtext(f"{_NAMESPACE}comment", "")
        globs = [glob.attrib["pattern"] for glob in row.iter(f"{_NAMESPACE}glob")]
        suffixes = tuple(glob[2:] for glob in globs if glob.startswith("*.") and "." not in glob[2:])
        yield FileType(mime.rpartition("/x-")[2], mime, title[0].upper() + title[1:], suffixes)


def property_list() -> dict[str, object]:
    """What macOS reads in Info.plist: https://developer.apple.com/documentation/bundleresources/information-property-list."""
    documents, declarations = [], []
    for kind in file_types():
        identifier = f"org.checkpoint-inspector.{kind.name}"
        documents.append(
            {
                "CFBundleTypeName": kind.title,
                "CFBundleTypeRole": "Viewer",
                "CFBundleTypeIconFile": "checkpoint-inspector.icns",
                "LSHandlerRank": "Alternate" if kind.name == "python-pickle" else "Default",
                "LSItemContentTypes": [identifier],
            }
        )
        declarations.append(
            {
                "UTTypeIdentifier": identifier,
                "UTTypeDescription": kind.title,
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": list(kind.suffixes),
                    "public.mime-type": [kind.mime],
                },
            }
        )
    return {"CFBundleDocumentTypes": documents, "UTImportedTypeDeclarations": declarations}


def main() -> None:
    """Print the lines for the Windows installer: a macro for each suffix, in the way in and in the way out."""
    for macro in ("Associate", "Dissociate"):
        print(f"!macro {macro}All")
        for kind in file_types():
            for suffix in kind.suffixes:
                print(f'  !insertmacro {macro} "{suffix}" "CheckpointInspector.{kind.name}" "{kind.title}"')
        print("!macroend")


if __name__ == "__main__":
    main()
