"""HDF5 and, in it, the files of Keras: readers, writer."""

from __future__ import annotations

from inspector.formats.format import ZIP, Format

__all__ = ["FORMATS"]

_SIGNATURE = b"\x89HDF\r\n\x1a\n"
#: At the beginning, or behind a block that other programs may use, of 512 bytes or so many times two.
_MAGIC = tuple((position, _SIGNATURE) for position in (0, *(512 << power for power in range(7))))

FORMATS = (
    Format(
        "hdf5", "HDF5", (".h5", ".hdf5", ".keras"), _MAGIC, "inspector.formats.hdf5.reader",
        headless_suffixes=(".h5", ".hdf5", ".mat"),
        writer="inspector.formats.hdf5.writer:HDF5Writer", written_suffixes=(".h5", ".hdf5"),
        snippet="inspector.formats.hdf5.snippets:loaded", library="h5py",
        about="Keras 1 to 3 and others: chunked, compressed (gzip, lzf, szip, n-bit, scale-offset, zstd, bzip2, Blosc), "
        "text, records, sequences, floats of any width, references by name; what leads to other files (links, "
        "storage, virtual datasets) is shown, not followed",
    ),
    Format(
        "keras", "Keras", (".keras",), ZIP, "inspector.formats.hdf5.keras_archive",
        members=("config.json", "model.weights.h5"), folder=("model.weights.h5",),
        about="`model.save` of Keras 2.13 to 3, also unpacked: weights, and the configuration as values",
    ),
    Format(
        "keras-sharded", "Keras weights in shards", (".json",), ((0, b"{"),), "inspector.formats.hdf5.keras_shards",
        about="`*.weights.json` of Keras 3 with the `*.weights.h5` beside it",
    ),
)  # fmt: skip
