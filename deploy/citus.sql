-- Spreads the tables of a store over the nodes of a Citus cluster: by organization, all rows of one organization on one node.
--
-- On the coordinator, after `pentagraph migrate` and before there is data:
--     psql "$URL" --set ON_ERROR_STOP=1 --file deploy/citus.sql
-- It may be run again, and has to be after a migration that adds tables: what is distributed already stays as it is.
-- Every statement names the organization on each of its tables, so each runs whole on the node that has it (docs/scaling.md).
-- alembic_version, which says what version the tables are of, stays on the coordinator.

CREATE EXTENSION IF NOT EXISTS citus;

SELECT format('SELECT create_distributed_table(%L, %L, colocate_with => %L)', 'organization', 'org_id', 'none')
WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = 'organization'::regclass)
\gexec

SELECT format('SELECT create_distributed_table(%L, %L, colocate_with => %L)', name, 'org_id', 'organization')
FROM (VALUES
    ('activity'), ('anomaly'), ('api_key'), ('app_session'), ('app_user'), ('config_change'), ('diagram'),
    ('endpoint_call'), ('endpoint_call_by_workflow'), ('guardian'), ('guardian_binding'), ('incident'), ('incident_by_activity'),
    ('incident_rollup'), ('instance_metadata'), ('job'), ('job_queue'), ('mcp_session'), ('milestone'),
    ('milestone_by_model'), ('nhi'), ('process_group'), ('process_instance'), ('process_instance_by_model'),
    ('process_instance_rollup'), ('process_model'), ('process_version'), ('risk_assessment'), ('rollup_period'),
    ('run'), ('run_by_nhi'), ('run_by_workflow'), ('run_rollup'), ('step'), ('task'), ('task_by_activity'),
    ('task_by_model'), ('task_rollup'), ('tool_call'), ('tool_call_by_nhi'), ('tool_call_by_tool'),
    ('tool_call_rollup'), ('verdict'), ('verdict_by_guardian'), ('verdict_by_nhi'), ('verdict_rollup'), ('workflow')
) AS tables (name)
WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = name::regclass)
ORDER BY name
\gexec
