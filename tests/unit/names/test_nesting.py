from __future__ import annotations

from itertools import groupby

import pytest

from inspector.jobs import Job
from inspector.names.nesting import _Columns, _runs


@pytest.mark.parametrize("ends", [("wb", "wbc"), ("wbc", "wb"), ("wb", "w"), ("wb", "wb"), ("w", "b")])
def test_runs_are_all_names_of_one_stem(ends: tuple[str, str]) -> None:
    names = [f"m.{stem}.x.{tail}" for stem in range(20) for tail in ends[stem % 2]] + ["m.20.x.w", "m.20.x"]
    found = _runs(_Columns(names, range(len(names)), [None] * len(names)), Job())
    stems = [name.rsplit(".", 2)[0] + "." for name in names]
    assert [(stem, stop - start) for stem, start, stop, _ in found] == [
        (stem, len(list(run))) for stem, run in groupby(stems)
    ]
