"""Every file of every format, cut and damaged at many places, takes half of the time of the quick tests."""

from __future__ import annotations

import pytest

_SLOW = {"test_cut_anywhere_it_is_refused_or_what_is_shown_is_right", "test_damaged_it_is_refused_or_shown"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They are left out by --quick, but for those of a third party's format, which are few."""
    for item in items:
        if item.path.name == "test_readers.py" and getattr(item, "originalname", "") in _SLOW:
            item.add_marker(pytest.mark.slow)
