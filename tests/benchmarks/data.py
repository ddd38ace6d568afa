"""The files the benchmarks work on, made when first asked for and shared by all of one run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

__all__ = ["Files"]

_BLOCK_ELEMENTS = 1 << 22


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


def _write_safetensors(path: Path, tensors: Iterable[tuple[str, tuple[int, ...]]]) -> int:
    """A file of float32 tensors, all zero and sparse; returns where their bytes start."""
    header = {}
    offset = 0
    for key, shape in tensors:
        end = offset + 4 * int(np.prod(shape))
        header[key] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.truncate(8 + len(text) + offset)
    return 8 + len(text)
