CREATE TABLE activity (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    model_id TEXT COLLATE "C",
    version BIGINT,
    element_id TEXT COLLATE "C",
    name TEXT COLLATE "C",
    type TEXT COLLATE "C",
    lane TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_activity PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_activity_model_id ON activity (org_id, model_id, id);

CREATE TABLE anomaly (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    nhi_id TEXT COLLATE "C",
    type TEXT COLLATE "C",
    severity TEXT COLLATE "C",
    status TEXT COLLATE "C",
    detected_at BIGINT,
    evidence JSON,
    acknowledged_at BIGINT,
    acknowledged_by TEXT COLLATE "C",
    note TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_anomaly PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_anomaly_nhi_id ON anomaly (org_id, nhi_id, coalesce(detected_at, -1), id);

CREATE INDEX ix_anomaly_time ON anomaly (org_id, coalesce(detected_at, -1), id);

CREATE TABLE api_key (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    secret_hash TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    scopes TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    CONSTRAINT pk_api_key PRIMARY KEY (org_id, id)
);

CREATE TABLE config_change (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    changed_at BIGINT,
    actor TEXT COLLATE "C",
    resource TEXT COLLATE "C",
    setting TEXT COLLATE "C",
    old_value JSON,
    new_value JSON,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_config_change PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_config_change_time ON config_change (org_id, coalesce(changed_at, -1), id);

CREATE TABLE diagram (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    model_id TEXT COLLATE "C",
    content TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_diagram PRIMARY KEY (org_id, id)
);

CREATE TABLE endpoint_call (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    workflow_id TEXT COLLATE "C",
    run_id TEXT COLLATE "C",
    slug TEXT COLLATE "C",
    method TEXT COLLATE "C",
    status_code BIGINT,
    succeeded BOOLEAN,
    called_at BIGINT,
    latency_us BIGINT,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_endpoint_call PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_endpoint_call_run_id ON endpoint_call (org_id, run_id, coalesce(called_at, -1), id);

CREATE INDEX ix_endpoint_call_time ON endpoint_call (org_id, coalesce(called_at, -1), id);

CREATE INDEX ix_endpoint_call_workflow_id ON endpoint_call (org_id, workflow_id, coalesce(called_at, -1), id);

CREATE TABLE guardian (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C",
    description TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_guardian PRIMARY KEY (org_id, id)
);

CREATE TABLE guardian_binding (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    nhi_id TEXT COLLATE "C",
    guardian_id TEXT COLLATE "C",
    bound_at BIGINT,
    released_at BIGINT,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_guardian_binding PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_guardian_binding_guardian_id ON guardian_binding (org_id, guardian_id, id);

CREATE INDEX ix_guardian_binding_nhi_id ON guardian_binding (org_id, nhi_id, id);

CREATE TABLE incident (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    instance_id TEXT COLLATE "C",
    task_id TEXT COLLATE "C",
    activity_id TEXT COLLATE "C",
    activity_name TEXT COLLATE "C",
    failed_activity_id TEXT COLLATE "C",
    failed_activity_name TEXT COLLATE "C",
    type TEXT COLLATE "C",
    state TEXT COLLATE "C",
    created_at BIGINT,
    ended_at BIGINT,
    root_cause_id TEXT COLLATE "C",
    message TEXT COLLATE "C",
    trace TEXT COLLATE "C",
    line_number BIGINT,
    line_offset BIGINT,
    line_content TEXT COLLATE "C",
    model_id TEXT COLLATE "C",
    version BIGINT,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_incident PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_incident_instance_id ON incident (org_id, instance_id, coalesce(created_at, -1), id);

CREATE INDEX ix_incident_model_id ON incident (org_id, model_id, coalesce(created_at, -1), id);

CREATE INDEX ix_incident_task_id ON incident (org_id, task_id, coalesce(created_at, -1), id);

CREATE INDEX ix_incident_time ON incident (org_id, coalesce(created_at, -1), id);

CREATE TABLE instance_metadata (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    instance_id TEXT COLLATE "C",
    name TEXT COLLATE "C",
    value TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_instance_metadata PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_instance_metadata_instance_id ON instance_metadata (org_id, instance_id, id);

CREATE INDEX ix_instance_metadata_name ON instance_metadata (org_id, name, id);

CREATE TABLE job (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C",
    state TEXT COLLATE "C",
    created_at BIGINT,
    started_at BIGINT,
    ended_at BIGINT,
    progress DOUBLE PRECISION,
    reason TEXT COLLATE "C",
    window_from BIGINT,
    window_to BIGINT,
    result JSON,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_job PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_job_time ON job (org_id, coalesce(created_at, -1), id);

CREATE TABLE mcp_session (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    nhi_id TEXT COLLATE "C",
    run_id TEXT COLLATE "C",
    client TEXT COLLATE "C",
    environment TEXT COLLATE "C",
    started_at BIGINT,
    ended_at BIGINT,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_mcp_session PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_mcp_session_nhi_id ON mcp_session (org_id, nhi_id, coalesce(started_at, -1), id);

CREATE INDEX ix_mcp_session_run_id ON mcp_session (org_id, run_id, coalesce(started_at, -1), id);

CREATE INDEX ix_mcp_session_time ON mcp_session (org_id, coalesce(started_at, -1), id);

CREATE TABLE milestone (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    instance_id TEXT COLLATE "C",
    name TEXT COLLATE "C",
    task_spec TEXT COLLATE "C",
    reached_at BIGINT,
    model_id TEXT COLLATE "C",
    version BIGINT,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_milestone PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_milestone_instance_id ON milestone (org_id, instance_id, coalesce(reached_at, -1), id);

CREATE INDEX ix_milestone_model_id ON milestone (org_id, model_id, coalesce(reached_at, -1), id);

CREATE INDEX ix_milestone_time ON milestone (org_id, coalesce(reached_at, -1), id);

CREATE TABLE nhi (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C",
    kind TEXT COLLATE "C",
    owner TEXT COLLATE "C",
    tier BIGINT,
    tier_ceiling BIGINT,
    tier_compliance DOUBLE PRECISION,
    federation_status DOUBLE PRECISION,
    created_at BIGINT,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_nhi PRIMARY KEY (org_id, id)
);

CREATE TABLE organization (
    org_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_organization PRIMARY KEY (org_id)
);

CREATE TABLE process_group (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    display_name TEXT COLLATE "C",
    description TEXT COLLATE "C",
    parent_id TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_process_group PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_process_group_parent_id ON process_group (org_id, parent_id, id);

CREATE TABLE process_instance (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    model_id TEXT COLLATE "C",
    version BIGINT,
    status TEXT COLLATE "C",
    faulted BOOLEAN,
    started_at BIGINT,
    ended_at BIGINT,
    initiator TEXT COLLATE "C",
    parent_id TEXT COLLATE "C",
    business_key TEXT COLLATE "C",
    times_from_tasks BOOLEAN,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_process_instance PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_process_instance_model_id ON process_instance (org_id, model_id, coalesce(started_at, -1), id);

CREATE INDEX ix_process_instance_parent_id ON process_instance (org_id, parent_id, coalesce(started_at, -1), id);

CREATE INDEX ix_process_instance_time ON process_instance (org_id, coalesce(started_at, -1), id);

CREATE TABLE process_model (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C",
    display_name TEXT COLLATE "C",
    description TEXT COLLATE "C",
    group_id TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_process_model PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_process_model_group_id ON process_model (org_id, group_id, id);

CREATE INDEX ix_process_model_key ON process_model (org_id, key, id);

CREATE TABLE process_version (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    model_id TEXT COLLATE "C",
    version BIGINT,
    deployed_at BIGINT,
    diagram_id TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_process_version PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_process_version_model_id ON process_version (org_id, model_id, coalesce(deployed_at, -1), id);

CREATE INDEX ix_process_version_time ON process_version (org_id, coalesce(deployed_at, -1), id);

CREATE TABLE risk_assessment (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    nhi_id TEXT COLLATE "C",
    assessed_at BIGINT,
    score DOUBLE PRECISION,
    level TEXT COLLATE "C",
    factors JSON,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_risk_assessment PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_risk_assessment_nhi_id ON risk_assessment (org_id, nhi_id, coalesce(assessed_at, -1), id);

CREATE INDEX ix_risk_assessment_time ON risk_assessment (org_id, coalesce(assessed_at, -1), id);

CREATE TABLE run (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    workflow_id TEXT COLLATE "C",
    instance_id TEXT COLLATE "C",
    task_id TEXT COLLATE "C",
    parent_id TEXT COLLATE "C",
    nhi_id TEXT COLLATE "C",
    external_id TEXT COLLATE "C",
    conversation_id TEXT COLLATE "C",
    state TEXT COLLATE "C",
    trigger TEXT COLLATE "C",
    run_type TEXT COLLATE "C",
    started_at BIGINT,
    ended_at BIGINT,
    last_activity_at BIGINT,
    user_id TEXT COLLATE "C",
    ran_by_type TEXT COLLATE "C",
    ran_by_id TEXT COLLATE "C",
    ran_by_name TEXT COLLATE "C",
    input_tokens BIGINT,
    output_tokens BIGINT,
    total_tokens BIGINT,
    spend BIGINT,
    clicks BIGINT,
    keystrokes BIGINT,
    scrolls BIGINT,
    screenshots BIGINT,
    total_steps BIGINT,
    total_iterations BIGINT,
    inputs TEXT COLLATE "C",
    outputs TEXT COLLATE "C",
    llms TEXT COLLATE "C",
    feedback TEXT COLLATE "C",
    error TEXT COLLATE "C",
    error_category TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_run PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_run_instance_id ON run (org_id, instance_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_nhi_id ON run (org_id, nhi_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_parent_id ON run (org_id, parent_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_task_id ON run (org_id, task_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_time ON run (org_id, coalesce(started_at, -1), id);

CREATE INDEX ix_run_workflow_id ON run (org_id, workflow_id, coalesce(started_at, -1), id);

CREATE TABLE step (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    run_id TEXT COLLATE "C",
    parent_id TEXT COLLATE "C",
    name TEXT COLLATE "C",
    kind TEXT COLLATE "C",
    model TEXT COLLATE "C",
    started_at BIGINT,
    ended_at BIGINT,
    input_tokens BIGINT,
    output_tokens BIGINT,
    spend BIGINT,
    error TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_step PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_step_run_id ON step (org_id, run_id, coalesce(started_at, -1), id);

CREATE INDEX ix_step_time ON step (org_id, coalesce(started_at, -1), id);

CREATE TABLE task (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    instance_id TEXT COLLATE "C",
    task_spec TEXT COLLATE "C",
    name TEXT COLLATE "C",
    type TEXT COLLATE "C",
    state TEXT COLLATE "C",
    lane TEXT COLLATE "C",
    username TEXT COLLATE "C",
    enabled_at BIGINT,
    started_at BIGINT,
    ended_at BIGINT,
    attributes JSON,
    model_id TEXT COLLATE "C",
    version BIGINT,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_task PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_task_instance_id ON task (org_id, instance_id, coalesce(started_at, -1), id);

CREATE INDEX ix_task_model_id ON task (org_id, model_id, coalesce(started_at, -1), id);

CREATE INDEX ix_task_time ON task (org_id, coalesce(started_at, -1), id);

CREATE TABLE tool_call (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C",
    run_id TEXT COLLATE "C",
    nhi_id TEXT COLLATE "C",
    tool TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    called_at BIGINT,
    latency_us BIGINT,
    spend BIGINT,
    arguments JSON,
    result JSON,
    error TEXT COLLATE "C",
    environment TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_tool_call PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_tool_call_nhi_id ON tool_call (org_id, nhi_id, coalesce(called_at, -1), id);

CREATE INDEX ix_tool_call_run_id ON tool_call (org_id, run_id, coalesce(called_at, -1), id);

CREATE INDEX ix_tool_call_session_id ON tool_call (org_id, session_id, coalesce(called_at, -1), id);

CREATE INDEX ix_tool_call_time ON tool_call (org_id, coalesce(called_at, -1), id);

CREATE INDEX ix_tool_call_tool ON tool_call (org_id, tool, coalesce(called_at, -1), id);

CREATE TABLE verdict (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    guardian_id TEXT COLLATE "C",
    tool_call_id TEXT COLLATE "C",
    run_id TEXT COLLATE "C",
    nhi_id TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    phase TEXT COLLATE "C",
    decided_at BIGINT,
    latency_us BIGINT,
    corrections BIGINT,
    violations JSON,
    reason TEXT COLLATE "C",
    environment TEXT COLLATE "C",
    tag TEXT COLLATE "C",
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_verdict PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_verdict_guardian_id ON verdict (org_id, guardian_id, coalesce(decided_at, -1), id);

CREATE INDEX ix_verdict_nhi_id ON verdict (org_id, nhi_id, coalesce(decided_at, -1), id);

CREATE INDEX ix_verdict_run_id ON verdict (org_id, run_id, coalesce(decided_at, -1), id);

CREATE INDEX ix_verdict_time ON verdict (org_id, coalesce(decided_at, -1), id);

CREATE INDEX ix_verdict_tool_call_id ON verdict (org_id, tool_call_id, coalesce(decided_at, -1), id);

CREATE TABLE workflow (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C",
    kind TEXT COLLATE "C",
    project_id TEXT COLLATE "C",
    project_name TEXT COLLATE "C",
    parameters_count BIGINT,
    event_at BIGINT NOT NULL,
    clocks TEXT COLLATE "C",
    CONSTRAINT pk_workflow PRIMARY KEY (org_id, id)
);
