"""The executor against the independent reference: generated operations, the same answer on both databases."""

import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schema.execution import Engine, Request
from tests.schema.conftest import ACME, assert_same
from tests.schema.operations import Operations
from tests.schema.reference_answers import Reference

pytestmark = pytest.mark.anyio
REFUSALS = {"BAD_USER_INPUT", "LIMIT_EXCEEDED"}


async def compare(engine: Engine, reference: Reference, query: str, variables: dict[str, Any]) -> bool:
    """Whether both answered; then they answered the same. A refusal is only one that a client can understand."""
    answer = json.loads((await engine.answer(Request(query, None, variables), ACME)).body)
    if "errors" in answer:
        assert {error["extensions"]["code"] for error in answer["errors"]} <= REFUSALS, answer["errors"]
        return False
    expected = reference.answer(query, variables)
    assert expected.errors is None, expected.errors
    assert_same(answer["data"], expected.data)
    return True


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
async def test_generated_operations_are_answered_as_the_reference_answers_them(engine: Engine, reference: Reference, seed: int) -> None:
    query, variables = Operations(reference, random.Random(seed)).query()
    await compare(engine, reference, query, variables)
