"""Calls of endpoints."""

from resolvers.links import naming
from storage import tables

of_run = naming(tables.endpoint_call, "run_id")
of_workflow = naming(tables.endpoint_call, "workflow_id")
