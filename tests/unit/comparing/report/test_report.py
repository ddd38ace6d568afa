from __future__ import annotations

import json
import math
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import align
from inspector.comparing.block_difference import EXACT, Tolerance
from inspector.comparing.comparison import compare
from inspector.comparing.content_matching import matched_by_content
from inspector.comparing.name_map import Map
from inspector.comparing.report import drawings
from inspector.comparing.report import page as report_page
from inspector.comparing.report.report import ComparisonReport
from inspector.comparing.results import State
from inspector.operations.comparison import explained
from inspector.sources.location import LocalLocation
from tests.languages import brackets, english_in
from tests.tensors import entry_of

CONVERTED = Path(__file__).parents[3] / "fixtures" / "conversion" / "llama"


def random(*shape: int, seed: int = 0) -> Any:
    return np.random.default_rng(seed).normal(size=shape).astype("f4")


def report(a: dict[Any, Any], b: dict[Any, Any], tolerance: Tolerance = EXACT) -> ComparisonReport:
    """The report on checkpoints of arrays in memory, at keys or paths."""
    sides = []
    for arrays in (a, b):
        entries = [entry_of(value).at(key if isinstance(key, tuple) else (key,)) for key, value in arrays.items()]
        sides.append(Checkpoint(LocalLocation(Path("memory")), "memory", [], entries))
    alignment = matched_by_content(align(sides[0].entries, sides[1].entries))
    results = list(compare(sides[0], sides[1], alignment, None, tolerance))
    return ComparisonReport("dir/a.pth", "dir/b.pth", sides[0], sides[1], alignment, results, tolerance)


BROKEN = np.array([math.nan, 1.0], "f4")
A = {
    "first": random(3), "gone": random(2), "big": random(4), "small": random(4), "shape": random(6), "type": random(3),
    "broken": np.ones(2, "f4"), "turned": random(2, 5),
}  # fmt: skip
B = {
    "come": random(2, seed=5), "small": A["small"] * 1.01, "big": A["big"] * 2, "first": A["first"],
    "shape": random(3, 2), "type": A["type"].astype("f8"), "broken": BROKEN, "turned": A["turned"].T.copy(),
}  # fmt: skip


class Page(HTMLParser):
    """The elements and the text of a page; fails on elements that are not closed."""

    VOID = frozenset({"meta", "br", "path", "rect"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID or tag == "rect":
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


# JSON


def test_the_record_is_as_the_contract_says() -> None:
    record = json.loads(report(A, B).json())
    assert record["identical"] == 1
    assert record["only_in_a"] == ["gone"]
    assert record["only_in_b"] == ["come"]
    assert record["shape_changed"] == [
        {"key_a": "shape", "key_b": "shape", "shape_a": [6], "shape_b": [3, 2]},
        {"key_a": "turned", "key_b": "turned", "shape_a": [2, 5], "shape_b": [5, 2]},
    ]
    assert [(entry["key_a"], entry["dtype_a"], entry["dtype_b"]) for entry in record["dtype_changed"]] == [
        ("type", "float32", "float64")
    ]
    assert record["dtype_changed"][0]["differing"] == 0
    changed = {entry["key_a"]: entry for entry in record["changed"]}
    assert list(changed) == ["big", "small", "broken"]
    assert {"key_a", "key_b", "differing", "max_abs", "mean_abs", "rel_l2", "cosine"} <= set(changed["big"])
    assert changed["big"]["rel_l2"] == pytest.approx(1)
    assert changed["small"]["rel_l2"] == pytest.approx(0.01, rel=1e-4)
    assert changed["broken"]["disordered"] == 1
    assert record["map"]["suggestions"] == [{"transpose": "turned", "key_b": "turned", "same_values": True}]
    assert record["differences"] == 8
    assert not record["same_file"]


def test_numbers_that_json_lacks_are_strings() -> None:
    record = report(
        {"zero": np.zeros(2), "text": np.array(["a"])}, {"zero": np.ones(2), "text": np.array(["b"])}
    ).record()
    zero, text = record["changed"]
    assert (zero["rel_l2"], zero["cosine"]) == ("Infinity", "NaN")
    assert text["max_abs"] == "NaN"
    json.dumps(record, allow_nan=False)


def test_the_map_says_what_was_done_and_can_be_used_again() -> None:
    a = {("model", f"module.{key}"): value for key, value in A.items()} | {("optimizer", "m"): random(9)}
    found = report(a, B)
    record = found.record()["map"]
    assert record["rules"] == [{"rule": "model.module.*=*", "origin": "prefix", "pairs": 7}]
    assert record["aside_a"] == ["optimizer.m"]
    assert record["aside_b"] == []
    again = align(found.a.entries, found.b.entries, Map.of_record(record))
    assert [pair.b.key for pair in again.pairs] == [pair.b.key for pair in found.alignment.pairs]


def test_keys_of_any_characters_are_one_line_of_ascii() -> None:
    text = report({"a\ud800\n\u202e": random(2)}, {"ключ": random(2)}).json()
    assert text.isascii()
    assert "\n" not in text
    assert json.loads(text)["only_in_b"] == ["ключ"] or json.loads(text)["map"]["rules"]


def test_order_and_rank() -> None:
    found = report(A, B)
    assert [result.key for result in found.in_order] == [*A, "come"]
    assert [result.key for result in found.by_change] == ["broken", "big", "small", "type"]
    assert [result.key for result in found.of_state(State.CHANGED)] == ["big", "small", "broken"]


# the page


TRAINED = {
    ("model", "w"): random(4, 3), ("model", "bn.num_batches_tracked"): np.array(1),
    ("optim", "state", "exp_avg_sq"): random(4, 3), ("rng_state",): np.arange(8, dtype="u1"),
}  # fmt: skip


def test_the_model_comes_before_what_is_beside_it() -> None:
    on = {
        ("model", "w"): TRAINED["model", "w"] * 1.5, ("model", "bn.num_batches_tracked"): np.array(9),
        ("optim", "state", "exp_avg_sq"): TRAINED["optim", "state", "exp_avg_sq"] * 90, ("rng_state",): np.zeros(8, "u1"),
    }  # fmt: skip
    made = report(TRAINED, on)
    assert [result.key for result in made.by_change] == [".".join(path) for path in TRAINED]
    assert made.part_texts == [
        "parameters: 1 of 1 tensor differs, overall relative change 0.5",
        "buffers: 1 of 1 tensor differs, overall relative change 8",
        "optimizer: 1 of 1 tensor differs, overall relative change 89",
        "other: 1 of 1 tensor differs, overall relative change 1",
    ]
    assert "optimizer: 1 of 1" in report_page.report_page(made)
    assert not report(A, B).part_texts  # a model alone has no parts


def test_what_was_done_is_said_once_and_in_the_row() -> None:
    a = {"a": random(8, 9), "b": random(8, 9), "c": random(8, 9), "<i>": random(8, 9)}
    b = {key: values * np.float32(0.5) for key, values in a.items()} | {"<i>": np.where(a["<i>"] > 0, a["<i>"], 0)}
    made = explained(report(a, b))
    zeroed = int((a["<i>"] < 0).sum())
    pruned = f"B is A with {100 * zeroed / 72:.3g}% of the elements ({zeroed}) set to zero."
    assert sorted(made.explanation_texts) == ["3 tensors: B is A times 0.5, up to rounding.", f"<i>: {pruned}"]
    records = {one["key_b"]: one for one in made.record()["explanations"]}
    assert records["b"] == {
        "key_a": "b", "key_b": "b", "kind": "scaled", "sentence": "B is A times 0.5, up to rounding.",
        "evidence": {"factor": 0.5},
    }  # fmt: skip
    assert records["<i>"]["kind"] == "pruned"
    text = Page(report_page.report_page(made)).text
    assert text.count("B is A times 0.5") == 4  # in the list, and in three rows
    assert not report(a, b).record()["explanations"]


def test_a_page_shows_everything() -> None:
    page = Page(report_page.report_page(report(A, B)))
    for word in (
        "8 of 9 tensors differ",
        "a.pth",
        "b.pth",
        "gone",
        "come",
        "first",
        "1 not finite",
        "float64",
        "3 × 2",
        "2 differ in shape",
        "1 differs in dtype",
    ):
        assert word in page.text, word
    assert "turned is the transpose of turned" in page.text
    assert page.count("rect") == 7
    assert page.count("tr") == 1 + 4


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    text = report_page.report_page(report(A, B))
    page = Page(text)
    assert page.count("script") == page.count("link") == page.count("img") == page.count("iframe") == 0
    assert not any({"src", "href", "onclick"} & set(attributes) for _, attributes in page.tags)
    assert not re.search(r"https?:|//|url\(|@import", text)
    policy = next(attributes for tag, attributes in page.tags if attributes.get("http-equiv"))
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert "prefers-color-scheme: dark" in text


def test_a_notebook_shows_a_plot_and_a_table_that_need_no_style_sheet() -> None:
    shown = report(A, B)
    html = shown._repr_html_()
    page = Page(html)
    bars = [attributes for tag, attributes in page.tags if tag == "rect"]
    assert len(bars) == len(shown.pairs) == 7
    assert {bar["fill"] for bar in bars} == {"#808890", "#3b7ddd", "#8f6fe0", "#c08a20"}
    assert all(float(str(bar["height"])) >= 2 for bar in bars)
    assert html.count("<tr>") == 1 + len(shown.changed_first)
    assert not re.search(r"var\(|<script|<style|https?:", html)
    assert "<svg" not in report({"a": random(2)}, {"b": random(3)})._repr_html_()
    hostile = "</svg><script>x</script>"
    assert "<script" not in report({hostile: random(3)}, {hostile: random(3, seed=1)})._repr_html_()


def test_text_of_a_file_is_harmless() -> None:
    evil = "<script>alert('1')</script>\u202e\x1b[2J\"&amp;\ud800"
    a = {evil: random(3), f"{evil}.only": random(2), f"{evil}.shape": random(2)}
    b = {evil: random(3, seed=1), f"{evil}.shape": random(3)}
    found = report(a, b)
    page_text = report_page.report_page(found)
    page = Page(page_text)
    assert page.count("script") == 0
    assert "\u202e" not in page_text
    assert "\x1b" not in page_text
    assert "<script>alert('1')</script>\\u202e" in page.text
    page_text.encode()  # no lone surrogates


def test_pages_of_agreement_of_nothing_and_of_strangers() -> None:
    same = {"x": random(3), "y": random(2)}
    assert "All tensors match" in Page(report_page.report_page(report(same, same))).text
    rounded = inspector.compare(CONVERTED / "hf", CONVERTED / "model-q8_0.gguf")
    assert "All tensors match, up to rounding" in Page(report_page.report_page(rounded)).text
    close = {"x": random(3) * np.float32(1.000001)}
    within = Page(report_page.report_page(report({"x": random(3)}, close, Tolerance(1e-3)))).text
    assert "The tensor matches within rtol 0.001, atol 0" in within
    assert "Nothing to compare" in Page(report_page.report_page(report({}, {}))).text
    assert "No tensors in common" in Page(report_page.report_page(report({"a": random(2)}, {"b": random(3)}))).text


def test_a_page_on_many_tensors_stays_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_page, "_MAX_ROWS", 10)
    monkeypatch.setattr(report_page, "_MAX_NAMES", 5)
    a = {f"layers.{n}.w": random(4, seed=n) for n in range(600)}
    b = {f"layers.{n}.w": random(4, seed=n) * np.float32(1 + n * 1e-3 * (n >= 50)) for n in range(600)}
    page = Page(report_page.report_page(report(a, b)))
    assert page.count("rect") == 300
    assert "each bar is the largest of 2 neighbours" in page.text
    assert page.count("tr") == 11
    assert "540 more changed less" in page.text
    assert "and 45 more" in page.text


@pytest.mark.parametrize(
    ("change", "share"), [(0, 0), (math.nan, 0), (1e-9, 0), (1e-6, 0), (1, 6 / 7), (10, 1), (math.inf, 1)]
)
def test_the_logarithmic_scale(change: float, share: float) -> None:
    assert drawings.log_share(change) == pytest.approx(share)


def test_the_page_is_in_the_language_of_the_reader_and_the_json_is_not() -> None:
    made = explained(report(A | {"half": random(8, 9)}, B | {"half": random(8, 9) * 0.5}))
    assert made.explanations
    record, english = made.json(), report_page.report_page(made)
    with brackets():
        assert made.json() == record
        other = report_page.report_page(made)
    assert english_in(other) == []
    assert "⟨only in A⟩" in other
    assert "half: ⟨B is A times" in other
    assert '<html lang="en">' in english
    assert english_in(english) != []
