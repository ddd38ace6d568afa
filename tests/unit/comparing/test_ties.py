"""What is tied in one of two files and not in the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

import inspector
from inspector.cli import main
from inspector.comparing.report.page import report_page
from inspector.comparing.ties import TieChange
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.operations.comparison import ComparisonReport, compare, explained

EMBEDDING = torch.arange(24.0).reshape(6, 4)
KEYS = ("wte.weight", "lm_head.weight")


def saved(path: Path, *, head: torch.Tensor | None, embedding: torch.Tensor = EMBEDDING) -> Path:
    """A model by what its head is; the embedding itself is one storage with it."""
    heads = {} if head is None else {"lm_head.weight": head}
    tensors = {"wte.weight": embedding, "h.0.weight": torch.ones(2, 2), **heads}
    if path.suffix == ".pth":
        torch.save(tensors, path)
    else:
        save_file(tensors, path)
    return path


def report(a: Path, b: Path) -> ComparisonReport:
    with inspector.open(a) as first, inspector.open(b) as second:
        return explained(compare(first, second))


def test_tied_against_two_equal_tensors(tmp_path: Path) -> None:
    tied = saved(tmp_path / "tied.pth", head=EMBEDDING)
    copied = saved(tmp_path / "copied.pth", head=EMBEDDING.clone())
    assert report(tied, copied).ties == (TieChange("A", KEYS, True),)
    (found,) = report(copied, tied).ties
    assert (found.tied_in, found.are_equal) == ("B", True)
    assert found.sentence == (
        "Tied in B only: wte.weight and lm_head.weight are one tensor in B, and separate tensors with equal values in A."
    )
    assert report(tied, tied).ties == report(copied, copied).ties == ()


def test_tensors_of_no_elements_at_one_place_are_not_tied(tmp_path: Path) -> None:
    a, b = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    empty, full = torch.zeros(0), torch.ones(2)
    save_file({"x": empty, "y": empty.clone(), "z": full}, a)
    save_file({"x": empty, "xz": full, "y": empty.clone()}, b)
    assert report(a, b).ties == ()


def test_what_is_expanded_without_end_is_not_gone_through(tmp_path: Path) -> None:
    tied = saved(tmp_path / "tied.pth", head=EMBEDDING)
    expanded = saved(tmp_path / "expanded.pth", head=torch.ones(1).expand(6, 4), embedding=torch.ones(1).expand(6, 4))
    for nbytes, are_equal in ((1000, True), (16, None)):
        job = Job(Limits(inflated_nbytes=nbytes))
        with inspector.open(tied) as first, inspector.open(expanded) as second:
            (found,) = explained(compare(first, second, job=job), job).ties
        assert (found.tied_in, found.are_equal) == ("A", are_equal)


@pytest.mark.parametrize("embedding", [EMBEDDING, EMBEDDING * 2])
def test_tied_against_two_that_differ(tmp_path: Path, embedding: torch.Tensor) -> None:
    tied = saved(tmp_path / "tied.pth", head=EMBEDDING)
    head = EMBEDDING.clone()
    head[5, 3] = 0
    found = report(tied, saved(tmp_path / "apart.pth", head=head, embedding=embedding))
    assert found.ties == (TieChange("A", KEYS, False),)
    assert found.ties[0].sentence in report_page(found)


def test_both_trained_on_and_still_equal(tmp_path: Path) -> None:
    tied = saved(tmp_path / "tied.pth", head=EMBEDDING)
    values = EMBEDDING * 1.5
    values[0, 0] = torch.nan
    copied = saved(tmp_path / "copied.pth", head=values.clone(), embedding=values)
    assert report(tied, copied).ties == (TieChange("A", KEYS, True),)


def test_a_head_that_is_left_out_is_tied_by_its_copy_or_by_the_configuration(tmp_path: Path) -> None:
    left_out = saved(tmp_path / "a.safetensors", head=None)
    other = tmp_path / "other"
    other.mkdir()
    assert report(left_out, saved(other / "b.safetensors", head=EMBEDDING.clone())).ties == (
        TieChange("A", KEYS, True),
    )
    apart = saved(other / "c.safetensors", head=EMBEDDING + 1)
    assert report(left_out, apart).ties == ()
    (tmp_path / "config.json").write_text('{"n_embd": 4, "tie_word_embeddings": true}')
    assert report(left_out, apart).ties == (TieChange("A", KEYS, False),)
    longer = saved(other / "d.safetensors", head=torch.cat([EMBEDDING, EMBEDDING[:1]]))
    assert report(left_out, longer).ties == (TieChange("A", KEYS, False),)
    (tmp_path / "config.json").write_text('{"n_embd": 4, "tie_word_embeddings": false}')
    assert report(left_out, apart).ties == ()


def test_tensors_that_can_not_be_read_are_neither_equal_nor_different(tmp_path: Path) -> None:
    tied = saved(tmp_path / "tied.pth", head=EMBEDDING)
    apart = saved(tmp_path / "apart.pth", head=EMBEDDING + 1, embedding=EMBEDDING + 2)
    assert explained(compare(tied, apart)).ties == (TieChange("A", KEYS, None),)  # the files are closed by then
    bare = saved(tmp_path / "bare.pth", head=EMBEDDING.to("meta"), embedding=EMBEDDING.to("meta"))
    assert report(tied, bare).ties == ()


def test_the_command_line_says_so_as_text_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tied = saved(tmp_path / "tied.pth", head=EMBEDDING)
    copied = saved(tmp_path / "copied.pth", head=EMBEDDING.clone())
    assert main(["diff", str(tied), str(copied)]) == 0
    assert "\nTied in A only: wte.weight and lm_head.weight are one tensor in A," in capsys.readouterr().out
    main(["diff", str(tied), str(copied), "--json"])
    (found,) = json.loads(capsys.readouterr().out)["ties"]
    assert (found["tied_in"], found["keys"], found["equal"]) == ("a", list(KEYS), True)


def test_of_many_the_first_are_named() -> None:
    assert TieChange("A", tuple("abcde"), None).sentence == (
        "Tied in A only: a, b, c and 2 more are one tensor in A, and separate tensors in B."
    )
