-- What PostGraphile is given beside the tables: times and numbers in the spelling that every contender answers in.
CREATE FUNCTION process_instance_started(it process_instance) RETURNS text LANGUAGE sql STABLE
  RETURN replace((timestamp 'epoch' + (it).started_at * interval '1 microsecond')::text, ' ', 'T') || 'Z';
CREATE FUNCTION process_instance_ended(it process_instance) RETURNS text LANGUAGE sql STABLE
  RETURN replace((timestamp 'epoch' + (it).ended_at * interval '1 microsecond')::text, ' ', 'T') || 'Z';
CREATE FUNCTION task_started(it task) RETURNS text LANGUAGE sql STABLE
  RETURN replace((timestamp 'epoch' + (it).started_at * interval '1 microsecond')::text, ' ', 'T') || 'Z';
CREATE FUNCTION task_ended(it task) RETURNS text LANGUAGE sql STABLE
  RETURN replace((timestamp 'epoch' + (it).ended_at * interval '1 microsecond')::text, ' ', 'T') || 'Z';
CREATE FUNCTION incident_created(it incident) RETURNS text LANGUAGE sql STABLE
  RETURN replace((timestamp 'epoch' + (it).created_at * interval '1 microsecond')::text, ' ', 'T') || 'Z';
CREATE FUNCTION run_started(it run) RETURNS text LANGUAGE sql STABLE
  RETURN replace((timestamp 'epoch' + (it).started_at * interval '1 microsecond')::text, ' ', 'T') || 'Z';
-- A number: it gives out 64-bit integers as strings.
CREATE FUNCTION run_tokens(it run) RETURNS float8 LANGUAGE sql STABLE RETURN (it).total_tokens::float8;
