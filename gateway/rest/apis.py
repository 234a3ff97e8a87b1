"""Every family of REST routes."""

from gateway.rest.api import Family
from gateway.rest.automation_batch.api import AUTOMATION_BATCH
from gateway.rest.flow_runs.api import FLOW_RUNS
from gateway.rest.governance.api import GOVERNANCE_FAMILY
from gateway.rest.incidents.api import INCIDENTS
from gateway.rest.process_monitoring.api import PROCESS_MONITORING

FAMILIES: tuple[Family, ...] = (AUTOMATION_BATCH, FLOW_RUNS, GOVERNANCE_FAMILY, INCIDENTS, PROCESS_MONITORING)
