CREATE TABLE activity (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    model_id TEXT,
    version INTEGER,
    element_id TEXT,
    name TEXT,
    type TEXT,
    lane TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_activity PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_activity_model_id ON activity (org_id, model_id, id);

CREATE TABLE anomaly (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    nhi_id TEXT,
    type TEXT,
    severity TEXT,
    status TEXT,
    detected_at INTEGER,
    evidence TEXT,
    acknowledged_at INTEGER,
    acknowledged_by TEXT,
    note TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_anomaly PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_anomaly_nhi_id ON anomaly (org_id, nhi_id, coalesce(detected_at, -1), id);

CREATE INDEX ix_anomaly_time ON anomaly (org_id, coalesce(detected_at, -1), id);

CREATE TABLE api_key (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    CONSTRAINT pk_api_key PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE TABLE config_change (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    changed_at INTEGER,
    actor TEXT,
    resource TEXT,
    setting TEXT,
    old_value TEXT,
    new_value TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_config_change PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_config_change_time ON config_change (org_id, coalesce(changed_at, -1), id);

CREATE TABLE diagram (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    model_id TEXT,
    content TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_diagram PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE TABLE endpoint_call (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    workflow_id TEXT,
    run_id TEXT,
    slug TEXT,
    method TEXT,
    status_code INTEGER,
    succeeded INTEGER,
    called_at INTEGER,
    latency_us INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_endpoint_call PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_endpoint_call_run_id ON endpoint_call (org_id, run_id, coalesce(called_at, -1), id);

CREATE INDEX ix_endpoint_call_time ON endpoint_call (org_id, coalesce(called_at, -1), id);

CREATE INDEX ix_endpoint_call_workflow_id ON endpoint_call (org_id, workflow_id, coalesce(called_at, -1), id);

CREATE TABLE guardian (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT,
    description TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_guardian PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE TABLE guardian_binding (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    nhi_id TEXT,
    guardian_id TEXT,
    bound_at INTEGER,
    released_at INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_guardian_binding PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_guardian_binding_guardian_id ON guardian_binding (org_id, guardian_id, id);

CREATE INDEX ix_guardian_binding_nhi_id ON guardian_binding (org_id, nhi_id, id);

CREATE TABLE incident (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    instance_id TEXT,
    task_id TEXT,
    activity_id TEXT,
    activity_name TEXT,
    failed_activity_id TEXT,
    failed_activity_name TEXT,
    type TEXT,
    state TEXT,
    created_at INTEGER,
    ended_at INTEGER,
    root_cause_id TEXT,
    message TEXT,
    trace TEXT,
    line_number INTEGER,
    line_offset INTEGER,
    line_content TEXT,
    model_id TEXT,
    version INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_incident PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_incident_instance_id ON incident (org_id, instance_id, coalesce(created_at, -1), id);

CREATE INDEX ix_incident_model_id ON incident (org_id, model_id, coalesce(created_at, -1), id);

CREATE INDEX ix_incident_task_id ON incident (org_id, task_id, coalesce(created_at, -1), id);

CREATE INDEX ix_incident_time ON incident (org_id, coalesce(created_at, -1), id);

CREATE TABLE instance_metadata (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    instance_id TEXT,
    name TEXT,
    value TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_instance_metadata PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_instance_metadata_instance_id ON instance_metadata (org_id, instance_id, id);

CREATE INDEX ix_instance_metadata_name ON instance_metadata (org_id, name, id);

CREATE TABLE job (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT,
    state TEXT,
    created_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    progress REAL,
    reason TEXT,
    window_from INTEGER,
    window_to INTEGER,
    result TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_job PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_job_time ON job (org_id, coalesce(created_at, -1), id);

CREATE TABLE mcp_session (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    nhi_id TEXT,
    run_id TEXT,
    client TEXT,
    environment TEXT,
    started_at INTEGER,
    ended_at INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_mcp_session PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_mcp_session_nhi_id ON mcp_session (org_id, nhi_id, coalesce(started_at, -1), id);

CREATE INDEX ix_mcp_session_run_id ON mcp_session (org_id, run_id, coalesce(started_at, -1), id);

CREATE INDEX ix_mcp_session_time ON mcp_session (org_id, coalesce(started_at, -1), id);

CREATE TABLE milestone (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    instance_id TEXT,
    name TEXT,
    task_spec TEXT,
    reached_at INTEGER,
    model_id TEXT,
    version INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_milestone PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_milestone_instance_id ON milestone (org_id, instance_id, coalesce(reached_at, -1), id);

CREATE INDEX ix_milestone_model_id ON milestone (org_id, model_id, coalesce(reached_at, -1), id);

CREATE INDEX ix_milestone_time ON milestone (org_id, coalesce(reached_at, -1), id);

CREATE TABLE nhi (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    label TEXT,
    kind TEXT,
    owner TEXT,
    tier INTEGER,
    tier_ceiling INTEGER,
    tier_compliance REAL,
    federation_status REAL,
    created_at INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_nhi PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE TABLE organization (
    org_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT pk_organization PRIMARY KEY (org_id)
)
 STRICT;

CREATE TABLE process_group (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    display_name TEXT,
    description TEXT,
    parent_id TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_process_group PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_process_group_parent_id ON process_group (org_id, parent_id, id);

CREATE TABLE process_instance (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    model_id TEXT,
    version INTEGER,
    status TEXT,
    faulted INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    initiator TEXT,
    parent_id TEXT,
    business_key TEXT,
    times_from_tasks INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_process_instance PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_process_instance_model_id ON process_instance (org_id, model_id, coalesce(started_at, -1), id);

CREATE INDEX ix_process_instance_parent_id ON process_instance (org_id, parent_id, coalesce(started_at, -1), id);

CREATE INDEX ix_process_instance_time ON process_instance (org_id, coalesce(started_at, -1), id);

CREATE TABLE process_model (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    "key" TEXT,
    display_name TEXT,
    description TEXT,
    group_id TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_process_model PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_process_model_group_id ON process_model (org_id, group_id, id);

CREATE INDEX ix_process_model_key ON process_model (org_id, "key", id);

CREATE TABLE process_version (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    model_id TEXT,
    version INTEGER,
    deployed_at INTEGER,
    diagram_id TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_process_version PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_process_version_model_id ON process_version (org_id, model_id, coalesce(deployed_at, -1), id);

CREATE INDEX ix_process_version_time ON process_version (org_id, coalesce(deployed_at, -1), id);

CREATE TABLE risk_assessment (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    nhi_id TEXT,
    assessed_at INTEGER,
    score REAL,
    level TEXT,
    factors TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_risk_assessment PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_risk_assessment_nhi_id ON risk_assessment (org_id, nhi_id, coalesce(assessed_at, -1), id);

CREATE INDEX ix_risk_assessment_time ON risk_assessment (org_id, coalesce(assessed_at, -1), id);

CREATE TABLE run (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    workflow_id TEXT,
    instance_id TEXT,
    task_id TEXT,
    parent_id TEXT,
    nhi_id TEXT,
    external_id TEXT,
    conversation_id TEXT,
    state TEXT,
    "trigger" TEXT,
    run_type TEXT,
    started_at INTEGER,
    ended_at INTEGER,
    last_activity_at INTEGER,
    user_id TEXT,
    ran_by_type TEXT,
    ran_by_id TEXT,
    ran_by_name TEXT,
    input_tokens INTEGER,
    output_tokens INTEGER,
    total_tokens INTEGER,
    spend INTEGER,
    clicks INTEGER,
    keystrokes INTEGER,
    scrolls INTEGER,
    screenshots INTEGER,
    total_steps INTEGER,
    total_iterations INTEGER,
    inputs TEXT,
    outputs TEXT,
    llms TEXT,
    feedback TEXT,
    error TEXT,
    error_category TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_run PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_run_instance_id ON run (org_id, instance_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_nhi_id ON run (org_id, nhi_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_parent_id ON run (org_id, parent_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_task_id ON run (org_id, task_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_time ON run (org_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_workflow_id ON run (org_id, workflow_id, coalesce(started_at, -1), id);

CREATE TABLE step (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    run_id TEXT,
    parent_id TEXT,
    name TEXT,
    kind TEXT,
    model TEXT,
    started_at INTEGER,
    ended_at INTEGER,
    input_tokens INTEGER,
    output_tokens INTEGER,
    spend INTEGER,
    error TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_step PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_step_run_id ON step (org_id, run_id, coalesce(started_at, -1), id);

CREATE INDEX ix_step_time ON step (org_id, coalesce(started_at, -1), id);

CREATE TABLE task (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    instance_id TEXT,
    task_spec TEXT,
    name TEXT,
    type TEXT,
    state TEXT,
    lane TEXT,
    username TEXT,
    enabled_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    attributes TEXT,
    model_id TEXT,
    version INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_task PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_task_instance_id ON task (org_id, instance_id, coalesce(started_at, -1), id);

CREATE INDEX ix_task_model_id ON task (org_id, model_id, coalesce(started_at, -1), id);

CREATE INDEX ix_task_time ON task (org_id, coalesce(started_at, -1), id);

CREATE TABLE tool_call (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    session_id TEXT,
    run_id TEXT,
    nhi_id TEXT,
    tool TEXT,
    outcome TEXT,
    called_at INTEGER,
    latency_us INTEGER,
    spend INTEGER,
    arguments TEXT,
    result TEXT,
    error TEXT,
    environment TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_tool_call PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_tool_call_nhi_id ON tool_call (org_id, nhi_id, coalesce(called_at, -1), id);

CREATE INDEX ix_tool_call_run_id ON tool_call (org_id, run_id, coalesce(called_at, -1), id);

CREATE INDEX ix_tool_call_session_id ON tool_call (org_id, session_id, coalesce(called_at, -1), id);

CREATE INDEX ix_tool_call_time ON tool_call (org_id, coalesce(called_at, -1), id);

CREATE INDEX ix_tool_call_tool ON tool_call (org_id, tool, coalesce(called_at, -1), id);

CREATE TABLE verdict (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    guardian_id TEXT,
    tool_call_id TEXT,
    run_id TEXT,
    nhi_id TEXT,
    outcome TEXT,
    phase TEXT,
    decided_at INTEGER,
    latency_us INTEGER,
    corrections INTEGER,
    violations TEXT,
    reason TEXT,
    environment TEXT,
    tag TEXT,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_verdict PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE INDEX ix_verdict_guardian_id ON verdict (org_id, guardian_id, coalesce(decided_at, -1), id);

CREATE INDEX ix_verdict_nhi_id ON verdict (org_id, nhi_id, coalesce(decided_at, -1), id);

CREATE INDEX ix_verdict_run_id ON verdict (org_id, run_id, coalesce(decided_at, -1), id);

CREATE INDEX ix_verdict_time ON verdict (org_id, coalesce(decided_at, -1), id);

CREATE INDEX ix_verdict_tool_call_id ON verdict (org_id, tool_call_id, coalesce(decided_at, -1), id);

CREATE TABLE workflow (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT,
    kind TEXT,
    project_id TEXT,
    project_name TEXT,
    parameters_count INTEGER,
    event_at INTEGER NOT NULL,
    clocks TEXT,
    CONSTRAINT pk_workflow PRIMARY KEY (org_id, id)
)
 STRICT;
