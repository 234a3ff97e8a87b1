SELECT '{"data":{"processInstances":{"nodes":[' || coalesce(group_concat(j), '') || ']}}}' FROM (
  SELECT rtrim(json_object('id', i.id, 'status', i.status, 'businessKey', i.business_key,
                      'startedAt', TIME(i.started_at),
                      'endedAt', TIME(i.ended_at)), '}')
    || ',"tasks":{"nodes":[' || coalesce((
      SELECT group_concat(j) FROM (
        SELECT json_object('id', id, 'taskSpec', task_spec, 'name', name, 'state', state, 'username', username,
                 'startedAt', TIME(started_at),
                 'endedAt', TIME(ended_at)) AS j
        FROM task WHERE org_id = ?1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 20)), '')
    || ']},"incidents":{"nodes":[' || coalesce((
      SELECT group_concat(j) FROM (
        SELECT json_object('id', id, 'type', type, 'state', state, 'message', message,
                 'createdAt', TIME(created_at)) AS j
        FROM incident WHERE org_id = ?1 AND instance_id = i.id ORDER BY coalesce(created_at, -1), id LIMIT 50)), '')
    || ']},"runs":{"nodes":[' || coalesce((
      SELECT group_concat(j) FROM (
        SELECT rtrim(json_object('id', id, 'state', state, 'totalTokens', total_tokens,
                 'startedAt', TIME(started_at)), '}')
          || ',"nhi":' || coalesce((SELECT json_object('id', n.id, 'label', n.label) FROM nhi AS n WHERE n.org_id = ?1 AND n.id = run.nhi_id), 'null') || '}' AS j
        FROM run WHERE org_id = ?1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 50)), '')
    || ']}}' AS j
  FROM process_instance AS i
  WHERE i.org_id = ?1 AND i.model_id = ?2 ORDER BY coalesce(i.started_at, -1) DESC, i.id DESC LIMIT 100)
