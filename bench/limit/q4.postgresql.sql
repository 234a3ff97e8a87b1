SELECT json_build_object('data', json_build_object('tasks', json_build_object('nodes', coalesce(json_agg(r), '[]'::json)))) FROM (
  SELECT id, task_spec AS "taskSpec", name, state, username,
          TIME(started_at) AS "startedAt",
          TIME(ended_at) AS "endedAt"
  FROM task WHERE org_id = $1 ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT 10000) AS r
