from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from safetensors.numpy import load_file, save_file

from tests.command_line import Run, answer_to

FOLDER = Path(__file__).parents[2] / "fixtures" / "adapters"
BASE = str(FOLDER / "base.safetensors")
KINDS = str(FOLDER / "kinds" / "adapter")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return partial(answer_to, capsys)


def test_the_table_and_the_status(run: Run) -> None:
    answer = run("adapter", KINDS, "--base", BASE)
    assert answer.status == 0
    assert "LoRA adapter, rank 2, alpha 5: 3 of 3 modules change the base, 2 tensors replaced." in answer.out
    assert "base_model.model.head.bias: replaces head.bias" in answer.out
    assert answer.err == ""


def test_json_has_every_number(run: Run) -> None:
    record = run("adapter", KINDS, "--base", BASE, "--json").record
    assert (record["kind"], record["methods"], record["effective"], record["dead"]) == ("adapter", ["LoRA"], True, [])
    assert record["config"]["peft_type"] == "LORA"
    (conv, *_) = record["modules"]
    assert (conv["rank"], conv["alpha"], conv["scaling"], conv["state"]) == (2, 5, 2.5, "changes")
    assert conv["base_keys"] == ["conv.weight"]
    assert len(conv["delta"]["singular_values"]) == 2
    assert conv["delta"]["rank"] == 2
    assert conv["factors"] is None
    assert {tensor["base_key"] for tensor in record["replaced"]} == {"head.bias", "head.weight"}


def test_an_adapter_alone_is_described(run: Run) -> None:
    answer = run("adapter", KINDS)
    assert answer.status == 0
    assert "LoRA adapter, rank 2, alpha 5: 3 modules." in answer.out
    assert run("adapter", BASE).status == 2


def test_what_matches_nothing_is_named_and_is_status_1(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "lora.safetensors")
    tensors = load_file(str(FOLDER / "lycoris_locon" / "adapter.safetensors"))
    save_file({key.replace("lycoris_head", "lycoris_tail"): value for key, value in tensors.items()}, path)
    answer = run("adapter", path, "--base", BASE)
    assert answer.status == 1
    assert "matches nothing: lycoris_tail.alpha" in answer.out
    merged = str(tmp_path / "merged.safetensors")
    refused = run("adapter", path, "--base", BASE, "--merge", merged)
    assert (refused.status, Path(merged).exists()) == (2, False)
    assert "would be left out" in refused.err
    partial = run("adapter", path, "--base", BASE, "--merge", merged, "--partial", "--json")
    assert partial.status == 1
    assert len(partial.record["merged"]["merged"]) == 6


def test_merging_writes_a_file_once(run: Run, tmp_path: Path) -> None:
    merged = str(tmp_path / "merged.safetensors")
    assert run("adapter", KINDS, "--merge", merged).status == 2
    assert run("adapter", KINDS, "--base", BASE, "--merge", merged).status == 0
    again = run("adapter", KINDS, "--base", BASE, "--merge", merged)
    assert again.status == 3
    assert "--force replaces it" in again.err
    assert run("adapter", KINDS, "--base", BASE, "--merge", merged, "--force").status == 0
    assert run("adapter", KINDS, "--base", BASE, "--merge", merged, "--force", "--max-shard-size", "x").status == 2


def test_diff_of_a_base_and_its_adapter_points_here(run: Run) -> None:
    for pair in ((BASE, KINDS), (KINDS, BASE)):
        answer = run("diff", *pair)
        side = "A" if pair[0] == KINDS else "B"
        assert f"{side} is an adapter (LoRA)" in answer.out
        assert f"checkpoint-inspector adapter {KINDS} --base {BASE}" in answer.out
        assert "No tensors in common" not in answer.out
    assert "is an adapter" not in run("diff", BASE, BASE).out


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"lora_alpha": float("nan"), "r": -1})])
def test_a_broken_configuration_is_no_failure(text: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "lora"
    folder.mkdir()
    (folder / "adapter_config.json").write_text(text)
    save_file(load_file(f"{KINDS}/adapter_model.safetensors"), folder / "adapter_model.safetensors")
    answer = run("adapter", str(folder), "--base", BASE)
    assert answer.status in (0, 1)
    assert "3 modules" in answer.out
    assert "Traceback" not in answer.err
