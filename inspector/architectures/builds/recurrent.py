"""A recurrent network between an embedding and linear layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn

from inspector.architectures.builds.chain import activation, layer, place
from inspector.errors import SelectionError

__all__ = ["build_gru", "build_lstm", "build_rnn"]


class _Recurrent(nn.Module):
    """``cell`` and the layers around it, each under its dotted name."""

    def __init__(self, cell: nn.Module, params: Mapping[str, Any]) -> None:
        super().__init__()
        self._cell_name = params["name"]
        self._last_only = params["head_takes"] == "last step"
        self._names: list[str] = []
        self._embedding = ""
        if params["embedding"]:
            self._embedding, kind, arguments = params["embedding"]
            place(self, self._embedding, layer(kind, arguments, params))
        if self._cell_name:
            place(self, self._cell_name, cell)
        for name, kind, arguments in params["head"]:
            self._names.append(name)
            place(self, name, layer(kind, arguments, params))
        self._activation = activation(params["activation"])

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Batch first: (batch, steps) of indices or (batch, steps, features) to what the last layer gives."""
        if self._embedding:
            values = self.get_submodule(self._embedding)(values)
        outputs: torch.Tensor = self.get_submodule(self._cell_name)(values)[0]
        if self._names and self._last_only:
            outputs = outputs[:, -1]
        for index, name in enumerate(self._names):
            outputs = self.get_submodule(name)(outputs if index == 0 else self._activation(outputs))
        return outputs


def _build(kind: type[nn.RNNBase], params: Mapping[str, Any], **more: Any) -> nn.Module:
    if params["head_takes"] not in ("last step", "all steps"):
        raise SelectionError("head_takes is 'last step' or 'all steps'")
    names = ("input_size", "hidden_size", "num_layers", "bias", "bidirectional")
    cell = kind(**{name: params[name] for name in names}, batch_first=True, **more)
    return _Recurrent(cell, params) if params["name"] else cell


def build_lstm(params: Mapping[str, Any]) -> nn.Module:
    """``nn.LSTM``."""
    return _build(nn.LSTM, params, proj_size=params["proj_size"])


def build_gru(params: Mapping[str, Any]) -> nn.Module:
    """``nn.GRU``."""
    return _build(nn.GRU, params)


def build_rnn(params: Mapping[str, Any]) -> nn.Module:
    """``nn.RNN``."""
    return _build(nn.RNN, params, nonlinearity=params["nonlinearity"])
