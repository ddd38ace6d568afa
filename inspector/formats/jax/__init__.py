"""What JAX programs save: flax's msgpack, Orbax's folders, Equinox's leaves, and arrays in pickles."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

#: Maps of msgpack that are not empty.
_MAPS = tuple((0, bytes([code])) for code in (*range(0x81, 0x90), 0xDE, 0xDF))

FORMATS = (
    Format(
        "flax-msgpack", "flax", (".msgpack",), _MAPS, "inspector.formats.jax.flax_reader",
        recognisers=("inspector.formats.jax.pickled:JAX",), framework="flax",
        about="`flax.serialization.to_bytes` and `flax.training.checkpoints`, `flax_model.msgpack` of transformers; arrays "
        "of more than 1 GiB in one piece",
    ),
    Format(
        "orbax", "Orbax", (), (), "inspector.formats.jax.orbax_reader",
        folder=("_METADATA", "_CHECKPOINT_METADATA", "orbax.checkpoint", "checkpoint"), framework="flax",
        about="`orbax.checkpoint` 0.1 to today: Zarr 2 and 3, OCDBT, sharded; steps of a CheckpointManager with their items",
    ),
    Format(
        "equinox", "Equinox", (".eqx",), ((0, b"\x93NUMPY"),), "inspector.formats.jax.equinox",
        headless_suffixes=(".eqx",), framework="flax",
        about="`tree_serialise_leaves`: arrays by number, as the file names none; hyperparameters before them as metadata",
    ),
    Format(
        "flax-checkpoints", "folder of flax checkpoints", (), (), "inspector.formats.jax.flax_folder",
        folder=("checkpoint_*",),
        framework="flax", about="a folder with one `checkpoint_N`; one with several is a folder of checkpoints",
    ),
)  # fmt: skip
