"""``import inspector``: what it exports, and that it costs nothing before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import inspector


def test_every_public_name_is_there_and_documented() -> None:
    assert sorted(inspector.__all__) == inspector.__all__
    for name in inspector.__all__:
        assert name in dir(inspector)
        if name != "__version__":
            assert getattr(inspector, name).__doc__, name


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'inspector' has no attribute 'lost'"):
        inspector.lost  # type: ignore[attr-defined]  # noqa: B018


def test_importing_it_imports_nothing_that_takes_time() -> None:
    program = "import sys; before = set(sys.modules); import inspector; print(*sorted(set(sys.modules) - before))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = answer.stdout.split()
    assert [name for name in loaded if name.startswith("inspector")] == ["inspector"]
    assert not {"numpy", "msgspec", "dataclasses"} & set(loaded)


def test_the_functions_are_not_hidden_by_modules_of_their_names() -> None:
    program = (
        "import pkgutil, importlib, inspector\n"
        "for package in ('inspector', 'inspector.operations'):\n"
        "    path = importlib.import_module(package).__path__\n"
        "    for module in pkgutil.iter_modules(path, package + '.'):\n"
        "        if module.name.split('.')[1] not in ('ui', '__main__'): importlib.import_module(module.name)\n"
        "assert all(callable(getattr(inspector, name)) for name in inspector.__all__ if name != '__version__')\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
