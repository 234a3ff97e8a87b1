"""The nouns: a file for each. Importing the package, or any module of it, declares them all."""

from importlib import import_module
from pkgutil import iter_modules

SHARED = frozenset({"channel", "noun", "record", "record_docs"})
"""Modules that declare no noun."""

for _module in iter_modules(__path__):
    if _module.name not in SHARED:
        import_module(f"{__name__}.{_module.name}")
