"""A question for the stores of these tests, and what a response with errors looks like."""

import httpx

QUERY = "{ processInstances { nodes { instanceId } } }"


def code_of(response: httpx.Response) -> str:
    """The code of a response that holds errors and nothing else, after a look at their shape."""
    assert list(response.json()) == ["errors"]
    for error in response.json()["errors"]:
        assert isinstance(error["message"], str)
        assert set(error) <= {"message", "locations", "path", "extensions"}
    code: str = response.json()["errors"][0]["extensions"]["code"]
    return code
