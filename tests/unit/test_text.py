from __future__ import annotations

import math

import pytest

from inspector.text import (
    distinct_texts,
    number_text,
    parsed_size,
    plural,
    printable,
    renamed_text,
    shape_text,
    shortened,
    size_text,
    value_text,
)


@pytest.mark.parametrize(
    ("nbytes", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1.00 KiB"),
        (20480, "20.0 KiB"),
        (1023 * 1024, "1.00 MiB"),
        (1 << 20, "1.00 MiB"),
        (999 << 20, "999 MiB"),
        (1000 << 20, "0.98 GiB"),
        (3 << 30, "3.00 GiB"),
        (1 << 80, "1,048,576 EiB"),
    ],
)
def test_sizes_have_three_digits(nbytes: int, text: str) -> None:
    assert size_text(nbytes) == text


def test_shapes_and_counts_read_as_people_write_them() -> None:
    assert shape_text((256, 20)) == "256 × 20"
    assert shape_text(()) == "scalar"
    assert plural(1, "tensor") == "1 tensor"
    assert plural(1203, "tensor") == "1,203 tensors"
    assert plural(2, "entry", "entries") == "2 entries"
    assert number_text(0.000123456) == "0.00012346"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("layer.0.weight", "layer.0.weight"),
        ("张量 ключ 😀", "张量 ключ 😀"),
        ("a\x1b[31mred\n", "a\\x1b[31mred\\n"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("lone \ud800", "lone \\ud800"),
        ("\udcff", "\\udcff"),
    ],
)
def test_what_could_play_with_a_terminal_is_escaped(text: str, safe: str) -> None:
    assert printable(text) == safe


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("fc.weight", "fc.weight", "fc.weight"),
        ("module.fc.weight", "fc.weight", "{module. → }fc.weight"),
        ("fc.weight", "model.net.fc.weight", "{ → model.net.}fc.weight"),
        ("model.x", "module.x", "{model → module}.x"),
        ("layers.3.bias", "layers.4.bias", "layers.{3 → 4}.bias"),
        ("x.a.b.w", "x.w", "x.{a.b. → }w"),
        ("x.w", "x.w.z", "x.w{ → .z}"),
        ("a", "a.a", "{ → a.}a"),
        ("fc.weight", "linear.kernel", "fc.weight → linear.kernel"),
    ],
)
def test_two_keys_are_written_as_one(old: str, new: str, text: str) -> None:
    assert renamed_text(old, new) == text


def test_shortening_keeps_both_ends() -> None:
    assert shortened("encoder.layers.0.weight", 11) == "encod…eight"
    assert len(shortened("x" * 100, 10)) == 10
    assert shortened("short", 5) == "short"
    assert shortened("long", 2) == "lo"


def test_values_are_written_within_bounds() -> None:
    assert value_text(0.001) == "0.001"
    assert value_text([1, "a", None]) == "[1, 'a', None]"
    assert value_text("x\ny") == r"'x\ny'"
    assert value_text(1 << 100_000) == "<integer of 100,001 bits>"
    assert value_text(-(10**20)) == "-100000000000000000000"
    assert len(value_text(["x" * 10**6] * 10**6, 80)) <= 80
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    assert value_text(nested) == "[[[[...]]]]"


@pytest.mark.parametrize(("text", "nbytes"), [
    ("5GB", 5 * 10**9), ("1.5 GiB", 3 << 29), ("4096", 4096), ("500mb", 500 * 10**6), ("2k", 2000), ("3 KiB", 3072),
    ("0.5b", 0), ("1TB", 10**12),
])  # fmt: skip
def test_sizes_are_read_as_people_mean_them(text: str, nbytes: int) -> None:
    assert parsed_size(text) == nbytes


@pytest.mark.parametrize("text", ["", "GB", "5 XB", "-1", "1e9", "5GBB", "1,000", "nan", "5 G B"])
def test_anything_else_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="is not a size"):
        parsed_size(text)


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ((1.0, 2.0), ["1", "2"]),
        ((999.999, 1000.0, 1000.001), ["999.999", "1000", "1000.001"]),
        ((5.0, 5.0), ["5", "5"]),
        ((1.0, math.nextafter(1.0, 2)), ["1", "1.0000000000000002"]),
        ((math.nan,), ["nan"]),
    ],
)
def test_different_numbers_read_differently(numbers: tuple[float, ...], texts: list[str]) -> None:
    assert distinct_texts(numbers) == texts
