"""Every family of REST routes."""

from gateway.rest.batch import AUTOMATION_BATCH
from gateway.rest.family import Family
from gateway.rest.flow_runs import FLOW_RUNS
from gateway.rest.governance_family import GOVERNANCE_FAMILY
from gateway.rest.incidents import INCIDENTS
from gateway.rest.process_monitoring import PROCESS_MONITORING

FAMILIES: tuple[Family, ...] = (AUTOMATION_BATCH, FLOW_RUNS, GOVERNANCE_FAMILY, INCIDENTS, PROCESS_MONITORING)
