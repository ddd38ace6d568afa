"""What a format is known by."""

from __future__ import annotations

import pytest

from inspector.formats.format import Format, Magic
from inspector.sources.location import location_of
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage


def _format(*magic: Magic, file_names: tuple[str, ...] = ()) -> Format:
    return Format("acme", "Acme weights", (".acme",), magic, "acme_format.reader", file_names=file_names)


@pytest.mark.parametrize(
    ("magic", "content", "matches"),
    [
        ((0, b"ACME"), b"ACME..", True),
        ((0, b"ACME"), b".ACME.", False),
        ((1, b"ACME"), b".ACME.", True),
        ((1, b"ACME"), b"ACME..", False),
        ((-4, b"ACME"), b"..ACME", True),
        ((-5, b"ACME"), b".ACME.", True),
        ((-4, b"ACME"), b"ACME..", False),
        ((-4, b"ACME"), b"ME", False),
    ],
)
def test_magic_counts_where_it_is(magic: Magic, content: bytes, matches: bool) -> None:
    source = Source(location_of("a.acme"), MemoryStorage(content))
    assert _format(magic).matches(source) is matches
    assert _format((0, b"other"), magic).matches(source) is matches
    assert _format(magic, file_names=("a.acme",)).matches(source) is matches
    assert not _format(magic, file_names=("b.acme",)).matches(source)


def test_single_bytes_prove_little() -> None:
    assert _format((0, b"A"), (4, b"B")).is_vague
    assert not _format((0, b"A"), (4, b"BC")).is_vague


def test_magic_may_be_at_any_of_several_places() -> None:
    row = Format("acme", "Acme", (".acme",), ((0, b"AC"), (4, b"ME"), (8, b"MD"), (8, b"X"), (-2, b"EN")), "reader")
    for content, begins in {
        b"ACxxxxxxxx": True, b"....ME....": True, b"........MD": True, b"........X.": True, b"....MD..ME": False,
        b"........EN": False, b"": False,
    }.items():  # fmt: skip
        assert row.begins(Source(location_of("a.acme"), MemoryStorage(content))) == begins
