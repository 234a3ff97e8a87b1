"""BPMN diagrams."""

from resolvers.links import named_by
from storage import tables

diagram = named_by(tables.diagram, "diagram_id")
