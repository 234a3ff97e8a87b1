"""The nouns of the graph: importing this module declares them all. Each is declared by one module of this package."""

from importlib import import_module
from pkgutil import iter_modules

import schema
from schema.declare import formats
from schema.declare.registry import NODES

__all__ = ["NODES", "formats"]

SHARED = frozenset({"graph", "mutation", "nouns", "query"})
"""Modules that declare no noun."""

for _module in iter_modules(schema.__path__):
    if not _module.ispkg and _module.name not in SHARED:
        import_module(f"schema.{_module.name}")
