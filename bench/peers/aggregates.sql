-- What PostGraphile's aggregates are given beside the tables: how long a row took, in microseconds.
CREATE OR REPLACE FUNCTION process_instance_took(it process_instance) RETURNS bigint LANGUAGE sql STABLE
  RETURN (it).ended_at - (it).started_at;
CREATE OR REPLACE FUNCTION task_took(it task) RETURNS bigint LANGUAGE sql STABLE
  RETURN (it).ended_at - (it).started_at;
