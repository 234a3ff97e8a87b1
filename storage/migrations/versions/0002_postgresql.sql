CREATE TABLE endpoint_call_by_workflow (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    workflow_id TEXT COLLATE "C",
    slug TEXT COLLATE "C",
    method TEXT COLLATE "C",
    status_code BIGINT,
    succeeded BOOLEAN,
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_endpoint_call_by_workflow ON endpoint_call_by_workflow (org_id, level, start_at, workflow_id);

CREATE INDEX ix_incident_end ON incident (org_id, (CASE WHEN (ended_at < created_at) THEN created_at WHEN (created_at IS NOT NULL) THEN ended_at END)) WHERE CASE WHEN (ended_at < created_at) THEN created_at WHEN (created_at IS NOT NULL) THEN ended_at END IS NOT NULL;

CREATE TABLE incident_by_activity (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    model_id TEXT COLLATE "C",
    version BIGINT,
    activity_id TEXT COLLATE "C",
    state TEXT COLLATE "C",
    type TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_incident_by_activity ON incident_by_activity (org_id, level, start_at, model_id);

CREATE TABLE incident_rollup (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    state TEXT COLLATE "C",
    type TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_incident_rollup ON incident_rollup (org_id, level, start_at, state);

CREATE TABLE job_queue (
    org_id TEXT COLLATE "C" NOT NULL,
    job_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    request TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    worker TEXT COLLATE "C",
    held_until BIGINT,
    CONSTRAINT pk_job_queue PRIMARY KEY (org_id, job_id)
);

CREATE INDEX ix_job_queue_due ON job_queue (org_id, due_at);

CREATE TABLE milestone_by_model (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    model_id TEXT COLLATE "C",
    version BIGINT,
    name TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_milestone_by_model ON milestone_by_model (org_id, level, start_at, model_id);

CREATE INDEX ix_process_instance_end ON process_instance (org_id, (CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END)) WHERE CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END IS NOT NULL;

CREATE TABLE process_instance_by_model (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    model_id TEXT COLLATE "C",
    version BIGINT,
    status TEXT COLLATE "C",
    faulted BOOLEAN,
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_process_instance_by_model ON process_instance_by_model (org_id, level, start_at, model_id);

CREATE TABLE process_instance_rollup (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    status TEXT COLLATE "C",
    faulted BOOLEAN,
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_process_instance_rollup ON process_instance_rollup (org_id, level, start_at, status);

CREATE TABLE rollup_period (
    org_id TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    state BIGINT NOT NULL,
    CONSTRAINT pk_rollup_period PRIMARY KEY (org_id, subject, level, start_at)
);

CREATE INDEX ix_rollup_period_dirty ON rollup_period (org_id, subject, level, start_at) WHERE state = 0;

CREATE INDEX ix_run_end ON run (org_id, (CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END)) WHERE CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END IS NOT NULL;

CREATE TABLE run_by_nhi (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    nhi_id TEXT COLLATE "C",
    state TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_input_tokens BIGINT NOT NULL,
    sum_output_tokens BIGINT NOT NULL,
    sum_total_tokens BIGINT NOT NULL,
    sum_spend BIGINT NOT NULL,
    sum_clicks BIGINT NOT NULL,
    sum_keystrokes BIGINT NOT NULL,
    sum_scrolls BIGINT NOT NULL,
    sum_screenshots BIGINT NOT NULL,
    sum_total_steps BIGINT NOT NULL,
    sum_total_iterations BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_run_by_nhi ON run_by_nhi (org_id, level, start_at, nhi_id);

CREATE TABLE run_by_workflow (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    workflow_id TEXT COLLATE "C",
    state TEXT COLLATE "C",
    trigger TEXT COLLATE "C",
    error_category TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_input_tokens BIGINT NOT NULL,
    sum_output_tokens BIGINT NOT NULL,
    sum_total_tokens BIGINT NOT NULL,
    sum_spend BIGINT NOT NULL,
    sum_clicks BIGINT NOT NULL,
    sum_keystrokes BIGINT NOT NULL,
    sum_scrolls BIGINT NOT NULL,
    sum_screenshots BIGINT NOT NULL,
    sum_total_steps BIGINT NOT NULL,
    sum_total_iterations BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_run_by_workflow ON run_by_workflow (org_id, level, start_at, workflow_id);

CREATE TABLE run_rollup (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    state TEXT COLLATE "C",
    trigger TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_input_tokens BIGINT NOT NULL,
    sum_output_tokens BIGINT NOT NULL,
    sum_total_tokens BIGINT NOT NULL,
    sum_spend BIGINT NOT NULL,
    sum_clicks BIGINT NOT NULL,
    sum_keystrokes BIGINT NOT NULL,
    sum_scrolls BIGINT NOT NULL,
    sum_screenshots BIGINT NOT NULL,
    sum_total_steps BIGINT NOT NULL,
    sum_total_iterations BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_run_rollup ON run_rollup (org_id, level, start_at, state);

CREATE INDEX ix_task_end ON task (org_id, (CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END)) WHERE CASE WHEN (ended_at < started_at) THEN started_at WHEN (started_at IS NOT NULL) THEN ended_at END IS NOT NULL;

CREATE TABLE task_by_activity (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    model_id TEXT COLLATE "C",
    version BIGINT,
    task_spec TEXT COLLATE "C",
    name TEXT COLLATE "C",
    type TEXT COLLATE "C",
    state TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_task_by_activity ON task_by_activity (org_id, level, start_at, model_id);

CREATE TABLE task_by_model (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    model_id TEXT COLLATE "C",
    state TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_task_by_model ON task_by_model (org_id, level, start_at, model_id);

CREATE TABLE task_rollup (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    state TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    bins BIGINT[]
);

CREATE INDEX ix_task_rollup ON task_rollup (org_id, level, start_at, state);

CREATE TABLE tool_call_by_nhi (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    nhi_id TEXT COLLATE "C",
    tool TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_spend BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_tool_call_by_nhi ON tool_call_by_nhi (org_id, level, start_at, nhi_id);

CREATE TABLE tool_call_by_tool (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    tool TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    environment TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_spend BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_tool_call_by_tool ON tool_call_by_tool (org_id, level, start_at, tool);

CREATE TABLE tool_call_rollup (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    outcome TEXT COLLATE "C",
    environment TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_spend BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_tool_call_rollup ON tool_call_rollup (org_id, level, start_at, outcome);

CREATE TABLE verdict_by_guardian (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    guardian_id TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    phase TEXT COLLATE "C",
    environment TEXT COLLATE "C",
    tag TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_corrections BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_verdict_by_guardian ON verdict_by_guardian (org_id, level, start_at, guardian_id);

CREATE TABLE verdict_by_nhi (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    nhi_id TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_corrections BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_verdict_by_nhi ON verdict_by_nhi (org_id, level, start_at, nhi_id);

CREATE TABLE verdict_rollup (
    org_id TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    outcome TEXT COLLATE "C",
    environment TEXT COLLATE "C",
    counted BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    least BIGINT,
    greatest BIGINT,
    sum_corrections BIGINT NOT NULL,
    bins BIGINT[]
);

CREATE INDEX ix_verdict_rollup ON verdict_rollup (org_id, level, start_at, outcome);
