#!/usr/bin/env python3
"""Draw the program's icon at all sizes that a system asks for, from the one drawing in resources/icons.

``icons.py hicolor FOLDER`` makes a tree as freedesktop.org's icon themes have it, ``icons.py ico FILE`` an icon for Windows,
``icons.py icns FILE`` one for macOS.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

DRAWING = Path(__file__).parents[1] / "resources" / "icons" / "checkpoint-inspector.svg"
_NAME = "checkpoint-inspector"
_HICOLOR = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
_ICO = (16, 20, 24, 32, 40, 48, 64, 128, 256)
#: The types of https://en.wikipedia.org/wiki/Apple_Icon_Image_format that hold a PNG, by pixels.
_ICNS = ((b"icp4", 16), (b"icp5", 32), (b"icp6", 64), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512), (b"ic10", 1024))


def png(size: int) -> bytes:
    """The icon, ``size`` pixels wide and high."""
    source = DRAWING.read_text(encoding="utf-8").replace(
        'width="128" height="128"', f'width="{size}" height="{size}"', 1
    )
    image = QImage.fromData(source.encode())
    if image.width() != size:
        raise SystemExit(f"{DRAWING} could not be drawn at {size} pixels")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # a device is fine too
    return bytes(buffer.data().data())


def write_hicolor(folder: Path) -> None:
    """The tree of sizes below ``folder``, the drawing itself as the scalable one."""
    for size in _HICOLOR:
        place = folder / f"{size}x{size}" / "apps" / f"{_NAME}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(png(size))
    place = folder / "scalable" / "apps" / f"{_NAME}.svg"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(DRAWING.read_bytes())


def write_ico(file: Path) -> None:
    """A directory of images, then the images: https://en.wikipedia.org/wiki/ICO_(file_format)."""
    images = [(size, png(size)) for size in _ICO]
    offset = 6 + 16 * len(images)
    head = struct.pack("<HHH", 0, 1, len(images))
    for size, image in images:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    file.write_bytes(head + b"".join(image for _, image in images))


def write_icns(file: Path) -> None:
    """Chunks of type, length and PNG."""
    chunks = [(kind, png(size)) for kind, size in _ICNS]
    body = b"".join(kind + struct.pack(">I", 8 + len(image)) + image for kind, image in chunks)
    file.write_bytes(b"icns" + struct.pack(">I", 8 + len(body)) + body)


def main() -> None:
    """Draw what the command line says."""
    kind, place = sys.argv[1:]
    application = QGuiApplication([])  # the drawing needs Qt's plugins
    {"hicolor": write_hicolor, "ico": write_ico, "icns": write_icns}[kind](Path(place))
    del application


if __name__ == "__main__":
    main()
