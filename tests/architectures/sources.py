"""Writes checkpoints of library models with what the models give: the other side of ``test_libraries``.

A program of its own, since the libraries take seconds to import and warn while they do: ``sources.py FOLDER NAME ...``
writes ``FOLDER/NAME.pth``, ``.X.npy``, ``.Y.npy`` (the first output) and ``.sha256`` (of all outputs) for each name, with
``_`` for ``:``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from inspector.verifying.worker.comparing import digest, flattened

SMALL_BERT = {
    "vocab_size": 100, "hidden_size": 128, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 256,
    "max_position_embeddings": 32,
}  # fmt: skip
SMALL_LLAMA = {
    "vocab_size": 100, "hidden_size": 256, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2,
    "intermediate_size": 256,
}  # fmt: skip


def main(folder: Path, names: list[str]) -> None:
    for name in names:
        torch.manual_seed(0)
        library, _, model = name.partition(":")
        module, inputs = globals()[f"of_{library}"](model)
        write(folder / name.replace(":", "_"), lively(module), inputs)


def lively(module: nn.Module) -> nn.Module:
    """With parameters and running statistics that all differ: fresh ones are often zeros and ones, which hide mistakes.

    Only what a state dict holds is changed: other buffers are part of the architecture.
    """
    with torch.no_grad():
        for values in module.state_dict().values():
            if values.is_floating_point() and values.dim() == 1:
                values.uniform_(0.5, 1.5)
    return module.eval()


def write(path: Path, module: nn.Module, inputs: torch.Tensor) -> None:
    with torch.inference_mode():
        outputs = list(flattened(module(inputs)))
    torch.save(module.state_dict(), f"{path}.pth")
    np.save(f"{path}.X.npy", inputs.numpy())
    np.save(f"{path}.Y.npy", outputs[0].numpy())
    Path(f"{path}.sha256").write_text(digest(outputs))


def of_torchvision(model: str) -> tuple[nn.Module, torch.Tensor]:
    import torchvision

    return torchvision.models.get_model(model), torch.randn(1, 3, 224, 224)


def of_timm(model: str) -> tuple[nn.Module, torch.Tensor]:
    import timm

    module = timm.create_model(model)
    return module, torch.randn(1, *module.default_cfg["input_size"])


def of_transformers(model: str) -> tuple[nn.Module, torch.Tensor]:
    import transformers

    values: dict[str, Any] = SMALL_BERT if model.startswith("Bert") else SMALL_LLAMA
    kind: Any = getattr(transformers, model)
    config = kind.config_class(**values)
    config._attn_implementation = "eager"
    return kind(config), torch.randint(0, 100, (2, 8))


def of_spandrel(model: str) -> tuple[nn.Module, torch.Tensor]:
    from spandrel.architectures.ESRGAN import ESRGAN
    from spandrel.architectures.SPAN import SPAN

    module: nn.Module
    if model == "ESRGAN":
        module = ESRGAN(in_nc=3, out_nc=3, num_filters=16, num_blocks=2, scale=4)
    else:
        module = SPAN(num_in_ch=3, num_out_ch=3, feature_channels=16, upscale=2)
    return module, torch.rand(1, 3, 24, 24)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
