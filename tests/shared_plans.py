"""Plans that the tests of a process share, as the clients of a server do: stores differ from test to test, and plans do not."""

from functools import cache

from gateway.server import engine_settings
from gateway.settings import Settings
from schema.engine.document import EngineSettings
from schema.engine.plan_cache import PlanCache
from storage.database.protocol import Database


def shared_plans(database: Database, settings: Settings | None = None) -> PlanCache:
    """The plans of this kind of database and these settings."""
    return _plans(database.dialect.name, engine_settings(settings) if settings else EngineSettings())


@cache
def _plans(dialect: str, settings: EngineSettings) -> PlanCache:
    return PlanCache(dialect, settings)
