-- AlterTable
ALTER TABLE "production_output" ALTER COLUMN "day" DROP NOT NULL;

-- Outputs that came with an import which did not know their day are of no day.
CREATE OR REPLACE FUNCTION statistic_production_output() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionGood', day::text, count(*), sum(good) FROM changed_to
        WHERE finished AND good <> 0 AND day IS NOT NULL GROUP BY day
      UNION ALL SELECT 'productionLost', day::text, count(*), sum(scrapped) FROM changed_to
        WHERE scrapped <> 0 AND day IS NOT NULL GROUP BY day;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionGood', day::text, -count(*), -sum(good) FROM changed_from
        WHERE finished AND good <> 0 AND day IS NOT NULL GROUP BY day
      UNION ALL SELECT 'productionLost', day::text, -count(*), -sum(scrapped) FROM changed_from
        WHERE scrapped <> 0 AND day IS NOT NULL GROUP BY day;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      WITH d AS (
        SELECT day, 1 AS n, good, scrapped, finished FROM changed_to WHERE day IS NOT NULL
        UNION ALL SELECT day, -1, -good, -scrapped, finished FROM changed_from WHERE day IS NOT NULL
      )
      SELECT 'productionGood', day::text, sum(n), sum(good) FROM d
        WHERE finished AND good <> 0 GROUP BY day HAVING sum(n) <> 0 OR sum(good) <> 0
      UNION ALL SELECT 'productionLost', day::text, sum(n), sum(scrapped) FROM d
        WHERE scrapped <> 0 GROUP BY day HAVING sum(n) <> 0 OR sum(scrapped) <> 0;
  END IF;
  RETURN NULL;
END $$;
