"""Workflows."""

from resolvers.links import BelongsTo
from storage import tables

workflow = BelongsTo(tables.workflow, "workflow_id")
