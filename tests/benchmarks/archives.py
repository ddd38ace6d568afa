"""How long it takes to open archives and folders that training tools make around a checkpoint, against what loads them.

Where the tool only unpacks and calls torch, its row is against both: Stable-Baselines3 and MLflow ask for themselves.
"""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from tests.benchmarks.data import Files
from tests.benchmarks.measure import processor_seconds_of
from tests.benchmarks.report import Result
from tests.benchmarks.rows import COUNT, SHAPE, Row, open_rows, state

__all__ = ["open_archives"]


def open_archives(files: Files) -> list[Result]:
    """Checkpoints of 500 tensors in an archive or a folder with more: no longer than what loads them."""
    return open_rows(files, _ROWS)


# the files


def _stable_baselines(path: Path) -> None:
    from stable_baselines3.common.save_util import save_to_zip_file

    optimizer: dict[str, Any] = {"state": {}, "param_groups": []}
    save_to_zip_file(path, {"gamma": 0.99, "n_steps": 2048}, {"policy": state(), "policy.optimizer": optimizer})


def _served(path: Path) -> None:
    import torch

    with zipfile.ZipFile(path, "w") as archive:
        model = {"modelName": "many", "serializedFile": "model.pt", "handler": "handler.py", "modelVersion": "1.0"}
        archive.writestr("MAR-INF/MANIFEST.json", json.dumps({"runtime": "python", "model": model}))
        archive.writestr("handler.py", "class Handler: ...\n")
        with archive.open("model.pt", "w") as member:
            torch.save(state(), member)


def _compressed_tar(path: Path) -> None:
    import torch

    saved = path.with_name("model.pth")
    torch.save(state(), saved)
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        archive.add(saved, "model.pth")


def _mlflow(path: Path) -> None:
    import mlflow.pytorch
    import torch

    layers = [torch.nn.Linear(*SHAPE) for _ in range(COUNT // 2)]
    mlflow.pytorch.save_model(torch.nn.Sequential(*layers), path, pip_requirements=[], serialization_format="pickle")


# in child processes


def _loaded_by_stable_baselines(path: str) -> list[float]:
    from stable_baselines3.common.save_util import load_from_zip_file

    return processor_seconds_of(lambda: load_from_zip_file(path, device="cpu"))


def _loaded_of_archive(path: str) -> list[float]:
    import torch

    def work() -> None:
        with zipfile.ZipFile(path) as archive:
            assert json.loads(archive.read("MAR-INF/MANIFEST.json"))
            torch.load(io.BytesIO(archive.read("model.pt")))

    return processor_seconds_of(work)


def _loaded_of_tar(path: str) -> list[float]:
    import torch

    def work() -> None:
        with tarfile.open(path) as archive:
            member = archive.extractfile("model.pth")
            assert member is not None
            torch.load(io.BytesIO(member.read()))

    return processor_seconds_of(work)


def _loaded_by_mlflow(path: str) -> list[float]:
    import mlflow.pytorch

    return processor_seconds_of(lambda: mlflow.pytorch.load_model(path))


_MEMBER = "torch.load of the member"
_ROWS = (
    Row("a zip of Stable-Baselines3", "agent.zip", _stable_baselines, _loaded_by_stable_baselines, "stable_baselines3",
        "load_from_zip_file"),
    Row("an archive of TorchServe", "many.mar", _served, _loaded_of_archive, "torch", _MEMBER),
    Row("a model.tar.gz with a .pth", "model.tar.gz", _compressed_tar, _loaded_of_tar, "torch", _MEMBER),
    Row("a folder of MLflow", "mlflow", _mlflow, _loaded_by_mlflow, "mlflow", "mlflow.pytorch.load_model"),
)  # fmt: skip
