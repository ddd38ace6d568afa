from __future__ import annotations

import numpy as np
import pytest

from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from inspector.names.filter import NUMBERS, matching, parse
from inspector.names.tree import build
from inspector.operations.columns import COLUMNS, EFFECTIVE_RANK
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, ValueEntry
from tests.tensors import entry_of

ENTRIES: list[Entry] = [
    entry_of(np.zeros((64, 3, 7, 7), np.float32), path=("conv1.weight",)),
    entry_of(np.zeros(64, np.float32), path=("conv1.bias",)),
    entry_of(np.zeros((4096, 16), np.uint16), dtype_named("bfloat16"), path=("layers.0.attn.q_proj.weight",)),
    entry_of(np.zeros((4096, 16), np.float16), path=("layers.10.Attn.k_proj.weight",)),
    entry_of(np.zeros((), np.int64), path=("norm.num_batches_tracked",)),
    entry_of(np.zeros(3, np.uint8), path=("layer norm", "w:0")),
    ValueEntry(("lr",), 0.1),
]
TREE = build(ENTRIES)


def found(query: str) -> list[int]:
    return matching(parse(query), TREE)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1, 2, 3, 4, 5, 6]),
        ("   ", [0, 1, 2, 3, 4, 5, 6]),
        ("weight", [0, 2, 3]),
        ("attn weight", [2, 3]),
        ("WEIGHT attn", [2, 3]),
        ("-weight", [1, 4, 5, 6]),
        ("conv1 -bias", [0]),
        ('"layer norm"', [5]),
        ('"layer norm', [5]),
        ("w:0", [5]),
        (r"/layers\.\d\./", [2]),
        (r"/(conv|norm).*t/ -/bias/", [0, 4]),
        ("-/weight$/", [1, 4, 5, 6]),
        ("/unfinished", []),
        ("shape:4096", [2, 3]),
        ("shape:64x3x7x7", [0]),
        ("shape:64x*x7x7", [0]),
        ("shape:(64,)", [1]),
        ("shape:[64]", [1]),
        ("shape:64", [0, 1]),
        ("shape:*", [0, 1, 2, 3, 5]),
        ("shape:()", [4]),
        ("-shape:4096", [0, 1, 4, 5, 6]),
        ("dtype:bf16", [2]),
        ("dtype:bfloat16", [2]),
        ("type:half", [3]),
        ("dtype:float", [0, 1, 2, 3]),
        ("dtype:int8", []),
        ("dtype:u8", [5]),
        ("size>100k", [2, 3]),
        ("size>=256", [0, 1, 2, 3]),
        ("size=8B", [4]),
        ("size<10", [4, 5]),
        ("size>128KiB", []),
        ("size>=128ki", [2, 3]),
        ("params>1K", [0, 2, 3]),
        ("params<=64", [1, 4, 5]),
        ("parameters=65,536", [2, 3]),
        ("dtype:f32 size>1k conv", [0]),
        ("elements<=3", [4, 5]),
        ("conv1 or norm", [0, 1, 4, 5]),
        ("bias OR attn shape:16 dtype:half or", [1, 3]),
        ("or or", [0, 1, 2, 3, 4, 5, 6]),
        ('"or"', [4, 5]),  # in another word
        ("conv1 or -weight", [0, 1, 4, 5, 6]),
    ],
)
def test_a_query_finds_its_entries(query: str, expected: list[int]) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("shape:", "takes a size"),
        ("shape:axb", "takes a size"),
        ("dtype:", "element type"),
        ("size>", "takes a number"),
        ("size>large", "takes a number"),
        ("params<1q", "takes a number"),
        ("/(a/", r"missing \)"),
        ("a " * 100, "64 terms"),
        ("a or " * 50, "64 terms"),
        ("std>", "takes a number"),
        ("median<1.5M", "q0.5< takes a number"),
        ("max=0x10", "takes a number"),
        ("has:", "takes nan, inf or zeros"),
        ("has:bias", "takes nan, inf or zeros"),
    ],
)
def test_what_can_not_be_understood_is_said(query: str, complaint: str) -> None:
    with pytest.raises(SelectionError, match=complaint):
        parse(query)


#: Of the tensors that were read: the third was not, the last two have no such number.
NUMBERS_READ: dict[tuple[str, int], float] = {
    ("std", 0): 2.0, ("std", 1): 0.5, ("nan", 0): 0, ("nan", 1): 3, ("zeros", 0): 0.25, ("zeros", 1): 0, ("min", 0): -1e-3,
    ("q0.5", 1): 7,
}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("std>1", [0]),
        ("-std>1", [1]),  # of what is not known neither
        ("STD<=.5", [1]),
        ("has:nan", [1]),
        ("-has:nan", [0]),
        ("nan>=0", [0, 1]),
        ("zeros>20%", [0]),
        ("zeros>25%", []),
        ("has:zeros", [0]),
        ("min<-1e-4", [0]),
        ("median=7", [1]),
        ("std>1 or attn", [0, 2, 3]),
        ("std>1 bias", []),
    ],
)
def test_terms_on_the_values(query: str, expected: list[int]) -> None:
    read = parse(query)
    assert read.needs_numbers
    assert matching(read, TREE, numbers=lambda name, index: NUMBERS_READ.get((name, index))) == expected


def test_where_nobody_knows_the_values_the_filter_says_so() -> None:
    assert not parse("std").needs_numbers
    with pytest.raises(SelectionError, match="a filter on std works on the tensors of one file, not here"):
        found("std>1")


def test_numbers_are_columns_of_the_table_of_tensors() -> None:
    computed = {column.name for column in COLUMNS if column.needs_data}
    assert computed == {*NUMBERS.values(), EFFECTIVE_RANK}  # which is computed only where it is shown


def test_an_empty_query_is_false() -> None:
    assert not parse(" ")
    assert parse("a")


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("(a", r"/\(a/ is no pattern: missing \)"),
        ("*a", "no argument for repetition operator"),
        ("(?=a)", "invalid perl operator"),
        ("a{9999}", "invalid repetition size"),
        ("(" * 900, "is no pattern: missing"),
        ("a" * 1001, "at most 1,000 characters"),
        ("\ud800", "is not Unicode"),
    ],
)
def test_what_is_no_pattern_is_refused_with_a_sentence(pattern: str, complaint: str) -> None:
    with pytest.raises(SelectionError, match=complaint) as caught:
        parse(f"/{pattern}/")
    assert len(str(caught.value)) < 200


def test_patterns_ignore_case_and_take_any_key() -> None:
    tree = build([entry_of(np.zeros(1), path=(key,)) for key in ("Layer.1", "КЛЮЧ", "half \ud800 layer")])
    assert matching(parse("/layer/"), tree) == [0, 2]
    assert matching(parse("/ключ$/"), tree) == [1]


def test_a_catastrophic_pattern_ends() -> None:
    tree = build([entry_of(np.zeros(1), path=("a" * 10_000 + "!",))])
    assert matching(parse("/(a+)+$/"), tree) == []


def test_filtering_stops_when_it_is_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        matching(parse("a"), TREE, job)
