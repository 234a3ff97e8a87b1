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
FROM (
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'org_id' AND table_name <> 'organization'
) AS tables
WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = quote_ident(name)::regclass)
AND NOT EXISTS (SELECT FROM pg_dist_shard WHERE logicalrelid::text || '_' || shardid = name)
ORDER BY name
\gexec
