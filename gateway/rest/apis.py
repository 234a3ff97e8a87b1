"""The REST APIs."""

from gateway.rest.api import Api
from gateway.rest.automation_batch.api import AUTOMATION_BATCH
from gateway.rest.flow_runs.api import FLOW_RUNS
from gateway.rest.governance.api import GOVERNANCE_API
from gateway.rest.incidents.api import INCIDENTS
from gateway.rest.process_monitoring.api import PROCESS_MONITORING

APIS: tuple[Api, ...] = (AUTOMATION_BATCH, FLOW_RUNS, GOVERNANCE_API, INCIDENTS, PROCESS_MONITORING)
