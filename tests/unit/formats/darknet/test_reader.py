"""Weights of Darknet: by the layers of a description, without one, and with one that does not fit."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError

NET = "[net]\nheight=8\nwidth=8\nchannels=3\n"
CONVOLUTION = "[convolutional]\nbatch_normalize=1\nfilters=4\nsize=3\nstride=1\npad=1\n"
#: Of the convolution above: biases, scales, means, variances, kernels.
COUNT = 4 * 4 + 4 * 3 * 9


def written(folder: Path, numbers: int, description: str | None, *, minor: int = 2) -> Path:
    path = folder / "yolo.weights"
    seen = struct.pack("<Q", 32_013_312) if minor >= 2 else struct.pack("<I", 7)
    path.write_bytes(struct.pack("<3i", 0, minor, 0) + seen + np.arange(numbers, dtype="<f4").tobytes())
    if description is not None:
        (folder / "yolo.cfg").write_text(description)
    return path


def shapes(checkpoint: Checkpoint) -> dict[str, tuple[int, ...]]:
    return {entry.key: entry.shape for entry in checkpoint.tensors}


def messages(checkpoint: Checkpoint) -> list[str]:
    return [finding.message for finding in checkpoint.findings]


@pytest.mark.parametrize("minor", [1, 2])
def test_without_a_description_all_numbers_are_one_tensor(tmp_path: Path, minor: int) -> None:
    with inspector.open(written(tmp_path, 10, None, minor=minor)) as checkpoint:
        assert checkpoint.format == "darknet"
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == list(range(10))
        assert checkpoint.metadata == {"version": f"0.{minor}.0", "images seen": 32_013_312 if minor == 2 else 7}
        assert messages(checkpoint) == ["yolo.cfg, which lists the layers, is not beside it."]


def test_layers_are_followed(tmp_path: Path) -> None:
    """Sizes go through pools, routes, shortcuts and the like to a connected layer, whose inputs they are."""
    description = (
        f"{NET}# a comment = 3\n{CONVOLUTION}"
        "[maxpool]\nsize=2\nstride=2\n"
        "[convolutional]\nfilters=6\nsize=1\nstride=1\npad=0\ngroups=2\nactivation=linear\n"
        "[shortcut]\nfrom=-3\n[upsample]\nstride=2\n[route]\nlayers = -1, 0 ; both\n"
        "[route]\nlayers=-1\ngroups=2\ngroup_id=1\n[reorg]\nstride=2\n[batchnorm]\n[yolo]\nmask=0,1\n[connected]\noutput=5\nbatch_normalize=1\n[softmax]\n"
    )
    count = COUNT + 6 + 6 * 2 + 3 * 20 + 5 + 5 * 320 + 15
    with inspector.open(written(tmp_path, count, description)) as checkpoint:
        assert messages(checkpoint) == []
        found = shapes(checkpoint)
        assert found == {
            "0.convolutional.biases": (4,), "0.convolutional.scales": (4,), "0.convolutional.rolling_mean": (4,),
            "0.convolutional.rolling_variance": (4,), "0.convolutional.weights": (4, 3, 3, 3),
            "2.convolutional.biases": (6,), "2.convolutional.weights": (6, 2, 1, 1),
            "8.batchnorm.scales": (20,), "8.batchnorm.rolling_mean": (20,), "8.batchnorm.rolling_variance": (20,),
            "10.connected.biases": (5,), "10.connected.weights": (5, 320), "10.connected.scales": (5,),
            "10.connected.rolling_mean": (5,), "10.connected.rolling_variance": (5,),
        }  # fmt: skip
        values = np.concatenate([checkpoint.read(entry).reshape(-1) for entry in checkpoint.tensors])
        assert np.array_equal(values, np.arange(count))


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        (
            f"{NET}{CONVOLUTION}[lstm]\noutput=3\n",
            "The .cfg has a layer of the kind lstm, whose weights are not known here.",
        ),
        (f"{NET}{CONVOLUTION}[route]\nlayers=-5\n", "The .cfg takes the layer -5, which it does not have."),
        (f"{NET}{CONVOLUTION}[route]\n", "The .cfg has '' in the place of a number."),
        (f"{NET}{CONVOLUTION}[convolutional]\nfilters=many\n", "The .cfg has 'many' in the place of a number."),
        (f"{NET}{CONVOLUTION}[convolutional]\nfilters=-3\n", "The .cfg has the impossible filters -3."),
        (f"{NET}{CONVOLUTION}[upsample]\nstride=9000000\n", "The .cfg has a layer 1 of impossible sizes."),
        (f"{NET}{CONVOLUTION}{CONVOLUTION}", "It ends in layer 1 of those in the .cfg."),
        (f"{NET}{CONVOLUTION}", "2 numbers follow those of all layers in the .cfg."),
    ],
)
def test_a_description_that_does_not_fit(tmp_path: Path, description: str, reason: str) -> None:
    with inspector.open(written(tmp_path, COUNT + 2, description)) as checkpoint:
        assert messages(checkpoint) == [reason]
        assert shapes(checkpoint)["rest"] == (2,)
        assert len(checkpoint.tensors) == 6


@pytest.mark.parametrize("description", ["", "[convolutional]\n", "filters=3\n"])
def test_a_description_that_is_none(tmp_path: Path, description: str) -> None:
    with inspector.open(written(tmp_path, 5, description)) as checkpoint:
        assert shapes(checkpoint) == {"weights": (5,)}
        assert messages(checkpoint) == ["The .cfg does not begin with [net]."]


@pytest.mark.parametrize("header", [(0, 0, 0), (0, 2, 99), (-1, 2, 0), (1 << 20, 2, 0)])
def test_what_is_no_weights_of_darknet(tmp_path: Path, header: tuple[Any, ...]) -> None:
    path = tmp_path / "a.weights"
    path.write_bytes(struct.pack("<3i", *header) + bytes(range(200, 240)))
    with pytest.raises(CheckpointError):
        inspector.open(path)
    path.write_bytes(struct.pack("<3i", 0, 2, 0) + bytes(8 + 13))
    with pytest.raises(CheckpointError, match="cut off"):
        inspector.open(path)


def test_the_numbers_of_a_genuine_model_are_all_used(tmp_path: Path) -> None:
    """``yolov3-tiny.weights`` has 35,434,956 bytes."""

    def convolution(filters: int, size: int = 3, normalized: int = 1) -> str:
        return f"[convolutional]\nbatch_normalize={normalized}\nfilters={filters}\nsize={size}\nstride=1\npad=1\n"

    pool = "[maxpool]\nsize=2\nstride=2\n"
    description = "".join([
        "[net]\nwidth=416\nheight=416\nchannels=3\n",
        *(convolution(16 << number) + pool for number in range(5)),
        convolution(512), "[maxpool]\nsize=2\nstride=1\n", convolution(1024), convolution(256, 1), convolution(512),
        convolution(255, 1, 0), "[yolo]\n", "[route]\nlayers = -4\n", convolution(128, 1), "[upsample]\nstride=2\n",
        "[route]\nlayers = -1, 8\n", convolution(256), convolution(255, 1, 0), "[yolo]\n",
    ])  # fmt: skip
    path = written(tmp_path, 0, description)
    os.truncate(path, 35_434_956)
    with inspector.open(path) as checkpoint:
        assert messages(checkpoint) == []
        assert sum(entry.numel for entry in checkpoint.tensors) == 8_858_734
        assert shapes(checkpoint)["22.convolutional.weights"] == (255, 256, 1, 1)
