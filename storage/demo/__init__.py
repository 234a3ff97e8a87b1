"""A demo organization: ninety days of five domains, linked, made from a seed."""

from storage.demo.bulk import fill
from storage.demo.options import DemoOptions
from storage.demo.story import story

__all__ = ["DemoOptions", "fill", "story"]
