-- No operator class may fail its access method's own check.
SELECT amname, opcname FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
    WHERE EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_opclass'::regclass AND objid = c.oid
        AND deptype = 'e') AND NOT amvalidate(c.oid);

-- Every object says what it is.
SELECT pg_describe_object(classid, objid, 0) FROM pg_depend
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
        AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'newsext')
        AND obj_description(objid, classid::regclass::text) IS NULL
        AND NOT (classid = 'pg_type'::regclass AND pg_describe_object(classid, objid, 0) LIKE '%[]')
    ORDER BY 1;

-- Every function may be used in parallel plans, is immutable unless it says
-- why not, and takes no part in calls with nulls but for planner support.
SELECT p.oid::regprocedure, provolatile, proparallel, proisstrict FROM pg_proc p
    JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
    JOIN pg_extension e ON e.oid = d.refobjid AND extname = 'newsext'
    WHERE (proparallel <> 's' OR provolatile <> 'i' OR NOT proisstrict) AND prokind = 'f'
    ORDER BY 1::text COLLATE "C";
