"""Statements of the REST routes by hand, over the raw tables and exact: for both databases, by the store's own indexes."""

import sqlalchemy as sa

BELOW = "(model_id = :path OR (model_id >= :low AND model_id < :high))"
STARTED = "coalesce(started_at, -1) >= :start AND coalesce(started_at, -1) < :until"


def rank(percent: int) -> str:
    """The value of the nearest rank, of rows with their `place` among `size`."""
    return f"max(CASE WHEN place = (size * {percent} + 99) / 100 THEN took END) AS p{percent}"


def ranks(*percents: int) -> str:
    """Several such values."""
    return ", ".join(map(rank, percents))


MODELS = sa.text(
    "SELECT id, coalesce(display_name, id) AS display_name FROM process_model"
    " WHERE org_id = :org AND (id = :path OR (id >= :low AND id < :high)) ORDER BY id"
)

INSTANCES = sa.text(
    f"""
    SELECT id, model_id, status, started_at, ended_at, initiator,
      (SELECT name FROM milestone WHERE org_id = :org AND instance_id = process_instance.id
       ORDER BY coalesce(reached_at, -1) DESC, id DESC LIMIT 1) AS milestone
    FROM process_instance WHERE org_id = :org AND {BELOW} AND {STARTED}
    ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT 100
    """
)
INSTANCES_TOTAL = sa.text(f"SELECT count(*) FROM process_instance WHERE org_id = :org AND {BELOW} AND {STARTED}")
METADATA = sa.text(
    "SELECT instance_id, name, value FROM instance_metadata"
    " WHERE org_id = :org AND instance_id IN :ids AND value IS NOT NULL ORDER BY id"
).bindparams(sa.bindparam("ids", expanding=True))

STATUSES = sa.text(
    "SELECT model_id, status, faulted, count(*) AS count FROM process_instance"
    f" WHERE org_id = :org AND {BELOW} AND {STARTED} GROUP BY model_id, status, faulted"
)
FIGURES = f"count(took) AS measured, avg(took) AS mean, min(took) AS least, max(took) AS greatest, {ranks(50, 75, 90, 95, 99)}"
DURATIONS = sa.text(
    f"""
    WITH found AS MATERIALIZED (
      SELECT model_id, ended_at - started_at AS took FROM process_instance WHERE org_id = :org AND {BELOW} AND {STARTED}
    ), ranked AS (
      SELECT model_id, took, row_number() OVER (PARTITION BY model_id ORDER BY took) AS place,
        count(*) OVER (PARTITION BY model_id) AS size FROM found WHERE took IS NOT NULL
    ), whole AS (
      SELECT took, row_number() OVER (ORDER BY took) AS place, count(*) OVER () AS size FROM found WHERE took IS NOT NULL
    )
    SELECT model_id, {FIGURES} FROM ranked GROUP BY model_id UNION ALL SELECT NULL, {FIGURES} FROM whole
    """
)

OF_VERSION = (
    "SELECT m.id FROM process_model AS m WHERE m.org_id = :org AND m.key = :key AND EXISTS (SELECT 1 FROM process_version AS v"
    " WHERE v.org_id = :org AND v.model_id = m.id AND v.version = :version)"
)
DEPLOYED = sa.text(f"{OF_VERSION} LIMIT 1")
TOTAL_COUNTS = sa.text(
    f"""
    WITH model AS MATERIALIZED ({OF_VERSION})
    SELECT (SELECT count(*) FROM model),
      (SELECT count(*) FROM incident WHERE org_id = :org AND model_id IN (SELECT id FROM model) AND version = :version
       AND coalesce(created_at, -1) >= 0 AND coalesce(root_cause_id, id) = id),
      (SELECT count(*) FROM task WHERE org_id = :org AND model_id IN (SELECT id FROM model) AND version = :version
       AND coalesce(started_at, -1) >= 0 AND type = 'errorStartEvent')
    """
)
INCIDENTS = sa.text(
    f"""
    SELECT activity_id, activity_name, failed_activity_id, failed_activity_name, created_at, ended_at, instance_id FROM incident
    WHERE org_id = :org AND model_id IN ({OF_VERSION}) AND version = :version AND coalesce(created_at, -1) >= 0
    ORDER BY coalesce(created_at, -1) DESC, id DESC LIMIT :first OFFSET :skip
    """
)

FLOW_RUNS = sa.text(
    """
    SELECT r.id, r.conversation_id, coalesce(r.started_at, r.last_activity_at, r.ended_at) AS dated_at, r.state, r.error,
      r.started_at, r.ended_at, r.total_tokens, r.input_tokens, r.output_tokens, r.user_id, r.inputs, r.outputs, r.llms,
      r.feedback, r.run_type, r.ran_by_type, r.ran_by_id, r.ran_by_name, r.parent_id, w.project_id, w.project_name
    FROM run AS r LEFT JOIN run AS p ON p.org_id = :org AND p.id = r.parent_id
      LEFT JOIN workflow AS w ON w.org_id = :org AND w.id = p.workflow_id
    WHERE r.org_id = :org AND r.workflow_id = :flow
    ORDER BY coalesce(r.started_at, -1) DESC, r.id DESC LIMIT :first OFFSET :skip
    """
)


def badness(outcome: str) -> str:
    """How bad an outcome is."""
    return f"(CASE {outcome} WHEN 'PASSED' THEN 0 WHEN 'CORRECTED' THEN 1 WHEN 'BLOCKED' THEN 2 WHEN 'ERROR' THEN 3 END)"


OUTCOMES = ", ".join(
    f"count(CASE WHEN outcome = '{outcome}' THEN 1 END) AS {name}"
    for outcome, name in (("PASSED", "passed"), ("CORRECTED", "corrected"), ("BLOCKED", "blocked"), ("ERROR", "errors"))
)
GOVERNANCE = sa.text(
    f"""
    WITH request AS MATERIALIZED (
      SELECT v.outcome, v.latency_us AS took FROM verdict AS v
      WHERE v.org_id = :org AND coalesce(v.decided_at, -1) >= :start AND coalesce(v.decided_at, -1) < :until
        AND v.outcome IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM verdict AS o WHERE o.org_id = :org AND o.tool_call_id = v.tool_call_id AND o.id <> v.id
            AND ({badness("o.outcome")} > {badness("v.outcome")} OR (o.outcome = v.outcome
              AND (coalesce(o.decided_at, 9223372036854775807), o.id) < (coalesce(v.decided_at, 9223372036854775807), v.id))))
    ), ranked AS (
      SELECT took, row_number() OVER (ORDER BY took) AS place, count(*) OVER () AS size FROM request WHERE took IS NOT NULL
    )
    SELECT * FROM (SELECT {OUTCOMES} FROM request) AS counts CROSS JOIN (SELECT {ranks(50, 95, 99)} FROM ranked) AS latency
    """
)
TOOLS = sa.text(
    f"""
    WITH call AS MATERIALIZED (
      SELECT c.tool, c.called_at, c.latency_us AS took, c.spend, coalesce(
        (SELECT v.outcome FROM verdict AS v WHERE v.org_id = :org AND v.tool_call_id = c.id AND v.outcome IS NOT NULL
         ORDER BY {badness("v.outcome")} DESC LIMIT 1), c.outcome) AS outcome
      FROM tool_call AS c
      WHERE c.org_id = :org AND coalesce(c.called_at, -1) >= :start AND coalesce(c.called_at, -1) < :until AND c.tool IS NOT NULL
    ), ranked AS (
      SELECT tool, took, row_number() OVER (PARTITION BY tool ORDER BY took) AS place,
        count(*) OVER (PARTITION BY tool) AS size FROM call WHERE took IS NOT NULL
    ), latency AS (
      SELECT tool, avg(took) AS mean, {ranks(50, 95, 99)} FROM ranked GROUP BY tool
    ), counts AS (
      SELECT tool, count(*) AS calls, {OUTCOMES}, coalesce(sum(spend), 0) AS spend, max(called_at) AS latest
      FROM call GROUP BY tool
    )
    SELECT counts.*, mean, p50, p95, p99 FROM counts LEFT JOIN latency ON latency.tool = counts.tool
    ORDER BY calls DESC, counts.tool
    """
)
