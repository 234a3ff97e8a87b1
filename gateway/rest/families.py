"""Every family of REST routes."""

from gateway.rest.family import Family
from gateway.rest.incidents import INCIDENTS
from gateway.rest.process_monitoring import PROCESS_MONITORING

FAMILIES: tuple[Family, ...] = (INCIDENTS, PROCESS_MONITORING)
