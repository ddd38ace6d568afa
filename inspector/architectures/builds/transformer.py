"""``nn.TransformerEncoder``, by itself or under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from torch import nn

from inspector.architectures.builds.chain import Chain

__all__ = ["build"]


def build(params: Mapping[str, Any]) -> nn.Module:
    """The encoder; takes (batch, steps, features)."""
    eps = params.get("norm_eps", 1e-5)
    layer = nn.TransformerEncoderLayer(
        params["d_model"],
        params["nhead"],
        params["dim_feedforward"],
        activation=params["activation"],
        batch_first=True,
        norm_first=params["norm_first"],
        layer_norm_eps=eps,
        bias=params["bias"],
    )
    norm = nn.LayerNorm(params["d_model"], eps, bias=params["bias"]) if params["final_norm"] else None
    encoder = nn.TransformerEncoder(layer, params["num_layers"], norm=norm, enable_nested_tensor=False)
    return Chain([(params["name"], encoder)]) if params["name"] else encoder
