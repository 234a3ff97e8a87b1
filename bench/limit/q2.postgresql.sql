SELECT '{"data":{"processInstance":{"id":' || to_json(i.id) || ENUM("status", i.status) || TEXT("businessKey", i.business_key)
  || TIME("startedAt", i.started_at) || TIME("endedAt", i.ended_at)
  || ',"tasks":{"nodes":[' || coalesce((
    SELECT string_agg(j, ',') FROM (
      SELECT '{"id":' || to_json(id) || TEXT("taskSpec", task_spec) || TEXT("name", name) || ENUM("state", state)
        || TEXT("username", username) || TIME("startedAt", started_at) || TIME("endedAt", ended_at) || '}' AS j
      FROM task WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 50) AS r), '') || ']}}}}'
FROM process_instance AS i WHERE i.org_id = $1 AND i.id = $2
