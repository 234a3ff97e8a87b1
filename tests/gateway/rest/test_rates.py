"""Rates, as published documents show them."""

import pytest

from gateway.rest.rates import rate


@pytest.mark.parametrize(
    ("part", "total", "shown"),
    [(1, 3, 0.3333), (2, 3, 0.6667), (1, 20_000, 0.0), (3, 20_000, 0.0002), (5, 5, 1.0), (0, 7, 0.0), (0, 0, 0.0)],
)
def test_a_rate_is_rounded_half_even_to_four_decimals(part: int, total: int, shown: float) -> None:
    assert rate(part, total) == shown
