"""Folds repeated selections of a document before it is validated.

Validation compares every two fields with the same response key, so a field that is repeated a few hundred times would cost
seconds. Of equal fields, one remains, with the selections of all. Of fields of one selection set that can never be merged, two
remain, which is enough for the error.
"""

from collections.abc import Sequence
from typing import TypeVar

from graphql import (
    DefinitionNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    print_ast,
)

N = TypeVar("N", bound=Node)


def without_repetition(document: DocumentNode) -> DocumentNode:
    """The document with repeated selections folded; the document itself if there are none."""
    definitions = tuple(_definition(each) for each in document.definitions)
    if all(one is other for one, other in zip(definitions, document.definitions, strict=True)):
        return document
    return DocumentNode(definitions=definitions, loc=document.loc)


def _definition(node: DefinitionNode) -> DefinitionNode:
    if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode):
        return _with(node, _folded([node.selection_set]))
    return node


def _folded(sets: Sequence[SelectionSetNode]) -> SelectionSetNode:
    """The selections of several sets as one; the set itself if it is one that repeats nothing."""
    first = sets[0]
    selections = [each for one in sets for each in one.selections]
    groups: dict[object, list[SelectionNode]] = {}
    for node in selections:
        groups.setdefault(_place(node), []).append(node)
    if len(groups) == len(selections):
        folded = [_below([node]) for node in selections]
    else:
        folded = [definition for group in groups.values() for definition in _distinct(group)]
    same = len(sets) == 1 and len(folded) == len(selections)
    if same and all(one is other for one, other in zip(folded, selections, strict=True)):
        return first
    return SelectionSetNode(selections=tuple(folded), loc=first.loc)


def _place(node: SelectionNode) -> object:
    """The key that selections share if they may be equal."""
    if isinstance(node, FieldNode):
        return ("field", (node.alias or node.name).value)
    if isinstance(node, FragmentSpreadNode):
        return ("spread", node.name.value)
    assert isinstance(node, InlineFragmentNode)
    return ("on", node.type_condition.name.value if node.type_condition else None)


def _distinct(group: list[SelectionNode]) -> list[SelectionNode]:
    if len(group) == 1:
        return [_below(group)]
    equal: dict[tuple[object, ...], list[SelectionNode]] = {}
    for node in group:
        equal.setdefault(_identity(node), []).append(node)
    if isinstance(group[0], FieldNode):
        names: dict[object, list[list[SelectionNode]]] = {}
        for key, nodes in equal.items():
            names.setdefault(key[:3], []).append(nodes)
        # Directives may differ; fields that differ in name, arguments or leaf cannot be merged.
        representatives = [nodes for each in list(names.values())[:2] for nodes in each]
    else:
        representatives = list(equal.values())
    return [_below(nodes) for nodes in representatives]


def _identity(node: SelectionNode) -> tuple[object, ...]:
    directives = tuple(print_ast(each) for each in node.directives or ())
    if isinstance(node, FieldNode):
        arguments = tuple(sorted(print_ast(each) for each in node.arguments or ()))
        return (node.name.value, arguments, node.selection_set is None, directives)
    return directives


def _below(equal: Sequence[SelectionNode]) -> SelectionNode:
    """One node for equal ones, with the selections of all of them."""
    node = equal[0]
    sets = [each.selection_set for each in equal if isinstance(each, FieldNode | InlineFragmentNode) and each.selection_set]
    return _with(node, _folded(sets)) if sets else node


def _with(node: N, selections: SelectionSetNode) -> N:
    if getattr(node, "selection_set", None) is selections:
        return node
    values = {key: getattr(node, key) for key in node.keys if hasattr(node, key)}
    return type(node)(**{**values, "selection_set": selections, "loc": node.loc})
