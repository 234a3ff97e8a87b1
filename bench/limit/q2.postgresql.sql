SELECT '{"data":{"processInstance":{"id":' || to_json(i.id) || ',"status":' || JSON(i.status) || ',"businessKey":' || JSON(i.business_key)
  || ',"startedAt":' || TIME(i.started_at) || ',"endedAt":' || TIME(i.ended_at)
  || ',"tasks":{"nodes":[' || coalesce((
    SELECT string_agg(j, ',') FROM (
      SELECT '{"id":' || to_json(id) || ',"taskSpec":' || JSON(task_spec) || ',"name":' || JSON(name) || ',"state":' || JSON(state)
        || ',"username":' || JSON(username) || ',"startedAt":' || TIME(started_at) || ',"endedAt":' || TIME(ended_at) || '}' AS j
      FROM task WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 50) AS r), '') || ']}}}}'
FROM process_instance AS i WHERE i.org_id = $1 AND i.id = $2
