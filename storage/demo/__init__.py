"""A demo organization: ninety days of five domains, linked, made from a seed."""

from storage.demo.bulk import end_of, fill, time_text
from storage.demo.options import DemoOptions
from storage.demo.story import story

__all__ = ["DemoOptions", "end_of", "fill", "story", "time_text"]
