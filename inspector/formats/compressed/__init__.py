"""Compressed files: what is inside goes through the registry again."""

from __future__ import annotations

from inspector.formats.format import Format
from inspector.sources.signatures import SIGNATURES

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "compressed", "compressed file", (".gz", ".bz2", ".xz", ".z", ".lzma", ".zst", ".lz4"),
        tuple((0, magic) for magics in SIGNATURES.values() for magic in magics), "inspector.formats.compressed.reader",
        about="any format here in gzip, bzip2, xz, lzma, zlib, zstd; LZ4 with `pip install 'checkpoint-inspector[lz4]'`",
    ),
)  # fmt: skip
