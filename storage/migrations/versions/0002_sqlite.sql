CREATE TABLE endpoint_call_by_workflow (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    workflow_id TEXT,
    slug TEXT,
    method TEXT,
    status_code INTEGER,
    succeeded INTEGER,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_endpoint_call_by_workflow ON endpoint_call_by_workflow (org_id, level, start_at, workflow_id);

CREATE INDEX ix_incident_end ON incident (org_id, (CASE WHEN (ended_at < created_at) THEN created_at WHEN (created_at IS NOT NULL) THEN ended_at END)) WHERE CASE WHEN (ended_at < created_at) THEN created_at WHEN (created_at IS NOT NULL) THEN ended_at END IS NOT NULL;

CREATE TABLE incident_by_activity (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    model_id TEXT,
    version INTEGER,
    activity_id TEXT,
    state TEXT,
    type TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_incident_by_activity ON incident_by_activity (org_id, level, start_at, model_id);

CREATE TABLE incident_rollup (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    state TEXT,
    type TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_incident_rollup ON incident_rollup (org_id, level, start_at, state);

CREATE TABLE job_queue (
    org_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    request TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    worker TEXT,
    held_until INTEGER,
    CONSTRAINT pk_job_queue PRIMARY KEY (org_id, job_id)
)
 STRICT;

CREATE INDEX ix_job_queue_due ON job_queue (org_id, due_at);

CREATE TABLE milestone_by_model (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    model_id TEXT,
    version INTEGER,
    name TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_milestone_by_model ON milestone_by_model (org_id, level, start_at, model_id);

CREATE INDEX ix_process_instance_end ON process_instance (org_id, (CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END)) WHERE CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END IS NOT NULL;

CREATE TABLE process_instance_by_model (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    model_id TEXT,
    version INTEGER,
    status TEXT,
    faulted INTEGER,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_process_instance_by_model ON process_instance_by_model (org_id, level, start_at, model_id);

CREATE TABLE process_instance_rollup (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    status TEXT,
    faulted INTEGER,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_process_instance_rollup ON process_instance_rollup (org_id, level, start_at, status);

CREATE TABLE rollup_period (
    org_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    CONSTRAINT pk_rollup_period PRIMARY KEY (org_id, subject, level, start_at)
)
 STRICT;

CREATE INDEX ix_rollup_period_dirty ON rollup_period (org_id, subject, level, start_at) WHERE state = 0;

CREATE INDEX ix_run_end ON run (org_id, (CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END)) WHERE CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END IS NOT NULL;

CREATE TABLE run_by_nhi (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    nhi_id TEXT,
    state TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_input_tokens INTEGER NOT NULL,
    sum_output_tokens INTEGER NOT NULL,
    sum_total_tokens INTEGER NOT NULL,
    sum_spend INTEGER NOT NULL,
    sum_clicks INTEGER NOT NULL,
    sum_keystrokes INTEGER NOT NULL,
    sum_scrolls INTEGER NOT NULL,
    sum_screenshots INTEGER NOT NULL,
    sum_total_steps INTEGER NOT NULL,
    sum_total_iterations INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_run_by_nhi ON run_by_nhi (org_id, level, start_at, nhi_id);

CREATE TABLE run_by_workflow (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    workflow_id TEXT,
    state TEXT,
    "trigger" TEXT,
    error_category TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_input_tokens INTEGER NOT NULL,
    sum_output_tokens INTEGER NOT NULL,
    sum_total_tokens INTEGER NOT NULL,
    sum_spend INTEGER NOT NULL,
    sum_clicks INTEGER NOT NULL,
    sum_keystrokes INTEGER NOT NULL,
    sum_scrolls INTEGER NOT NULL,
    sum_screenshots INTEGER NOT NULL,
    sum_total_steps INTEGER NOT NULL,
    sum_total_iterations INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_run_by_workflow ON run_by_workflow (org_id, level, start_at, workflow_id);

CREATE TABLE run_rollup (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    state TEXT,
    "trigger" TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_input_tokens INTEGER NOT NULL,
    sum_output_tokens INTEGER NOT NULL,
    sum_total_tokens INTEGER NOT NULL,
    sum_spend INTEGER NOT NULL,
    sum_clicks INTEGER NOT NULL,
    sum_keystrokes INTEGER NOT NULL,
    sum_scrolls INTEGER NOT NULL,
    sum_screenshots INTEGER NOT NULL,
    sum_total_steps INTEGER NOT NULL,
    sum_total_iterations INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_run_rollup ON run_rollup (org_id, level, start_at, state);

CREATE INDEX ix_task_end ON task (org_id, (CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END)) WHERE CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END IS NOT NULL;

CREATE TABLE task_by_activity (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    model_id TEXT,
    version INTEGER,
    task_spec TEXT,
    name TEXT,
    type TEXT,
    state TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_task_by_activity ON task_by_activity (org_id, level, start_at, model_id);

CREATE TABLE task_by_model (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    model_id TEXT,
    state TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_task_by_model ON task_by_model (org_id, level, start_at, model_id);

CREATE TABLE task_rollup (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    state TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_task_rollup ON task_rollup (org_id, level, start_at, state);

CREATE TABLE tool_call_by_nhi (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    nhi_id TEXT,
    tool TEXT,
    outcome TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_spend INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_tool_call_by_nhi ON tool_call_by_nhi (org_id, level, start_at, nhi_id);

CREATE TABLE tool_call_by_tool (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    tool TEXT,
    outcome TEXT,
    environment TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_spend INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_tool_call_by_tool ON tool_call_by_tool (org_id, level, start_at, tool);

CREATE TABLE tool_call_rollup (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    outcome TEXT,
    environment TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_spend INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_tool_call_rollup ON tool_call_rollup (org_id, level, start_at, outcome);

CREATE TABLE verdict_by_guardian (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    guardian_id TEXT,
    outcome TEXT,
    phase TEXT,
    environment TEXT,
    tag TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_corrections INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_verdict_by_guardian ON verdict_by_guardian (org_id, level, start_at, guardian_id);

CREATE TABLE verdict_by_nhi (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    nhi_id TEXT,
    outcome TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_corrections INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_verdict_by_nhi ON verdict_by_nhi (org_id, level, start_at, nhi_id);

CREATE TABLE verdict_rollup (
    org_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    outcome TEXT,
    environment TEXT,
    counted INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    measured INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    micros INTEGER NOT NULL,
    least INTEGER,
    greatest INTEGER,
    sum_corrections INTEGER NOT NULL,
    bins TEXT
)
 STRICT;

CREATE INDEX ix_verdict_rollup ON verdict_rollup (org_id, level, start_at, outcome);
