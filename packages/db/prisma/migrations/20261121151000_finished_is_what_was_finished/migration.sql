-- What a day finished is what came off the last stage good on that day, whatever becomes of it later. What is lost afterwards
-- counts as lost on the day it is lost; the day it was finished on keeps it, and no day has finished less than nothing.
CREATE OR REPLACE FUNCTION production_output_came(o "production_output") RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN o.finished AND o.non_conformance_id IS NULL THEN o.good ELSE 0 END
$$;

INSERT INTO statistic (metric, bucket, count, amount)
SELECT 'productionGood', day::text, -count(*), sum(scrapped) FROM production_output
WHERE finished AND non_conformance_id IS NOT NULL AND scrapped <> 0 AND day IS NOT NULL GROUP BY day;
