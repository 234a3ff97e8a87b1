-- incidents
SELECT (SELECT '{"nodes":' || json_group_array(json_object('activityId', nodes_1.hoisted_0, 'activity', nodes_1.activity_name, 'failedActivity', nodes_1.failed_activity_name, 'failedActivityId', nodes_1.failed_activity_id, 'createTime', nodes_1.created_at / 1000, 'endTime', nodes_1.ended_at / 1000, 'procInstId', nodes_1.instance_id)) FILTER (WHERE nodes_1.number <= ?) || ',"pageInfo":' || json_object('hasNextPage', json(CASE coalesce(max(nodes_1.fetched), ?) > ? WHEN 1 THEN 'true' WHEN 0 THEN 'false' END), 'endCursor', max(CASE WHEN (nodes_1.number = CASE WHEN (nodes_1.fetched < ?) THEN nodes_1.fetched ELSE ? END AND nodes_1.number <= ?) THEN (json_array('CREATED_AT_DESC', coalesce(nodes_1.created_at, -1), nodes_1.id) || '') END)) || '}' AS value 
FROM (SELECT numbered_1.version AS version, numbered_1.model_id AS model_id, numbered_1.activity_id AS activity_id, numbered_1.activity_name AS activity_name, numbered_1.failed_activity_name AS failed_activity_name, numbered_1.failed_activity_id AS failed_activity_id, numbered_1.created_at AS created_at, numbered_1.ended_at AS ended_at, numbered_1.instance_id AS instance_id, numbered_1.id AS id, numbered_1.number AS number, numbered_1.fetched AS fetched, coalesce((SELECT activity_1.element_id 
FROM activity AS activity_1 
WHERE activity_1.model_id = numbered_1.model_id AND activity_1.version = coalesce(numbered_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = numbered_1.model_id AND activity_2.org_id = ?)) AND activity_1.element_id = numbered_1.activity_id AND activity_1.org_id = ?
 LIMIT ? OFFSET ?), (SELECT CASE WHEN (min(activity_3.element_id) = max(activity_3.element_id)) THEN min(activity_3.element_id) END AS only 
FROM activity AS activity_3 
WHERE activity_3.model_id = numbered_1.model_id AND activity_3.version = coalesce(numbered_1.version, (SELECT CASE WHEN (min(activity_2.version) = max(activity_2.version)) THEN min(activity_2.version) END AS only 
FROM activity AS activity_2 
WHERE activity_2.model_id = numbered_1.model_id AND activity_2.org_id = ?)) AND activity_3.name = coalesce(numbered_1.activity_name, numbered_1.activity_id) AND activity_3.org_id = ?), numbered_1.activity_id) AS hoisted_0 
FROM (SELECT page_1.version AS version, page_1.model_id AS model_id, page_1.activity_id AS activity_id, page_1.activity_name AS activity_name, page_1.failed_activity_name AS failed_activity_name, page_1.failed_activity_id AS failed_activity_id, page_1.created_at AS created_at, page_1.ended_at AS ended_at, page_1.instance_id AS instance_id, page_1.id AS id, row_number() OVER (ORDER BY coalesce(page_1.created_at, -1) DESC, page_1.id DESC) AS number, count(*) OVER () AS fetched 
FROM (SELECT incident_1.version AS version, incident_1.model_id AS model_id, incident_1.activity_id AS activity_id, incident_1.activity_name AS activity_name, incident_1.failed_activity_name AS failed_activity_name, incident_1.failed_activity_id AS failed_activity_id, incident_1.created_at AS created_at, incident_1.ended_at AS ended_at, incident_1.instance_id AS instance_id, incident_1.id AS id 
FROM incident AS incident_1 
WHERE incident_1.model_id = ? AND incident_1.version = ? AND incident_1.org_id = ? ORDER BY coalesce(incident_1.created_at, -1) DESC, incident_1.id DESC
 LIMIT ? OFFSET ?) AS page_1 ORDER BY coalesce(page_1.created_at, -1) DESC, page_1.id DESC
 LIMIT ? OFFSET ?) AS numbered_1
 LIMIT ? OFFSET 0) AS nodes_1) AS value;
-- binds: <$first>, 0, <$first>, <$first>, <$first>, <$first>, <organization>, <organization>, 1, 0, <organization>, <organization>, <$incidents.modelId.eq>, <$incidents.version.eq>, <organization>, <$first>, 0, <$first>, 0, -1
