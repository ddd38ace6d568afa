"""Tables as text and as HTML: aligned, escaped, and of a bounded size."""

from __future__ import annotations

from html.parser import HTMLParser

from inspector.tables import Column, Table, Tabular

COLUMNS = (Column("key"), Column("size", right=True))


class Cells(HTMLParser):
    """The text of each cell, and the tags there are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def test_text_is_aligned_and_counts_what_it_leaves_out() -> None:
    table = Table("a.pth", COLUMNS, [["hidden.weight", "4 B"], ["张量", "12 B"]], 5)
    assert table.text.splitlines() == [
        "a.pth",
        "key            size",
        "hidden.weight   4 B",
        "张量           12 B",
        "… and 3 more tensors",
    ]


def test_a_table_without_rows_is_its_caption() -> None:
    table = Table("a.pth: nothing", COLUMNS, [], 0)
    assert table.text == "a.pth: nothing"
    assert "<table" not in table.html


def test_html_holds_no_markup_from_a_file() -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    html = Table(hostile, COLUMNS, [[hostile, "\x1b[2J\u202e&amp;"]], 1).html
    parsed = Cells(html)
    assert parsed.tags == {"div", "p", "table", "thead", "tbody", "tr", "th", "td"}
    assert parsed.cells[:4] == ["key", "size", hostile, "\\x1b[2J\\u202e&amp;"]


def test_a_cell_is_bounded() -> None:
    table = Table("", COLUMNS, [["k" * 1_000_000, ""]], 1)
    assert len(table.html) < 1000
    assert len(table.text) < 300


def test_what_is_tabular_shows_few_rows_at_a_prompt_and_more_in_a_notebook() -> None:
    class Numbers(Tabular):
        def table(self, most: int) -> Table:
            return Table(
                "numbers", COLUMNS, [[str(number), ""] for number in range(1000)][:most], 1000, "entry", "entries"
            )

    assert len(repr(Numbers()).splitlines()) == 23
    assert repr(Numbers()).endswith("… and 980 more entries")
    assert Numbers()._repr_html_().count("<tr>") == 101
