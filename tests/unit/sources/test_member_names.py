"""Names that are found in one text are those that are found one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inspector.sources.member_names import MemberNames

_TEXTS = st.text(alphabet="ab/\n", max_size=4)


@given(st.lists(_TEXTS, unique=True, max_size=6), _TEXTS)
def test_any_names(names: list[str], wanted: str) -> None:
    found = MemberNames(names)
    assert found.starting_with(wanted) == [name for name in names if name.startswith(wanted)]
    assert found.ending_with(wanted) == [name for name in names if name.endswith(wanted)]
    assert found.all_start_with(wanted) == all(name.startswith(wanted) for name in names)
