"""BPMN diagrams."""

from resolvers.links import BelongsTo
from storage import tables

diagram = BelongsTo(tables.diagram, "diagram_id")
