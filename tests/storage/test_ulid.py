"""Ids of what Pentagraph makes."""

from storage.ulid import DIGITS, id_of, new_id

AT = 1_780_000_000_123_456


def test_an_id_is_its_prefix_and_26_digits() -> None:
    made = new_id("job_", AT)
    assert made.startswith("job_")
    assert len(made) == len("job_") + 26
    assert set(made.removeprefix("job_")) <= set(DIGITS)


def test_ids_of_later_times_sort_later_and_no_two_are_equal() -> None:
    made = [new_id("", AT + 1000 * step) for step in range(100)]
    assert made == sorted(set(made))
    assert new_id("", AT) != new_id("", AT)


def test_the_first_ten_digits_are_the_milliseconds() -> None:
    number = 0
    for digit in new_id("", AT)[:10]:
        number = number * 32 + DIGITS.index(digit)
    assert number == AT // 1000


def test_the_same_parts_make_the_same_id() -> None:
    assert id_of("job_", AT, "risk", "3600") == id_of("job_", AT, "risk", "3600")
    assert id_of("job_", AT, "risk", "3600") != id_of("job_", AT, "ri", "sk3600")
