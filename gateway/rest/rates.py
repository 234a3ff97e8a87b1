"""Rates, as published documents show them."""

from fractions import Fraction


def rate(part: int, total: int) -> float:
    """part / total, rounded half-even to 4 decimals; 0 if `total` is 0."""
    return float(round(Fraction(part, total), 4)) if total else 0.0
