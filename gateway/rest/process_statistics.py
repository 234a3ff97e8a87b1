"""Figures of the process monitoring API: identifiers, overview, trends, models in detail, errors in sum."""

from gateway.rest.route import Route

STATISTICS: tuple[Route, ...] = ()
"""The routes whose answers are figures."""
