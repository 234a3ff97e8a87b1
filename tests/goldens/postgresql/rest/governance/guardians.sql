-- guardians
SELECT (SELECT '{"nodes":[' || coalesce(string_agg('{"guardianId":' || coalesce(to_json(page_1.id)::text, 'null') || ',"name":' || coalesce(to_json(page_1.name)::text, 'null') || '}', ','), '') || ']}' AS value 
FROM (SELECT guardian_1.id AS id, guardian_1.name AS name 
FROM guardian AS guardian_1 
WHERE guardian_1.id IN (SELECT each::text FROM json_array_elements_text(($1::VARCHAR COLLATE "C")::json) AS each) AND guardian_1.org_id = $2::VARCHAR COLLATE "C" ORDER BY guardian_1.id ASC 
 LIMIT 10000) AS page_1) AS value;
-- binds: <$ids>, <organization>
