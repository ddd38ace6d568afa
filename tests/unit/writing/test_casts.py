from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from inspector.exporting.execution import export
from inspector.tensors.dtypes import DTYPES
from inspector.writing import transfer
from inspector.writing.casts import Cast
from tests.exporting import opened_plan, saved


def cast(state: dict[str, torch.Tensor], name: str, folder: Path) -> tuple[dict[str, torch.Tensor], dict[str, Cast]]:
    """Export ``state`` as another type: what arrives, and the error of each tensor."""
    with opened_plan(saved(state, folder / "a.pth")) as plan:
        report = export(plan.cast(DTYPES[name]), folder / "b.safetensors")
    return load_file(folder / "b.safetensors"), {each.key: each for each in report.casts}


@pytest.mark.parametrize("name", ["float64", "float32", "float16", "bfloat16", "float8_e4m3fn", "float8_e5m2"])
@pytest.mark.parametrize("source", ["float64", "float32", "float16", "bfloat16", "float8_e5m2"])
def test_a_cast_is_torchs_and_its_error_too(name: str, source: str, tmp_path: Path) -> None:
    torch.manual_seed(0)
    before = (torch.randn(40, 30, dtype=torch.float64) * 3).to(getattr(torch, source))
    after, casts = cast({"w": before, "view": before.T}, name, tmp_path)
    for key, tensor in (("w", before), ("view", before.T)):
        want = tensor.to(getattr(torch, name))
        assert after[key].dtype == want.dtype
        assert torch.equal(after[key].double(), want.double())
        if name == source:
            assert casts == {}
            continue
        error = (want.double() - tensor.double()).abs()
        assert casts[key].max_abs == error.max()
        assert casts[key].rel_l2 == pytest.approx(float(error.norm() / tensor.double().norm()), rel=1e-12)
        assert (casts[key].overflows, casts[key].is_exact) == (0, bool((error == 0).all()))
        assert casts[key].underflows == int(((want.double() == 0) & (tensor.double() != 0)).sum())


def test_overflow_and_underflow_are_counted(tmp_path: Path) -> None:
    special = torch.tensor([1e9, -1e9, 70000.0, 1e-9, -1e-9, 0.0, math.inf, math.nan, 1.0])
    after, casts = cast({"w": special}, "float16", tmp_path)
    assert after["w"].isinf().sum() == 4
    assert (casts["w"].overflows, casts["w"].underflows) == (3, 2)
    assert casts["w"].max_abs == float(np.float32(1e-9))  # only what is finite before and after


def test_saturation_counts_as_overflow(tmp_path: Path) -> None:
    after, casts = cast({"w": torch.tensor([448.0, 464.0, 464.1, -1e9, math.inf])}, "float8_e4m3fn", tmp_path)
    assert after["w"].float().tolist() == [448, 448, 448, -448, 448]
    assert casts["w"].overflows == 3


def test_the_report_warns_of_overflow(tmp_path: Path) -> None:
    with opened_plan(saved({"w": torch.tensor([1e9])}, tmp_path / "a.pth")) as plan:
        report = export(plan.cast(DTYPES["float16"]), tmp_path / "b.pth")
    (finding,) = report.findings
    assert (finding.code, finding.where) == ("cast-overflow", "w")
    assert finding.message == "1 element of float32 overflowed float16"


def test_what_was_all_zero_has_no_relative_error(tmp_path: Path) -> None:
    _, casts = cast({"zero": torch.zeros(3), "none": torch.empty(0, 2)}, "bfloat16", tmp_path)
    assert (casts["zero"].rel_l2, casts["none"].rel_l2, casts["none"].max_abs) == (0, 0, 0)
    with opened_plan(saved({"zero": torch.zeros(3)}, tmp_path / "z.pth")) as plan:
        (lost,) = export(plan.cast(DTYPES["float8_e8m0fnu"]), tmp_path / "z.safetensors").casts
    assert math.isnan(lost.rel_l2)  # this type has no zero
    assert lost.max_abs == 2.0**-127


def test_integers_are_cast_when_they_are_named(tmp_path: Path) -> None:
    state = {"i": torch.arange(-3, 3), "b": torch.tensor([True, False])}
    with opened_plan(saved(state, tmp_path / "a.pth")) as plan:
        export(plan.cast(DTYPES["float16"], {0, 1}), tmp_path / "b.pth")
    loaded = torch.load(tmp_path / "b.pth", weights_only=True)
    assert torch.equal(loaded["i"], state["i"].half())
    assert torch.equal(loaded["b"], state["b"].half())


@pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")
def test_complex_tensors(tmp_path: Path) -> None:
    torch.manual_seed(0)
    before = torch.randn(50, dtype=torch.complex128)
    with opened_plan(saved({"c": before.conj()}, tmp_path / "a.pth")) as plan:
        (error,) = export(plan.cast(DTYPES["complex32"]), tmp_path / "b.pth").casts
    after = torch.load(tmp_path / "b.pth", weights_only=True)["c"].to(torch.complex128)
    assert torch.equal(after, before.conj().resolve_conj().to(torch.complex32).to(torch.complex128))
    assert error.max_abs == pytest.approx(float((after - before.conj()).abs().max()))


def test_packed_elements_become_more(tmp_path: Path) -> None:
    packed = torch.arange(6, dtype=torch.uint8).reshape(2, 3).view(torch.float4_e2m1fn_x2)
    after, _ = cast({"p": packed}, "float32", tmp_path)
    assert after["p"].shape == (2, 6)
    assert after["p"][0].tolist() == [0, 0, 0.5, 0, 1, 0]


def test_blocks_of_any_size_make_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = {"w": torch.randn(50, 70).T, "q": torch.randn(7, 11, 13).permute(2, 0, 1)}
    files, errors = [], []
    for elements in (1, 64, 1 << 20):
        monkeypatch.setattr(transfer, "_CAST_ELEMENTS", elements)
        (tmp_path / "b.safetensors").unlink(missing_ok=True)
        _, casts = cast(state, "bfloat16", tmp_path)
        files.append((tmp_path / "b.safetensors").read_bytes())
        errors.append((casts["w"].max_abs, pytest.approx(casts["w"].rel_l2)))
    assert files[0] == files[1] == files[2]
    assert errors[0] == errors[1] == errors[2]
