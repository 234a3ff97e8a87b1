"""Calls of endpoints."""

from resolvers.links import HasMany
from storage import tables

of_run = HasMany(tables.endpoint_call, "run_id")
of_workflow = HasMany(tables.endpoint_call, "workflow_id")
