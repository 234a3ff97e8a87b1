SELECT '{"data":{"processInstance":' || rtrim(json_object('id', i.id, 'status', i.status, 'businessKey', i.business_key,
                      'startedAt', TIME(i.started_at),
                      'endedAt', TIME(i.ended_at)), '}')
    || ',"tasks":{"nodes":[' || coalesce((
      SELECT group_concat(j) FROM (
        SELECT json_object('id', id, 'taskSpec', task_spec, 'name', name, 'state', state, 'username', username,
                 'startedAt', TIME(started_at),
                 'endedAt', TIME(ended_at)) AS j
        FROM task WHERE org_id = ?1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 50)), '') || ']}}}}'
FROM process_instance AS i WHERE i.org_id = ?1 AND i.id = ?2
