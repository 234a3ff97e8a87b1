SELECT '{"data":{"processInstances":{"nodes":[' || coalesce(string_agg(j, ','), '') || ']}}}' FROM (
  SELECT '{"id":' || to_json(i.id) || ENUM("status", i.status) || TEXT("businessKey", i.business_key)
    || TIME("startedAt", i.started_at) || TIME("endedAt", i.ended_at)
    || ',"tasks":{"nodes":[' || coalesce((
      SELECT string_agg(j, ',') FROM (
        SELECT '{"id":' || to_json(id) || TEXT("taskSpec", task_spec) || TEXT("name", name) || ENUM("state", state)
          || TEXT("username", username) || TIME("startedAt", started_at) || TIME("endedAt", ended_at) || '}' AS j
        FROM task WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 20) AS r), '')
    || ']},"incidents":{"nodes":[' || coalesce((
      SELECT string_agg(j, ',') FROM (
        SELECT '{"id":' || to_json(id) || TEXT("type", type) || ENUM("state", state) || TEXT("message", message)
          || TIME("createdAt", created_at) || '}' AS j
        FROM incident WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(created_at, -1), id LIMIT 50) AS r), '')
    || ']},"runs":{"nodes":[' || coalesce((
      SELECT string_agg(j, ',') FROM (
        SELECT '{"id":' || to_json(id) || ENUM("state", state) || NUMBER("totalTokens", total_tokens) || TIME("startedAt", started_at)
          || coalesce((
            SELECT ',"nhi":{"id":' || to_json(n.id) || TEXT("label", n.label) || '}'
            FROM nhi AS n WHERE n.org_id = $1 AND n.id = run.nhi_id), ',"nhi":null') || '}' AS j
        FROM run WHERE org_id = $1 AND instance_id = i.id ORDER BY coalesce(started_at, -1), id LIMIT 50) AS r), '') || ']}}' AS j
  FROM process_instance AS i
  WHERE i.org_id = $1 AND i.model_id = $2 ORDER BY coalesce(i.started_at, -1) DESC, i.id DESC LIMIT 100) AS r
