SELECT '{"data":{"processInstances":{"nodes":[' || coalesce(string_agg(j, ','), '') || ']}}}' FROM (
  SELECT '{"id":' || to_json(i.id) || ',"status":' || JSON(i.status) || ',"businessKey":' || JSON(i.business_key)
    || ',"startedAt":' || TIME(i.started_at) || ',"endedAt":' || TIME(i.ended_at)
    || ',"tasks":{"nodes":[' || coalesce((
      SELECT string_agg(j, ',') FROM (
        SELECT '{"id":' || to_json(id) || ',"taskSpec":' || JSON(task_spec) || ',"name":' || JSON(name) || ',"state":' || JSON(state)
          || ',"username":' || JSON(username) || ',"startedAt":' || TIME(started_at) || ',"endedAt":' || TIME(ended_at) || '}' AS j
        FROM task WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 20) AS r), '')
    || ']},"incidents":{"nodes":[' || coalesce((
      SELECT string_agg(j, ',') FROM (
        SELECT '{"id":' || to_json(id) || ',"type":' || JSON(type) || ',"state":' || JSON(state) || ',"message":' || JSON(message)
          || ',"createdAt":' || TIME(created_at) || '}' AS j
        FROM incident WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(created_at, -1), id LIMIT 50) AS r), '')
    || ']},"runs":{"nodes":[' || coalesce((
      SELECT string_agg(j, ',') FROM (
        SELECT '{"id":' || to_json(id) || ',"state":' || JSON(state) || ',"totalTokens":' || JSON(total_tokens)
          || ',"startedAt":' || TIME(started_at)
          || ',"nhi":' || coalesce((
            SELECT '{"id":' || to_json(n.id) || ',"label":' || JSON(n.label) || '}'
            FROM nhi AS n WHERE n.org_id = $1 AND n.id = run.nhi_id), 'null') || '}' AS j
        FROM run WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 50) AS r), '') || ']}}' AS j
  FROM process_instance AS i
  WHERE i.org_id = $1 AND i.model_id = $2 ORDER BY coalesce(i.started_at, -1) DESC, i.id DESC LIMIT 100) AS r
