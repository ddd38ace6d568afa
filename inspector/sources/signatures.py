"""What compressed files begin with, by the name of the compression: a table for whoever only wants to tell them."""

from __future__ import annotations

__all__ = ["SIGNATURES", "compression_of"]

SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "gzip": (b"\x1f\x8b\x08",),
    "bzip2": tuple(b"BZh%d1AY&SY" % level for level in range(1, 10)),
    "xz": (b"\xfd7zXZ\x00",),
    "lzma": (b"\x5d\x00\x00",),
    "zstd": (b"\x28\xb5\x2f\xfd",),
    "lz4": (b"\x04\x22\x4d\x18",),
    "zfile": (b"ZF0x",),
    "zlib": (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"),
}


def compression_of(head: bytes) -> str | None:
    """Which compression the first bytes of a file announce: ``gzip``, ``zlib``, ``zstd`` ...; None if none."""
    return next((name for name, signatures in SIGNATURES.items() if head.startswith(signatures)), None)
