"""Zarr arrays and groups, versions 2 and 3, in folders and in OCDBT databases."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "zarr", "Zarr", (".zarr",), (), "inspector.formats.zarr.reader",
        folder=("zarr.json", ".zarray", ".zgroup"),
        about="`zarr` versions 2 and 3, sharded, by tensorstore too; zstd, gzip, bz2, LZMA, Blosc, and LZ4 with the "
        "extra `lz4`; filters and checksums of numcodecs; objects are audited, text of any length is not decoded",
    ),
    Format(
        "ocdbt", "OCDBT", (), (), "inspector.formats.zarr.ocdbt_reader", folder=("manifest.ocdbt",),
        about="tensorstore's key-value store, with Zarr arrays in it",
    ),
)  # fmt: skip
