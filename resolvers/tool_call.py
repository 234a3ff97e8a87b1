"""Tool calls."""

from resolvers.links import BelongsTo, HasMany
from storage import tables
from storage.nouns.tool_call import worst_outcome

tool_call = BelongsTo(tables.tool_call, "tool_call_id")
of_session = HasMany(tables.tool_call, "session_id")
of_run = HasMany(tables.tool_call, "run_id")
of_nhi = HasMany(tables.tool_call, "nhi_id")
outcome = worst_outcome
