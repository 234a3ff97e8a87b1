-- diagram
SELECT (SELECT '{"content":' || coalesce(to_json(diagram_1.content)::text, 'null') || '}' AS value 
FROM diagram AS diagram_1 
WHERE diagram_1.id = $1::VARCHAR COLLATE "C" AND diagram_1.org_id = $2::VARCHAR COLLATE "C") AS value;
-- binds: <$path>, <organization>
