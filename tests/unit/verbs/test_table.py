from __future__ import annotations

import os

import pytest

from inspector.findings import Finding, Severity
from inspector.tables import Column
from inspector.verbs.table import print_findings, print_table

COLUMNS = [Column("key", shrinks=True), Column("size", right=True)]


def terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((columns, 24)))


def test_columns_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [["layer.weight", "4 B"], ["b", "1.00 KiB"]])
    assert capsys.readouterr().out.splitlines() == [
        "key               size",
        "layer.weight       4 B",
        "b             1.00 KiB",
    ]


def test_ideographs_take_two_cells(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [["张量", "4 B"], ["abcd", "4 B"]])
    assert capsys.readouterr().out.splitlines()[1:] == ["张量   4 B", "abcd   4 B"]


def test_nothing_is_printed_for_no_rows(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [])
    assert capsys.readouterr().out == ""


def test_a_narrow_terminal_shortens_keys(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    terminal(monkeypatch, 24)
    print_table(COLUMNS, [["encoder.layers.0.attention.weight", "4.00 KiB"]])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "encoder…weight  4.00 KiB"
    assert all(len(line) <= 24 for line in lines)


def test_keys_stay_recognisable_in_any_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(monkeypatch, 5)
    print_table(COLUMNS, [["encoder.layers.0.attention.weight", "4.00 KiB"]])
    assert capsys.readouterr().out.splitlines()[1] == "encode…eight  4.00 KiB"


def test_findings_come_gravest_first_and_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings(
        [
            Finding(Severity.INFO, "a", "one\nline", "key\x1b"),
            Finding(Severity.DANGER, "b", "bad"),
            Finding(Severity.WARNING, "c", "hm", "there"),
        ]
    )
    assert capsys.readouterr().out.splitlines() == ["danger: bad", "warning: hm (there)", "info: one\\nline (key\\x1b)"]


def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(monkeypatch, 80)
    monkeypatch.delenv("NO_COLOR")
    print_findings([Finding(Severity.DANGER, "b", "bad")])
    assert capsys.readouterr().out == "\x1b[1;31mdanger\x1b[0m: bad\n"
