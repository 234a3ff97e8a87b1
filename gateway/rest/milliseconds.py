"""Whole milliseconds, for APIs whose documents show them. The graph returns fractions."""

DOCUMENTS = frozenset({"evidence", "factors", "new_value", "old_value", "result", "violations"})
"""Fields that contain JSON from senders, which is returned unchanged."""


def in_whole_milliseconds(value: object) -> object:
    """A response body with every number in a field `..._ms` rounded half-even."""
    if isinstance(value, list):
        return [in_whole_milliseconds(each) for each in value]
    if isinstance(value, dict):
        return {name: _field(name, each) for name, each in value.items()}
    return value


def _field(name: str, value: object) -> object:
    if isinstance(value, float) and name.endswith("_ms"):
        return round(value)
    return value if name in DOCUMENTS else in_whole_milliseconds(value)
