"""Torch7: objects as ``torch.save`` of the Lua library writes them, whole networks in most cases."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "torch7", "Torch7 file", (".t7",),
        ((0, b"\4\0\0\0\1\0\0\0"), (0, b"\3\0\0\0\1\0\0\0"), (0, b"4\n1\n"), (0, b"3\n1\n")),
        "inspector.formats.torch7.reader",
        about="`torch.save` of Lua, binary and as text: networks as objects, tables; functions are listed, not decoded; "
        "no `tds`",
    ),
)  # fmt: skip
