"""Pickles in the JSON of Stable-Baselines3: laid out as ``data_to_json`` does, functions as cloudpickle writes them."""

from __future__ import annotations

import base64
import importlib
import json
import os
import pickle
import types
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np
import pytest

import inspector
from inspector.findings import Severity


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("true",)


class Called:
    """A function that is made of its code, and called at once."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __reduce__(self) -> tuple[Any, ...]:
        return self._make(), ()


def archive(path: Path, data: bytes | dict[str, bytes]) -> Path:
    if isinstance(data, dict):
        texts = {name: {":type:": "x", ":serialized:": base64.b64encode(each).decode()} for name, each in data.items()}
        data = json.dumps({"gamma": 0.9, **texts}).encode()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("data", data)
        with file.open("policy.npy", "w") as member:
            np.save(member, np.zeros(2))
    return path


def findings(path: Path) -> set[tuple[Severity, str, str]]:
    with inspector.open(path) as checkpoint:
        assert len(checkpoint.tensors) == 1
        return {(each.severity, each.code, each.where) for each in checkpoint.findings if each.code != "members"}


def function() -> bytes:
    rate = 0.5
    return bytes(cloudpickle.dumps(lambda progress: progress * rate))


def test_what_runs_when_the_model_is_loaded_is_dangerous(tmp_path: Path) -> None:
    found = findings(archive(tmp_path / "m.zip", {"policy_class": pickle.dumps(Evil()), "seed": pickle.dumps(3)}))
    assert found == {(Severity.DANGER, "pickle-dangerous-name", "data: policy_class")}


def test_functions_are_code_that_training_runs(tmp_path: Path) -> None:
    found = findings(archive(tmp_path / "m.zip", {"lr_schedule": function(), "clip_range": function()}))
    assert found == {(Severity.WARNING, "code-beside-weights", "data")}


@pytest.mark.parametrize(
    "evil",
    [
        cloudpickle.dumps([lambda: 1, Evil()]),
        cloudpickle.dumps(Called(lambda: types.FunctionType((lambda: 1).__code__, {}))),
        cloudpickle.dumps([lambda: 1, importlib]),
        pickle.dumps(Evil())[:-1],
    ],
)
def test_what_does_more_than_make_a_function_is_dangerous(evil: bytes, tmp_path: Path) -> None:
    assert Severity.DANGER in {severity for severity, _, _ in findings(archive(tmp_path / "m.zip", {"x": evil}))}


@pytest.mark.parametrize("data", [b"", b"no JSON", b"[1]", b'{"a": {":serialized:": "?"}, "b": {":serialized:": 3}}'])
def test_other_members_of_this_name_are_left_alone(data: bytes, tmp_path: Path) -> None:
    assert findings(archive(tmp_path / "m.zip", data)) == set()
