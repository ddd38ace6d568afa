"""Checkpoints of torch.distributed.checkpoint: a folder whose ``.metadata`` says where each piece of each tensor is."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "torch-dcp", "PyTorch distributed checkpoint", (), (), "inspector.formats.dcp.reader", folder=(".metadata",),
        recognisers=("inspector.formats.dcp.metadata:DCP",), framework="pt",
        about="`torch.distributed.checkpoint` folders, also in the form of safetensors: every tensor as a whole, "
        "whichever rank saved a piece",
    ),
    Format(
        "dcp-huggingface", "PyTorch distributed safetensors", (), (), "inspector.formats.dcp.huggingface",
        folder=("shard-*",), framework="pt",
        about="what `HuggingFaceStorageWriter(save_distributed=True)` writes",
    ),
)  # fmt: skip
