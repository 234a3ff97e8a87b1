SELECT '{"data":{"tasks":{"nodes":[' || coalesce(string_agg(j, ','), '') || ']}}}' FROM (
  SELECT '{"id":' || to_json(id) || TEXT("taskSpec", task_spec) || TEXT("name", name) || ENUM("state", state)
    || TEXT("username", username) || TIME("startedAt", started_at) || TIME("endedAt", ended_at) || '}' AS j
  FROM task WHERE org_id = $1 ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT 10000) AS r
