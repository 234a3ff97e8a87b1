"""Rates of the automation batch API."""

from fractions import Fraction


def success_rate(succeeded: int, failed: int) -> float:
    """succeeded / (succeeded + failed), rounded half-even to 4 decimals; 0 if both are 0."""
    return float(round(Fraction(succeeded, succeeded + failed), 4)) if succeeded + failed else 0
