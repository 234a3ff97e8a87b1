"""The ledger counts what was seen."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.ingest.seen import Ledger

NUMBERS = st.lists(st.lists(st.sampled_from([-(2**63), -1, 0, 1, 2**63 - 1])))


@pytest.mark.slow
@given(NUMBERS)
def test_ordinals_count_how_often_a_number_was_seen_before(batches: list[list[int]]) -> None:
    ledger, seen = Ledger(), Counter[int]()
    for batch in batches:
        expected = []
        for number in batch:
            expected.append(seen[number])
            seen[number] += 1
        assert ledger.ordinals(batch) == expected
    ledger.close()


@given(NUMBERS)
def test_adding_tells_how_many_are_new(batches: list[list[int]]) -> None:
    ledger, seen = Ledger(), set[int]()
    for batch in batches:
        assert ledger.add(batch) == len(set(batch) - seen)
        seen |= set(batch)
        assert ledger.known([0, 1, 5]) == seen & {0, 1, 5}
    ledger.close()
