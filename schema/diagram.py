"""BPMN diagrams in the graph."""

import resolvers.process_model
from schema.declare.field import one
from schema.declare.node import Node, natural, node
from storage import tables


@node(tables.diagram)
class Diagram(Node):
    """A BPMN file."""

    path: str = natural("Path of the file in the static store.")
    model_id: str | None
    content: str | None
    model = one(
        "ProcessModel", resolvers.process_model.model, "Process model that the diagram shows. Null: unknown, or not received yet."
    )
