"""Success rates of the automation batch API."""

from gateway.rest.rates import rate


def success_rate(succeeded: int, failed: int) -> float:
    """succeeded / (succeeded + failed), rounded half-even to 4 decimals; 0 if both are 0."""
    return rate(succeeded, succeeded + failed) if succeeded + failed else 0
