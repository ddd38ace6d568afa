from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from safetensors.numpy import save_file

from inspector.cli import main
from inspector.verbs.stats import sparkline

Array = npt.NDArray[Any]


@pytest.fixture
def file(tmp_path: Path) -> tuple[Path, dict[str, Array]]:
    random = np.random.default_rng(0)
    wide = random.normal(size=(64, 96)).astype("f4")
    wide[:, 7] *= 50
    wide[3, 3] = np.nan
    arrays = {"a.wide": wide, "b.counts": np.array([2**62 + 1, 5, 7]), "c.nan": np.full(3, np.nan, "f4")}
    path = tmp_path / "m.safetensors"
    save_file(arrays, path)
    return path, arrays


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["stats", *words]) == 0
    return capsys.readouterr().out


def test_quantiles_are_keyed_by_the_text_they_were_asked_by(
    file: tuple[Path, dict[str, Array]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, arrays = file
    record = json.loads(answered(capsys, str(path), "--quantiles", "0.5,.99,1", "--json"))
    found = {entry["key"]: entry["quantiles"] for entry in record["entries"]}
    finite = arrays["a.wide"][np.isfinite(arrays["a.wide"])]
    expected = [np.quantile(finite, share, method="inverted_cdf").item() for share in (0.5, 0.99, 1)]
    assert found["a.wide"] == dict(zip(("0.5", ".99", "1"), expected, strict=True))
    assert found["b.counts"] == {"0.5": 7, ".99": 2**62 + 1, "1": 2**62 + 1}
    assert found["c.nan"] == {"0.5": None, ".99": None, "1": None}


def test_an_axis_has_lists_as_long_as_itself_and_names_its_outliers(
    file: tuple[Path, dict[str, Array]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, arrays = file
    record = json.loads(answered(capsys, str(path), "--axis", "1", "--json"))
    found = {entry["key"]: entry.get("axis") for entry in record["entries"]}
    assert found["b.counts"] is None
    axis = found["a.wide"]
    assert (axis["axis"], axis["outliers"]) == (1, [7])
    columns = arrays["a.wide"].astype("f8")
    assert axis["max"] == np.nanmax(columns, axis=0).tolist()
    assert axis["rms"] == pytest.approx(np.sqrt(np.nanmean(columns**2, axis=0)))
    text = answered(capsys, str(path), "--axis", "-1", "--match", "a.*")
    assert "axis 1: rms of 96 indices" in text
    assert "1 outlier: 7" in text
    assert "all zero" not in text
    assert axis["all_zero"] == []


def test_indices_that_are_all_zero_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = np.ones((40, 3), "f4")
    values[[5, 9]] = 0
    values[5, 1] = -0.0
    values[7] = [0, np.nan, 0]
    save_file({"w": values}, tmp_path / "m.safetensors")
    text = answered(capsys, str(tmp_path / "m.safetensors"), "--axis", "0")
    assert text.rstrip().endswith("; 2 all zero: 5, 9")


def test_csv_has_a_header_and_a_line_for_each_tensor_of_each_file(
    file: tuple[Path, dict[str, Array]], capsys: pytest.CaptureFixture[str]
) -> None:
    path, arrays = file
    text = answered(capsys, str(path), str(path), "--csv", "--quantiles", "0.5")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["key"] for row in rows] == ["b.counts", "a.wide", "c.nan"] * 2  # as they lie in the file
    first, last = rows[1], rows[2]
    wide = arrays["a.wide"]
    assert (first["shape"], first["elements"], first["nan"]) == ("64x96", str(wide.size), "1")
    assert float(first["rms"]) == pytest.approx(np.sqrt(np.nanmean(wide.astype("f8") ** 2)))
    assert float(first["0.5"]) == np.quantile(wide[np.isfinite(wide)], 0.5, method="inverted_cdf")
    assert last["min"] == last["0.5"] == ""


def test_effective_ranks_are_marked_where_they_are_estimates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    np.savez(tmp_path / "a.npz", eye=np.eye(8), large=np.ones((513, 514), "f4"), v=np.ones(3))
    path = str(tmp_path / "a.npz")
    entries = {
        entry["key"]: entry for entry in json.loads(answered(capsys, path, "--effective-rank", "--json"))["entries"]
    }
    assert entries["eye"]["effective_rank"] == pytest.approx(8)
    assert [entries[key].get("effective_rank_estimated") for key in ("eye", "large", "v")] == [False, True, None]
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(answered(capsys, path, "--effective-rank", "--csv")))}
    assert float(rows["large"]["effective_rank"]) == pytest.approx(1, rel=0.01)
    assert rows["v"]["effective_rank"] == ""
    text = answered(capsys, path, "--effective-rank").splitlines()
    assert "8" in text[1].split()
    assert "~1" in text[2].split()
    assert "effective_rank" not in answered(capsys, path, "--csv").splitlines()[0]


def test_several_files_are_told_apart(file: tuple[Path, dict[str, Array]], capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = file
    assert answered(capsys, str(path), str(path)).count(f"{path}:") == 2


@pytest.mark.parametrize("text", ["1.5", "x", "", "0.5,"])
def test_what_is_no_share_is_wrong_use(
    text: str, file: tuple[Path, dict[str, Array]], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["stats", str(file[0]), "--quantiles", text])
    assert ended.value.code == 2
    assert "not a number from 0 to 1" in capsys.readouterr().err


@pytest.mark.parametrize("bins", [24, 25, 48, 100, 256])
def test_a_bar_is_the_sum_of_its_bins(bins: int) -> None:
    counts = np.random.default_rng(bins).integers(0, 50, bins) * (np.arange(bins) % 7 > 1)
    sums = [int(counts[bins * cell // 24 : bins * (cell + 1) // 24].sum()) for cell in range(24)]
    assert sparkline(counts) == "".join(" ▁▂▃▄▅▆▇█"[math.ceil(each * 8 / max(sums))] for each in sums)


def test_bars_of_few_bins_and_of_none() -> None:
    assert sparkline(np.array([0, 1, 8])) == " ▁█"
    assert sparkline(np.zeros(256, np.int64)) == ""
