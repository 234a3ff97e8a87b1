-- guardians
SELECT (SELECT '{"nodes":' || json_group_array(json_object('guardianId', page_1.id, 'name', page_1.name)) || '}' AS value 
FROM (SELECT guardian_1.id AS id, guardian_1.name AS name 
FROM guardian AS guardian_1 
WHERE guardian_1.id IN (SELECT value FROM json_each(?)) = 1 AND guardian_1.org_id = ? ORDER BY guardian_1.id ASC
 LIMIT 10000 OFFSET ?) AS page_1) AS value;
-- binds: <$ids>, <organization>, 0
