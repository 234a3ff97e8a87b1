-- diagram
SELECT (SELECT json_object('content', diagram_1.content) AS value 
FROM diagram AS diagram_1 
WHERE diagram_1.id = ? AND diagram_1.org_id = ?) AS value;
-- binds: <$path>, <organization>
