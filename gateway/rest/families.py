"""Every family of REST routes."""

from gateway.rest.batch import AUTOMATION_BATCH
from gateway.rest.family import Family
from gateway.rest.flow_runs import FLOW_RUNS
from gateway.rest.incidents import INCIDENTS
from gateway.rest.process_monitoring import PROCESS_MONITORING

FAMILIES: tuple[Family, ...] = (AUTOMATION_BATCH, FLOW_RUNS, INCIDENTS, PROCESS_MONITORING)
