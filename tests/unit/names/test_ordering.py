from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inspector.names.ordering import natural_key


def test_a_number_of_a_million_digits_is_only_compared() -> None:
    long = "9" * 1_000_000
    assert natural_key("8") < natural_key(long) < natural_key("1" + long)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8, unique=True))
def test_numbers_in_names_sort_as_numbers(numbers: list[int]) -> None:
    names = sorted((f"w{number}x" for number in numbers), key=natural_key)
    assert names == [f"w{number}x" for number in sorted(numbers)]
