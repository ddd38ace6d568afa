"""Lets torchvision be imported where its compiled operators can't be loaded (its wheels are built for CUDA).

Its Python part registers shapes for a few operators, which must have been declared for that. Here they are declared, just
before torchvision is imported; nothing in the tests calls them. Python imports a module of this name by itself at its
start if it finds it on PYTHONPATH, so that the worker's process has it too.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

_SCHEMAS = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "roi_align(Tensor input, Tensor rois, float spatial_scale, SymInt pooled_height, SymInt pooled_width, "
    "int sampling_ratio, bool aligned) -> Tensor",
)
_LIBRARIES: list[object] = []


class _Declare(MetaPathFinder):
    """Declares the operators when torchvision is asked for, and leaves finding it to others."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name == "torchvision":
            sys.meta_path.remove(self)
            spec = PathFinder.find_spec(name)
            if spec is not None and spec.origin is not None:
                _declare(Path(spec.origin).parent)
        return None


def _declare(package: Path) -> None:
    import torch

    try:
        torch.ops.load_library(package / "_C.so")
    except OSError:
        library = torch.library.Library("torchvision", "DEF")
        for schema in _SCHEMAS:
            library.define(schema)
        _LIBRARIES.append(library)  # they are gone with it


if not any(isinstance(finder, _Declare) for finder in sys.meta_path):
    sys.meta_path.insert(0, _Declare())
