SELECT json_build_object('data', json_build_object('processInstance', row_to_json(r))) FROM (
  SELECT i.id, i.status, i.business_key AS "businessKey",
      TIME(i.started_at) AS "startedAt",
      TIME(i.ended_at) AS "endedAt",
      json_build_object('nodes', coalesce((SELECT json_agg(r) FROM (
        SELECT id, task_spec AS "taskSpec", name, state, username,
          TIME(started_at) AS "startedAt",
          TIME(ended_at) AS "endedAt"
        FROM task WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 50) AS r), '[]'::json)) AS tasks
  FROM process_instance AS i WHERE i.org_id = $1 AND i.id = $2) AS r
