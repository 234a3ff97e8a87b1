"""Every family of REST routes."""

from gateway.rest.family import Family
from gateway.rest.incidents import INCIDENTS

FAMILIES: tuple[Family, ...] = (INCIDENTS,)
