"""What a demo may be made from."""

import pytest

from storage.demo import DemoOptions
from storage.errors import BadUserInput
from storage.nouns.record import DAY
from tests.storage.demo.conftest import UNTIL


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"days": 0}, "days"),
        ({"days": 4000}, "days"),
        ({"scale": 0}, "scale"),
        ({"scale": 1e9}, "scale"),
        ({"until": 5}, "until"),
    ],
)
def test_an_option_out_of_bounds_is_refused_by_name(values: dict[str, float], named: str) -> None:
    with pytest.raises(BadUserInput, match=named):
        DemoOptions(**{"until": UNTIL, **values})  # type: ignore[arg-type]


def test_instances_grow_with_days_and_with_scale() -> None:
    assert DemoOptions(UNTIL, days=10, scale=2).instances == 1050


def test_a_window_begins_at_a_midnight() -> None:
    options = DemoOptions(UNTIL, days=10)
    assert (options.midnight, options.since) == (20_550 * DAY, 20_540 * DAY)
    assert DemoOptions(options.midnight).midnight == options.midnight


def test_small_demos_are_told_in_full_and_large_ones_in_part() -> None:
    assert DemoOptions(UNTIL, scale=20).detail == 1
    assert DemoOptions(UNTIL, scale=1000).detail == pytest.approx(0.02)
