"""How long it takes to open archives, pickles and folders of many arrays, against the library that wrote them.

The two sparse checkpoints have 100,000 tensors and 10 TB: what they cost may depend on their indexes alone.
"""

from __future__ import annotations

import json
import pickle
import struct
from pathlib import Path
from typing import Any

import numpy as np

from inspector.text import size_text
from tests.benchmarks.data import Files, is_installed
from tests.benchmarks.formats import against, listed
from tests.benchmarks.measure import in_child, processor_seconds_of, ratio_of_children
from tests.benchmarks.opening import peak_of_opening
from tests.benchmarks.report import Result, seconds_text

__all__ = [
    "open_joblib", "open_npz", "open_orbax", "open_pickle", "open_sparse_dcp", "open_sparse_shards", "open_zarr",
]  # fmt: skip

_TENSORS, _SHARDS = 100_000, 1_000
_SHAPE = (5120, 5120)
_NBYTES = 4 * _SHAPE[0] * _SHAPE[1]
_SECONDS, _MEGABYTES = 5, 500


def open_npz(files: Files) -> list[Result]:
    """A .npz of 2,000 arrays of 16 KiB: no longer than numpy takes to load them."""
    return against(files, _npz_file(files), loaded_by_numpy, "numpy", "a .npz of 2,000 arrays", "np.load, each array")


def open_joblib(files: Files) -> list[Result]:
    """2,000 arrays of joblib of 16 KiB: no longer than joblib.load."""
    what = "2,000 arrays of joblib"
    if not is_installed("joblib"):
        return []
    return against(files, _joblib_file(files), loaded_by_joblib, "joblib", what, "joblib.load")


def open_pickle(files: Files) -> list[Result]:
    """A pickle of 2,000 arrays of 16 KiB: no longer than pickle.load."""
    what = "a pickle of 2,000 arrays"
    return against(files, _pickle_file(files), loaded_by_pickle, "pickle", what, "pickle.load")


def open_orbax(files: Files) -> list[Result]:
    """A checkpoint of Orbax with 500 arrays: no longer than Orbax takes to tell their shapes and types."""
    what, peer = "an Orbax checkpoint of 500 arrays", "Orbax, metadata"
    if not is_installed("orbax.checkpoint"):
        return []
    return against(files, _orbax_folder(files), described_by_orbax, "orbax", what, peer)


def open_zarr(files: Files) -> list[Result]:
    """A group of zarr with 500 arrays: no longer than zarr takes to tell their shapes and types."""
    what, peer = "a zarr group of 500 arrays", "zarr, names, shapes and types"
    if not is_installed("zarr"):
        return []
    return against(files, _zarr_folder(files), described_by_zarr, "zarr", what, peer)


def open_sparse_dcp(files: Files) -> list[Result]:
    """A distributed checkpoint of torch: 100,000 tensors, 10 TB in 1,000 files, within 5 s and 500 MB."""
    return _within_limits(_sparse_dcp(files), "a distributed checkpoint (DCP)", described_by_dcp, "FileSystemReader")


def open_sparse_shards(files: Files) -> list[Result]:
    """A model in 1,000 safetensors files: 100,000 tensors, 10 TB, within 5 s and 500 MB."""
    what, peer = "1,000 safetensors shards", "safe_open with shape and dtype of each"
    return _within_limits(_sparse_shards(files), what, described_by_safetensors, peer)


def _within_limits(folder: Path, what: str, load: Any, peer: str) -> list[Result]:
    """The rows of a checkpoint that has to open in an absolute time, and in a bounded memory."""
    ours, theirs = ratio_of_children(listed, load, folder, rounds=1, of=min)
    used = in_child(peak_of_opening, folder)
    said = f"{what} of 100,000 tensors, 10 TB"
    return [
        Result(f"open {said}", seconds_text(ours), f"{seconds_text(theirs)}, {peer}", ours, _SECONDS, "s"),
        Result("memory for that", size_text(int(used)), "", used / 1e6, _MEGABYTES, "MB"),
    ]


# the files


def _arrays(count: int) -> dict[str, Any]:
    return {f"layer_{number}": np.full((64, 64), number, np.float32) for number in range(count)}


def _npz_file(files: Files) -> Path:
    path = files.folder / "many.npz"
    if not path.exists():
        np.savez(path, **_arrays(2_000))
    return path


def _joblib_file(files: Files) -> Path:
    path = files.folder / "many.joblib"
    if not path.exists():
        import joblib

        joblib.dump(_arrays(2_000), path)
    return path


def _pickle_file(files: Files) -> Path:
    path = files.folder / "many.pkl"
    if not path.exists():
        path.write_bytes(pickle.dumps(_arrays(2_000)))
    return path


def _orbax_folder(files: Files) -> Path:
    path = files.folder / "orbax"
    if not path.exists():
        import orbax.checkpoint as ocp

        with ocp.PyTreeCheckpointer() as checkpointer:
            checkpointer.save(path.absolute(), _arrays(500))
    return path


def _zarr_folder(files: Files) -> Path:
    path = files.folder / "group.zarr"
    if not path.exists():
        import zarr

        group = zarr.create_group(path)
        for name, array in _arrays(500).items():
            group.create_array(name, data=array)
    return path


def _sparse_dcp(files: Files) -> Path:
    """``.metadata`` as torch pickles it, and files of holes."""
    folder = files.folder / "sparse_dcp"
    if not folder.exists():
        import torch
        from torch.distributed.checkpoint.filesystem import _StorageInfo
        from torch.distributed.checkpoint.metadata import (
            ChunkStorageMetadata,
            Metadata,
            MetadataIndex,
            TensorProperties,
            TensorStorageMetadata,
        )

        folder.mkdir()
        each, size, origin = _TENSORS // _SHARDS, torch.Size(_SHAPE), torch.Size((0, 0))
        described, places = {}, {}
        for number in range(_TENSORS):
            name, properties = _name(number), TensorProperties(dtype=torch.float32)
            described[name] = TensorStorageMetadata(properties, size, [ChunkStorageMetadata(origin, size)])
            place = _StorageInfo(f"__{number // each}_0.distcp", number % each * _NBYTES, _NBYTES)
            places[MetadataIndex(name, origin, 0)] = place
        (folder / ".metadata").write_bytes(pickle.dumps(Metadata(described, None, places), 4))  # type: ignore[arg-type]
        for shard in range(_SHARDS):
            _make_sparse(folder / f"__{shard}_0.distcp", b"", each * _NBYTES)
    return folder


def _sparse_shards(files: Files) -> Path:
    folder = files.folder / "sparse_shards"
    if not folder.exists():
        folder.mkdir()
        each, places = _TENSORS // _SHARDS, {}
        for shard in range(_SHARDS):
            file, header = f"model-{shard + 1:05}-of-{_SHARDS:05}.safetensors", {}
            for number in range(each):
                name = _name(shard * each + number)
                offsets = [number * _NBYTES, (number + 1) * _NBYTES]
                header[name] = {"dtype": "F32", "shape": _SHAPE, "data_offsets": offsets}
                places[name] = file
            text = json.dumps(header).encode()
            _make_sparse(folder / file, struct.pack("<Q", len(text)) + text, 8 + len(text) + each * _NBYTES)
        (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": places}))
    return folder


def _name(number: int) -> str:
    return f"model.layers.{number // 10}.weight_{number % 10}"


def _make_sparse(path: Path, head: bytes, nbytes: int) -> None:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(nbytes)


# in child processes


def loaded_by_numpy(path: str) -> list[float]:
    """Seconds numpy takes to tell shape and type of each array of an archive."""

    def work() -> None:
        with np.load(path) as archive:
            assert all(archive[name].shape for name in archive.files)

    return processor_seconds_of(work)


def loaded_by_joblib(path: str) -> list[float]:
    """Seconds joblib takes to load a file."""
    import joblib

    return processor_seconds_of(lambda: joblib.load(path))


def loaded_by_pickle(path: str) -> list[float]:
    """Seconds Python takes to load a pickle."""
    return processor_seconds_of(lambda: pickle.loads(Path(path).read_bytes()))


def described_by_orbax(path: str) -> list[float]:
    """Seconds Orbax takes to tell shape and type of each array."""
    import orbax.checkpoint as ocp

    def work() -> None:
        with ocp.PyTreeCheckpointer() as checkpointer:
            found = checkpointer.metadata(path)
            assert all(array.shape for array in found.item_metadata.tree.values())

    return processor_seconds_of(work)


def described_by_zarr(path: str) -> list[float]:
    """Seconds zarr takes to tell name, shape and type of each array."""
    import zarr

    def work() -> None:
        group = zarr.open_group(path, mode="r")
        assert all(array.shape and array.dtype for _, array in group.arrays())

    return processor_seconds_of(work)


def described_by_dcp(path: str) -> list[float]:
    """Seconds torch takes to read the index of a distributed checkpoint."""
    from torch.distributed.checkpoint.filesystem import FileSystemReader

    def work() -> None:
        assert FileSystemReader(path).read_metadata().state_dict_metadata

    return processor_seconds_of(work)


def described_by_safetensors(path: str) -> list[float]:
    """Seconds safetensors takes to tell shape and type of each tensor of all files."""
    from safetensors import safe_open

    def work() -> None:
        for place in Path(path).glob("*.safetensors"):
            with safe_open(place, "numpy") as file:
                for key in file.keys():  # noqa: SIM118 - it is no mapping
                    assert file.get_slice(key).get_shape()

    return processor_seconds_of(work)
