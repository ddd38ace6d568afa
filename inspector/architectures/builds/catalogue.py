"""The keys and shapes of every model of the libraries installed here, worked out once for the catalogue."""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import io
import warnings
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from torch import nn

from inspector.architectures.builds.building import meta_parameters, uninitialised_parameters
from inspector.architectures.catalogue import Row, write_catalogue
from inspector.worker_main import WorkerJob

__all__ = ["collect"]

_LIBRARIES = ("torchvision", "timm", "spandrel")


def collect(request: Mapping[str, Any], answers: WorkerJob) -> dict[str, Any]:
    """Write the catalogue to ``request["path"]``; returns how many models are in it and which could not be built."""
    rows: list[Row] = []
    failed: list[str] = []
    conditions: list[Any] = []
    versions: dict[str, str] = {}
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        for library in _LIBRARIES:
            if find_spec(library) is None:
                continue
            versions[library] = importlib.metadata.version(library)
            module = importlib.import_module(f"inspector.architectures.builds.{library}")
            if library == "spandrel":
                conditions = module.conditions()
                continue
            names = module.names()
            for index, (name, shape) in enumerate(names.items()):
                answers.report(index, len(names), f"learning {library}:{name}")
                params = {"name": name, "input_shape": shape}
                try:
                    rows.append(Row(f"{library}:{name}", params, library, _keys(module.build, params)))
                except Exception as error:
                    failed.append(f"{library}:{name}: {type(error).__name__}: {error}"[:200])
    write_catalogue(Path(request["path"]), rows, conditions, versions)
    return {"models": len(rows), "failed": failed}


def _keys(build: Any, params: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    try:
        with meta_parameters():
            module: nn.Module = build(params)
    except (NotImplementedError, RuntimeError):  # its constructor looks at values of parameters
        with uninitialised_parameters():
            module = build(params)
    return {key: tuple(value.shape) for key, value in module.state_dict().items() if hasattr(value, "shape")}
