"""The files the benchmarks work on, made when first asked for and shared by all of one run."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Files", "is_installed"]

_BLOCK_ELEMENTS = 1 << 22
#: How safetensors calls the types, and of what type their numbers are written.
_CODES = {
    "float32": ("F32", "<f4"),
    "float64": ("F64", "<f8"),
    "int64": ("I64", "<i8"),
    "float16": ("F16", "<f2"),
    "bfloat16": ("BF16", "<u2"),
    "float8_e4m3fn": ("F8_E4M3", "<u1"),
    "int8": ("I8", "<i1"),
}


def is_installed(library: str) -> bool:
    """Whether a module is there to be imported, which may lie in a package."""
    try:
        return find_spec(library) is not None
    except ModuleNotFoundError:
        return False


class Files:
    """Makes files in ``folder``, which should have 12 GB to spare; a sixteenth of that if ``quick``.

    ``rounds`` is how often to measure.
    """

    def __init__(self, folder: Path, *, quick: bool = False) -> None:
        self.folder = folder
        self._quick = quick
        self.rounds = 1 if quick else 3

    def gigabytes(self, count: int) -> int:
        """The size of a file that has so many of them, or a sixteenth."""
        return (count << 30) // (16 if self._quick else 1)

    def made(self, name: str, make: Callable[[Path], None], library: str) -> Path:
        """The file or folder of that name, which is made if the library that does so is installed."""
        path = self.folder / name
        if not path.exists() and is_installed(library):
            make(path)
        return path

    def many_pth(self) -> Path:
        """20,000 small tensors, as ``torch.save`` writes them."""
        path = self.folder / "many.pth"
        if not path.exists():
            import torch

            torch.save({key: torch.zeros(8, 4) for key in _keys(20_000)}, path)
        return path

    def big_pth(self) -> Path:
        """150 tensors of together 3 GB at full size, as ``torch.save`` writes them."""
        path = self.folder / "big.pth"
        if not path.exists():
            import torch

            rows = self.gigabytes(3) // 4 // 150 // 1024
            torch.save({key: torch.zeros(rows, 1024) for key in _keys(150)}, path)
        return path

    def many_safetensors(self, count: int) -> Path:
        """``count`` tensors of 32 elements."""
        path = self.folder / f"many{count}.safetensors"
        if not path.exists():
            _write_safetensors(path, [(key, (8, 4)) for key in _keys(count)])
        return path

    def sparse_safetensors(self, tensor_nbytes: int) -> Path:
        """Ten tensors of ``tensor_nbytes`` each, none of which takes room on the disk."""
        path = self.folder / f"sparse{tensor_nbytes}.safetensors"
        if not path.exists():
            _write_safetensors(path, [(key, (tensor_nbytes // 4,)) for key in _keys(10)])
        return path

    def normal_safetensors(self, nbytes: int) -> Path:
        """One float32 tensor of normally distributed numbers."""
        path = self.folder / f"normal{nbytes}.safetensors"
        if not path.exists():
            start = _write_safetensors(path, [("weight", (nbytes // 4,))])
            with path.open("r+b") as file:
                file.seek(start)
                random = np.random.default_rng(0)
                for _ in range(0, nbytes // 4, _BLOCK_ELEMENTS):
                    file.write(random.standard_normal(_BLOCK_ELEMENTS, np.float32).data)
        return path

    def training_run(self, steps: int, nbytes: int) -> Path:
        """A folder of checkpoints of together ``nbytes``, each of 16 tensors of normally distributed numbers."""
        folder = self.folder / f"run{steps}x{nbytes}"
        if not folder.exists():
            folder.mkdir()
            random = np.random.default_rng(0)
            elements = nbytes // 4 // steps // 16
            for step in range(1, steps + 1):
                path = folder / f"step_{step}.safetensors"
                start = _write_safetensors(path, [(key, (elements // 1024, 1024)) for key in _keys(16)])
                with path.open("r+b") as file:
                    file.seek(start)
                    for _ in range(16):
                        file.write(random.standard_normal(elements // 1024 * 1024, np.float32).data)
        return folder

    def million_shards(self) -> Path:
        """The index of ten shards of together 1,000,000 tensors, as a mixture of many experts has them; a tenth if quick."""
        index = self.folder / "million" / "model.safetensors.index.json"
        if not index.exists():
            index.parent.mkdir(exist_ok=True)
            weight_map: dict[str, str] = {}
            size = 100_000 // (10 if self._quick else 1)
            parts = ("gate_proj", "up_proj", "down_proj", "norm")
            for shard in range(10):
                name = f"model-{shard + 1:05d}-of-00010.safetensors"
                keys = [
                    f"model.layers.{number // 100}.mlp.experts.{number // 4 % 25}.{parts[number % 4]}.weight"
                    for number in range(shard * size, (shard + 1) * size)
                ]
                _write_safetensors(index.with_name(name), [(key, (8, 4)) for key in keys])
                weight_map |= dict.fromkeys(keys, name)
            index.write_text(json.dumps({"weight_map": weight_map}))
        return index

    def deflated_nones(self) -> Path:
        """What begins like a checkpoint of torch and is 300 million times None."""
        path = self.folder / "nones.pt"
        if not path.exists():
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("archive/data.pkl", b"\x80\x02](" + b"N" * 300_000_000 + b"e.")
                archive.writestr("archive/version", "3\n")
        return path

    def empty_dicts(self) -> Path:
        """A pickled list of half a million empty dicts."""
        path = self.folder / "dicts.pkl"
        path.write_bytes(b"\x80\x02](" + b"}" * 500_000 + b"e.")
        return path

    def numbers(self, kind: str, nbytes: int) -> Path:
        """One tensor of a type and of normally distributed numbers, or of what the ``kind`` says behind the type."""
        path = self.folder / f"{kind.replace(' ', '_')}{nbytes}.safetensors"
        if not path.exists():
            name, _, rest = kind.replace(",", "").partition(" ")
            code, dtype = _CODES[name]
            elements = nbytes // np.dtype(dtype).itemsize
            start = _write_safetensors(path, [("weight", (elements,))], code, np.dtype(dtype).itemsize)
            with path.open("r+b") as file:
                file.seek(start)
                random = np.random.default_rng(0)
                for _ in range(0, elements, _BLOCK_ELEMENTS):
                    values = random.standard_normal(min(_BLOCK_ELEMENTS, elements), np.float32)
                    file.write(_of_type(_of_kind(values, rest), name, dtype).data)
        return path

    def sparse_shards(self, count: int, nbytes: int) -> Path:
        """A folder of ``count`` shards of ``nbytes`` in 40 tensors each, all zero and sparse."""
        folder = self.folder / f"shards{count}x{nbytes}"
        if not folder.exists():
            folder.mkdir()
            for at in range(count):
                keys = [(f"layers.{at}.{number}.weight", (nbytes // 40 // 4096 // 4, 4096)) for number in range(40)]
                _write_safetensors(folder / f"model-{at + 1:05}-of-{count:05}.safetensors", keys)
        return folder

    def many_changed(self, count: int) -> tuple[Path, Path]:
        """Two files of ``count`` tensors of 32 normally distributed numbers, half of which differ a little."""
        paths = self.folder / f"many{count}a.safetensors", self.folder / f"many{count}b.safetensors"
        if not paths[1].exists():
            random = np.random.default_rng(0)
            values = random.standard_normal((count, 32), np.float32)
            noise = random.standard_normal((count, 32), np.float32) * np.float32(1e-3)
            noise[::2] = 0
            for path, numbers in zip(paths, (values, values + noise), strict=True):
                start = _write_safetensors(path, [(key, (8, 4)) for key in _keys(count)])
                with path.open("r+b") as file:
                    file.seek(start)
                    file.write(numbers.data)
        return paths

    def fine_tune(self, nbytes: int) -> tuple[Path, Path]:
        """Two files of 150 tensors of normally distributed numbers, all of which differ a little."""
        paths = self.folder / f"base{nbytes}.safetensors", self.folder / f"tuned{nbytes}.safetensors"
        if not paths[1].exists():
            columns = nbytes // 4 // 150 // 1024
            starts = [_write_safetensors(path, [(key, (columns, 1024)) for key in _keys(150)]) for path in paths]
            random = np.random.default_rng(0)
            with paths[0].open("r+b") as base, paths[1].open("r+b") as tuned:
                base.seek(starts[0])
                tuned.seek(starts[1])
                for _ in range(150):
                    values = random.standard_normal((columns, 1024), np.float32) * np.float32(0.02)
                    base.write(values.data)
                    tuned.write((values + random.standard_normal(values.shape, np.float32) * np.float32(1e-4)).data)
        return paths


def _keys(count: int) -> list[str]:
    """Names such as a large language model has: layers, in which few names come again."""
    parts = (
        "attn.q_proj",
        "attn.k_proj",
        "attn.v_proj",
        "attn.o_proj",
        "mlp.up_proj",
        "mlp.down_proj",
        "norm1",
        "norm2",
    )
    names = [f"{part}.{name}" for part in parts for name in ("weight", "bias")]
    return [f"model.layers.{number // len(names)}.{names[number % len(names)]}" for number in range(count)]


def _of_kind(values: npt.NDArray[np.float32], kind: str) -> npt.NDArray[np.float32]:
    if kind == "around 1000 ± 0.02":
        return 1000 + np.float32(0.02) * values
    if kind == "each 1000th NaN":
        values[::1000] = np.nan
    elif kind == "all the same":
        values[:] = 0.5
    return values


def _of_type(values: npt.NDArray[np.float32], name: str, dtype: str) -> npt.NDArray[Any]:
    """The values, or, of a float that numpy does not have, codes that are about as often."""
    if name == "bfloat16":
        return (values.view(np.uint32) >> 16).astype(dtype)
    if name == "float8_e4m3fn":
        return (values.astype(np.float16).view(np.uint16) >> 8).astype(dtype)
    return values.astype(dtype) if dtype[1] == "f" else (values * 30).astype(dtype)


def _write_safetensors(
    path: Path, tensors: Iterable[tuple[str, tuple[int, ...]]], code: str = "F32", itemsize: int = 4
) -> int:
    """A file of tensors, all zero and sparse; returns where their bytes start."""
    header = {}
    offset = 0
    for key, shape in tensors:
        end = offset + itemsize * int(np.prod(shape))
        header[key] = {"dtype": code, "shape": shape, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.truncate(8 + len(text) + offset)
    return 8 + len(text)
