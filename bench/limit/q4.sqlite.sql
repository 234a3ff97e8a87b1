SELECT '{"data":{"tasks":{"nodes":[' || coalesce(group_concat(j), '') || ']}}}' FROM (
  SELECT json_object('id', id, 'taskSpec', task_spec, 'name', name, 'state', state, 'username', username,
                 'startedAt', TIME(started_at),
                 'endedAt', TIME(ended_at)) AS j
  FROM task WHERE org_id = ?1 ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT 10000)
