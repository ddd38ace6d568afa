"""How long it takes to open what several files hold: ranks, shards, snapshots and pipelines, against loading all of them.

What reads the whole of such a folder without its framework is nobody: torch loads the files mapped, safetensors and gguf
tell shape and type of each tensor. Which files there are is asked as whoever loads such a folder must: of a cache by
huggingface_hub, of its model by the index of the shards, of a pipeline by its list of components and their configurations.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.data import Files
from tests.benchmarks.measure import processor_seconds_of
from tests.benchmarks.report import Result
from tests.benchmarks.rows import COUNT, SHAPE, Row, arrays, open_rows, state

__all__ = ["open_ranks"]

_RANKS = 2
_SHARDS = 4
#: Of a pipeline of diffusers: the library and the class.
_COMPONENTS = {
    "unet": ("diffusers", "UNet2DConditionModel"),
    "vae": ("diffusers", "AutoencoderKL"),
    "safety_checker": ("stable_diffusion", "StableDiffusionSafetyChecker"),
    "text_encoder": ("transformers", "CLIPTextModel"),
    "text_encoder_2": ("transformers", "CLIPTextModelWithProjection"),
}
#: How many tensors the components of Stable Diffusion 1.5 have, and those of Stable Diffusion XL.
_SD = {"safety_checker": 396, "text_encoder": 196, "unet": 686, "vae": 248}
_XL = {"text_encoder": 196, "text_encoder_2": 517, "unet": 1680, "vae": 248}
#: What lies beside them, and has no tensors.
_WITHOUT_TENSORS = {
    "scheduler": ("diffusers", "PNDMScheduler", "scheduler_config.json"),
    "tokenizer": ("transformers", "CLIPTokenizer", "tokenizer_config.json"),
}


def open_ranks(files: Files) -> list[Result]:
    """500 tensors in several files: no longer than it takes to load these one after the other."""
    return open_rows(files, _ROWS)


# the files


def _megatron(path: Path) -> None:
    import torch

    path.mkdir()
    (path / "latest_checkpointed_iteration.txt").write_text("7")
    names = [f"decoder.layers.{number // 2}.mlp.linear_fc{number % 2 + 1}.weight" for number in range(COUNT)]
    for rank in range(_RANKS):
        folder = path / "iter_0000007" / f"mp_rank_{rank:02}"
        folder.mkdir(parents=True)
        model = dict(zip(names, state().values(), strict=True))
        torch.save({"model": model, "iteration": 7, "checkpoint_version": 3.0}, folder / "model_optim_rng.pt")


def _llama(path: Path) -> None:
    import torch

    path.mkdir()
    (path / "params.json").write_text(json.dumps({"dim": SHAPE[1], "n_layers": COUNT, "vocab_size": -1}))
    for rank in range(_RANKS):
        model = {f"layers.{number}.attention.wq.weight": tensor for number, tensor in enumerate(state().values())}
        torch.save(model, path / f"consolidated.{rank:02}.pth")


def _fully_sharded(path: Path) -> None:
    import torch
    from torch import distributed
    from torch.distributed.device_mesh import DeviceMesh
    from torch.distributed.tensor import DTensor, Shard
    from torch.testing._internal.distributed.fake_pg import FakeStore

    path.mkdir()
    for rank in range(_RANKS):
        distributed.init_process_group("fake", store=FakeStore(), rank=rank, world_size=_RANKS)
        mesh = DeviceMesh("cpu", torch.arange(_RANKS))
        cut = {name: DTensor.from_local(tensor, mesh, [Shard(0)]) for name, tensor in state().items()}
        torch.save(cut, path / f"model_world_size_{_RANKS}_rank_{rank}.pt")
        distributed.destroy_process_group()


def _shards(path: Path, names: Iterable[str]) -> None:
    """500 arrays in safetensors files with an index."""
    from safetensors.numpy import save_file

    path.mkdir(parents=True)
    named, places = {f"model.{name}.weight": array for name, array in arrays().items()}, {}
    for number, file in enumerate(names):
        part = dict([*named.items()][number::_SHARDS])
        save_file(part, path / file)
        places.update(dict.fromkeys(part, file))
    (path / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": places}))


def _hub_cache(path: Path) -> None:
    snapshot, blobs = path / "snapshots" / "0123abcd", path / "blobs"
    _shards(snapshot, [f"model-{number:05}-of-{_SHARDS:05}.safetensors" for number in range(1, _SHARDS + 1)])
    (snapshot / "config.json").write_text('{"model_type": "llama"}')
    blobs.mkdir()
    (path / "refs").mkdir()
    (path / "refs" / "main").write_text(snapshot.name)
    for number, file in enumerate(sorted(snapshot.iterdir())):
        file.rename(blobs / f"{number:040x}")
        file.symlink_to(f"../../blobs/{number:040x}")


def _pipeline(counts: Mapping[str, int], path: Path) -> None:
    """A pipeline whose components have so many tensors."""
    from safetensors.numpy import save_file

    path.mkdir()
    index = {name: _COMPONENTS[name] for name in counts}
    for name, (library, kind, file) in _WITHOUT_TENSORS.items():
        index[name] = library, kind
        (path / name).mkdir()
        (path / name / file).write_text(json.dumps({"_class_name": kind}))
    (path / "model_index.json").write_text(json.dumps({"_class_name": "StableDiffusionPipeline", **index}))
    for folder, count in counts.items():
        library, kind = index[folder]
        file = "diffusion_pytorch_model" if library == "diffusers" else "model"
        (path / folder).mkdir()
        (path / folder / "config.json").write_text(json.dumps({"_class_name": kind}))
        named = {f"blocks.{name}.proj.weight": array for name, array in arrays(count).items()}
        save_file(named, path / folder / f"{file}.safetensors")


def _split_gguf(path: Path) -> None:
    import gguf

    path.mkdir()
    named = [(f"blk.{name}.weight", array) for name, array in arrays().items()]
    for number in range(_SHARDS):
        writer = gguf.GGUFWriter(path / f"model-{number + 1:05}-of-{_SHARDS:05}.gguf", "llama")
        writer.add_uint16("split.no", number)
        writer.add_uint16("split.count", _SHARDS)
        writer.add_int32("split.tensors.count", COUNT)
        for name, array in named[number::_SHARDS]:
            writer.add_tensor(name, array)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()


# in child processes


def _loaded_by_torch(path: str) -> list[float]:
    import torch

    places = sorted([*Path(path).rglob("*.pt"), *Path(path).rglob("*.pth")])
    assert len(places) == _RANKS
    return processor_seconds_of(lambda: [torch.load(place, mmap=True) for place in places])


def _loaded_with_a_group(path: str) -> list[float]:
    """As :func:`_loaded_by_torch`; classes of DTensor are known as safe to load once their module was imported."""
    import torch.distributed.tensor  # noqa: F401 - for what it says to torch.load
    from torch import distributed
    from torch.testing._internal.distributed.fake_pg import FakeStore

    distributed.init_process_group("fake", store=FakeStore(), rank=0, world_size=_RANKS)
    return _loaded_by_torch(path)


def _told_of_hub_cache(path: str) -> list[float]:
    from huggingface_hub import snapshot_download

    cache, _, repository = path.rpartition("/models--")

    def work() -> None:
        folder = Path(snapshot_download(repository.replace("--", "/"), cache_dir=cache, local_files_only=True))
        assert json.loads((folder / "config.json").read_bytes())
        index = json.loads((folder / "model.safetensors.index.json").read_bytes())
        assert _told_by_safetensors(folder / name for name in set(index["weight_map"].values())) == COUNT

    return processor_seconds_of(work)


def _told_of_pipeline(path: str) -> list[float]:
    def files() -> Iterator[Path]:
        listed = json.loads(Path(path, "model_index.json").read_bytes())
        for name in (name for name in listed if name in _COMPONENTS):
            assert json.loads(Path(path, name, "config.json").read_bytes())
            yield from Path(path, name).glob("*.safetensors")

    def work() -> None:
        assert _told_by_safetensors(files()) in (sum(_SD.values()), sum(_XL.values()))

    return processor_seconds_of(work)


def _told_by_safetensors(places: Iterable[Path]) -> int:
    """How many tensors there are, after asking for shape and type of each."""
    from safetensors import safe_open

    found = 0
    for place in places:
        with safe_open(place, "numpy") as file:
            for key in file.keys():  # noqa: SIM118 - it is no mapping
                part: Any = file.get_slice(key)
                found += len(part.get_shape()) == len(SHAPE) and bool(part.get_dtype())
    return found


def _told_by_gguf(path: str) -> list[float]:
    import gguf

    def work() -> None:
        for place in Path(path).iterdir():
            assert all(np.prod(tensor.shape) for tensor in gguf.GGUFReader(place).tensors)

    return processor_seconds_of(work)


_MAPPED, _SLICES = "torch.load(mmap=True) of each rank", "safe_open of each listed file, shape and dtype of each tensor"
_ROWS = (
    Row("two ranks of Megatron", "megatron", _megatron, _loaded_by_torch, "torch", _MAPPED),
    Row("two files of Llama", "llama", _llama, _loaded_by_torch, "torch", _MAPPED),
    Row("two ranks of FSDP", "fsdp", _fully_sharded, _loaded_with_a_group, "torch", _MAPPED),
    Row("a cache of the hub", "models--org--name", _hub_cache, _told_of_hub_cache, "huggingface_hub", _SLICES),
    Row("a pipeline like Stable Diffusion 1.5", "sd", partial(_pipeline, _SD), _told_of_pipeline, "safetensors", _SLICES),
    Row("one like Stable Diffusion XL", "sdxl", partial(_pipeline, _XL), _told_of_pipeline, "safetensors", _SLICES),
    Row("a split GGUF model", "split_gguf", _split_gguf, _told_by_gguf, "gguf", "gguf.GGUFReader of each"),
)  # fmt: skip
