from __future__ import annotations

from collections.abc import Sequence

import pytest

from inspector.names.globs import Globs, matching
from inspector.tensors.entries import ValueEntry

KEYS = ["model.hidden.weight", "model.hidden.bias", "model.tied.weight", "epoch", "a\nb"]


@pytest.mark.parametrize(
    ("globs", "excluded", "found"),
    [
        ((), (), KEYS),
        ("*.weight", (), ["model.hidden.weight", "model.tied.weight"]),
        (["*.bias", "epoch"], (), ["model.hidden.bias", "epoch"]),
        ("model.[!h]*", (), ["model.tied.weight"]),
        ("hidden", (), []),
        ("*.WEIGHT", (), []),
        ("a*", (), ["a\nb"]),
        ((), ["model.*", "a*"], ["epoch"]),
        ("model.*", "*.bias", ["model.hidden.weight", "model.tied.weight"]),
    ],
)
def test_globs_are_about_the_whole_key(globs: Globs, excluded: Globs, found: Sequence[str]) -> None:
    entries = [ValueEntry((key,), 0) for key in KEYS]
    assert [entry.key for entry in matching(entries, globs, excluded)] == found
