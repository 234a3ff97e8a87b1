SELECT '{"data":{"tasks":{"nodes":[' || coalesce(string_agg(j, ','), '') || ']}}}' FROM (
  SELECT '{"id":' || to_json(id) || ',"taskSpec":' || JSON(task_spec) || ',"name":' || JSON(name) || ',"state":' || JSON(state)
    || ',"username":' || JSON(username) || ',"startedAt":' || TIME(started_at) || ',"endedAt":' || TIME(ended_at) || '}' AS j
  FROM task WHERE org_id = $1 ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT 10000) AS r
