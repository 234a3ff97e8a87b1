SELECT json_build_object('data', json_build_object('processInstances', json_build_object('nodes', coalesce(json_agg(r), '[]'::json)))) FROM (
  SELECT i.id, i.status, i.business_key AS "businessKey",
      TIME(i.started_at) AS "startedAt",
      TIME(i.ended_at) AS "endedAt",
      json_build_object('nodes', coalesce((SELECT json_agg(r) FROM (
        SELECT id, task_spec AS "taskSpec", name, state, username,
          TIME(started_at) AS "startedAt",
          TIME(ended_at) AS "endedAt"
        FROM task WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 20) AS r), '[]'::json)) AS tasks,
      json_build_object('nodes', coalesce((SELECT json_agg(r) FROM (
        SELECT id, type, state, message, TIME(created_at) AS "createdAt"
        FROM incident WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(created_at, -1), id LIMIT 50) AS r), '[]'::json)) AS incidents,
      json_build_object('nodes', coalesce((SELECT json_agg(r) FROM (
        SELECT id, state, total_tokens AS "totalTokens", TIME(started_at) AS "startedAt",
          (SELECT row_to_json(r) FROM (SELECT n.id, n.label FROM nhi AS n WHERE n.org_id = $1 AND n.id = run.nhi_id) AS r) AS nhi
        FROM run WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 50) AS r), '[]'::json)) AS runs
  FROM (SELECT * FROM process_instance WHERE org_id = $1 AND model_id = $2 ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT 100) AS i) AS r
