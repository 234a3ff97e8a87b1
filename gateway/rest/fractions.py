"""Rates of the automation batch API."""

from fractions import Fraction


def success_rate(succeeded: int, failed: int) -> float:
    """Share of what succeeded, to 4 decimals, halves to the even one; 0 of nothing."""
    return float(round(Fraction(succeeded, succeeded + failed), 4)) if succeeded + failed else 0
