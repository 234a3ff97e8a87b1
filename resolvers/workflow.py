"""Workflows."""

from resolvers.links import named_by
from storage import tables

workflow = named_by(tables.workflow, "workflow_id")
