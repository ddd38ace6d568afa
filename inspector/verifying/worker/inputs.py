"""What the module runs on: seeded noise of a fitting shape, or what a file holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.func import functional_call

from inspector.architectures.builds.building import attempt
from inspector.errors import MissingDependencyError, SelectionError
from inspector.formats.registry import open_checkpoint

__all__ = ["Inputs", "inputs_for", "tensors_of"]

_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif", ".tif", ".tiff"})
#: Of ImageNet, per channel: what networks for natural images are trained with.
_MEAN, _STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
_SIZES = (32, 28, 64, 224, 96, 128, 256, 299, 384, 512)
_MAX_ELEMENTS = 1 << 28


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """The arguments of a call, and how they came about, in words that JSON holds."""

    args: tuple[torch.Tensor, ...]
    kwargs: Mapping[str, torch.Tensor]
    origin: Mapping[str, Any]

    def call(self, module: nn.Module) -> Any:
        """What the module gives."""
        return module(*self.args, **self.kwargs)


def inputs_for(module: nn.Module, request: Mapping[str, Any], dtype: torch.dtype) -> Inputs:
    """The input a request asks for. Raises SelectionError if there is no way to know its shape."""
    params = request["params"]
    path = request["input"]
    if path:
        return _from_file(Path(path), params, dtype)
    seed = request["seed"]
    shape = params.get("input_shape")
    if shape is None:
        return _guessed(module, seed, dtype)
    return _noise(_checked_shape(shape), int(params.get("input_high") or 0), seed, dtype)


def _noise(shape: tuple[int, ...], high: int, seed: int, dtype: torch.dtype) -> Inputs:
    """Standard normal numbers, or integers below ``high``. numpy gives the same ones on every machine."""
    generator = np.random.default_rng(seed)
    origin: dict[str, Any] = {"seed": seed, "shape": list(shape)}
    if high:
        values = torch.from_numpy(generator.integers(0, high, shape))
        return Inputs((values,), {}, {**origin, "high": high})
    return Inputs((torch.from_numpy(generator.standard_normal(shape, np.float32)).to(dtype),), {}, origin)


def _checked_shape(shape: Any) -> tuple[int, ...]:
    if not isinstance(shape, (list, tuple)) or not all(isinstance(size, int) and size >= 0 for size in shape):
        raise SelectionError(f"input_shape is a list of sizes, such as [1, 3, 224, 224], not {shape!r}")
    if np.prod(shape, dtype=float) > _MAX_ELEMENTS:
        raise SelectionError(f"an input of shape {list(shape)} is too large")
    return tuple(shape)


def _guessed(module: nn.Module, seed: int, dtype: torch.dtype) -> Inputs:
    """Noise of the first shape that the module accepts, of those that its first layer suggests."""
    tensors = [*module.named_parameters(), *module.named_buffers()]
    shapes = {name: values.to("meta") for name, values in tensors}
    for shape, high in _suggestions(module):
        inputs = _noise(shape, high, seed, dtype)
        try:
            with torch.inference_mode():
                functional_call(module, shapes, tuple(values.to("meta") for values in inputs.args))
        except Exception:  # noqa: S112 - whatever it raises, it does not take this input
            continue
        return inputs
    for shape, high in _suggestions(module):  # nothing ran without data either: let it fail with them, and say why
        found = _noise(shape, high, seed, dtype)
        return Inputs(found.args, {}, {**found.origin, "guessed": True})
    raise SelectionError("the shape of the input can't be guessed; give it, such as --param input_shape=[1,3,224,224]")


def _suggestions(module: nn.Module) -> Iterator[tuple[tuple[int, ...], int]]:
    for layer in module.modules():
        if isinstance(layer, nn.Embedding):
            yield (2, 8), layer.num_embeddings
        elif isinstance(layer, nn.Linear):
            features = layer.in_features or layer.weight.shape[1]  # zero in a lazy layer that was never called
            yield (2, features), 0
            yield (2, 8, features), 0
        elif isinstance(layer, nn.RNNBase):
            yield (2, 8, layer.input_size), 0
        elif isinstance(layer, (nn.Conv1d, nn.Conv2d, nn.Conv3d)):
            axes = len(layer.kernel_size)
            channels = layer.in_channels or layer.weight.shape[1] * layer.groups
            for size in _SIZES if axes < 3 else _SIZES[:3]:
                yield (2, channels, *(size,) * axes), 0
        elif isinstance(layer, (nn.MultiheadAttention, nn.TransformerEncoderLayer)):
            attention = layer if isinstance(layer, nn.MultiheadAttention) else layer.self_attn
            yield (2, 8, attention.embed_dim), 0
        elif isinstance(layer, nn.modules.batchnorm._BatchNorm):
            yield (2, layer.num_features), 0
            yield (2, layer.num_features, 8, 8), 0


def tensors_of(path: Path) -> dict[str, torch.Tensor]:
    """The tensors in a file of any format that this program reads, by key."""
    with open_checkpoint(path) as checkpoint:
        found = {entry.key: torch.from_numpy(checkpoint.read(entry)) for entry in checkpoint.tensors}
    if not found:
        raise SelectionError(f"{path} holds no tensor")
    return found


def _from_file(path: Path, params: Mapping[str, Any], dtype: torch.dtype) -> Inputs:
    """A tensor is the argument; a list of them, the arguments; those with names, keyword arguments. Or an image."""
    origin = {"file": str(path)}
    if path.suffix.lower() in _IMAGES:
        return Inputs((_image(path, params.get("input_shape")).to(dtype),), {}, origin)
    found = {key: value.to(dtype) if value.is_floating_point() else value for key, value in tensors_of(path).items()}
    if params.get("channels_last"):  # as the framework of the file has images; the module is torch's
        found = {key: value.movedim(-1, 1) if value.dim() > 2 else value for key, value in found.items()}
    if len(found) == 1 or all(key.isdecimal() for key in found):
        return Inputs(tuple(found.values()), {}, origin)
    return Inputs((), found, origin)


def _image(path: Path, shape: Any) -> torch.Tensor:
    """A picture as a batch of one, scaled to the size the module takes, its colours normalised as for ImageNet."""
    try:
        from PIL import Image
    except ImportError as error:
        raise MissingDependencyError(
            f"reading the image {path} needs Pillow: pip install pillow, or give the input as .npy"
        ) from error
    channels, height, width = _checked_shape(shape)[-3:] if shape and len(shape) >= 3 else (3, 224, 224)
    with attempt(f"reading {path}"), Image.open(path) as picture:
        pixels = np.asarray(picture.convert("L" if channels == 1 else "RGB").resize((width, height)), np.float32) / 255
    if channels == 1:
        return torch.from_numpy(pixels)[None, None]
    return (
        torch.from_numpy((pixels - np.array(_MEAN, np.float32)) / np.array(_STD, np.float32))
        .permute(2, 0, 1)[None]
        .contiguous()
    )
