"""The documents and plans that an engine keeps, within the memory that the settings allow."""

from collections.abc import Hashable

from schema.engine.bounded_cache import BoundedCache
from schema.engine.document import Document, EngineSettings
from schema.engine.plan import Plan


class PlanCache:
    """Documents by their text, and plans by document, operation and shape of the variables.

    They hold nothing of a store or an organization, so engines with the same dialect and settings may share a cache.
    """

    def __init__(self, dialect: str, settings: EngineSettings) -> None:
        self.dialect = dialect
        self.settings = settings
        self.documents: BoundedCache[str, Document] = BoundedCache(settings.plan_cache_bytes // 4)
        self.plans: BoundedCache[Hashable, Plan] = BoundedCache(settings.plan_cache_bytes * 3 // 4)
