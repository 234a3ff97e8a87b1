"""Tool calls."""

from resolvers.links import named_by, naming
from storage import tables
from storage.nouns.tool_call import worst_outcome

tool_call = named_by(tables.tool_call, "tool_call_id")
of_session = naming(tables.tool_call, "session_id")
of_run = naming(tables.tool_call, "run_id")
of_nhi = naming(tables.tool_call, "nhi_id")
outcome = worst_outcome
