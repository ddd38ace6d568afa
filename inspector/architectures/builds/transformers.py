"""Models of transformers, by the name of their class and what a ``config.json`` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import transformers
from torch import nn

from inspector.errors import SelectionError

__all__ = ["build"]

#: Hyperparameters of ours that are none of the configuration's.
_OURS = ("class", "input_shape", "input_high")
#: What would have the library fetch and run code that lies beside the weights, or asks for kernels not everybody has.
_IGNORED = ("auto_map", "quantization_config", "attn_implementation", "_attn_implementation", "dtype", "torch_dtype")


def build(params: Mapping[str, Any]) -> nn.Module:
    """The class ``params["class"]`` of transformers itself with the other hyperparameters as its configuration.

    Attention is computed eagerly and in single precision, the same way on every machine.
    """
    name = params["class"]
    found = getattr(transformers, name, None)
    if not (isinstance(found, type) and issubclass(found, transformers.PreTrainedModel)):
        raise SelectionError(f"transformers {transformers.__version__} has no model {name}")
    kind: Any = found
    values = {key: value for key, value in params.items() if key not in _OURS and key not in _IGNORED}
    config = kind.config_class(**values)
    config._attn_implementation = "eager"
    module: nn.Module = kind(config)
    return module
