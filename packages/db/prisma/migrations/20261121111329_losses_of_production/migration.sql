-- AlterTable
ALTER TABLE "production_output" ADD COLUMN     "non_conformance_id" INTEGER;

-- AlterTable
ALTER TABLE "reservation" ADD COLUMN     "production_order_id" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "production_output_non_conformance_id_key" ON "production_output"("non_conformance_id");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_production_order_id_location_id_key" ON "reservation"("production_order_id", "location_id");

-- AddForeignKey
ALTER TABLE "production_output" ADD CONSTRAINT "production_output_non_conformance_id_fkey" FOREIGN KEY ("non_conformance_id") REFERENCES "non_conformance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_production_order_id_fkey" FOREIGN KEY ("production_order_id") REFERENCES "production_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- Stock is promised to one demand. A further kind of demand adds its column and puts this constraint anew with it.
ALTER TABLE "reservation" DROP CONSTRAINT "reservation_one_demand";
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_one_demand" CHECK (
  num_nonnulls("sales_line_id", "production_line_id", "invoice_line_id", "fulfilment_line_id", "inspection_id",
    "non_conformance_id", "production_order_id") = 1);

-- What is lost by a non-conformance was made by an output before: it is neither made nor paid for again.
ALTER TABLE "production_output" ADD CONSTRAINT "production_output_loss_makes_nothing" CHECK (
  "non_conformance_id" IS NULL OR (
    "good" = 0 AND "material_cost" = 0 AND "stage" IS NOT NULL AND num_nonnulls("task_id", "machine_id", "operator_id") = 0));

-- What was finished and what was lost on each of the shop's days. What was finished and is lost afterwards is taken from the
-- day it is lost on, so that the days add up to what the orders have made.
CREATE FUNCTION production_output_came(o "production_output") RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN NOT o.finished THEN 0 WHEN o.non_conformance_id IS NULL THEN o.good ELSE -o.scrapped END
$$;
CREATE OR REPLACE FUNCTION statistic_production_output() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      WITH d AS (SELECT day, production_output_came(c) AS came, scrapped FROM changed_to c WHERE day IS NOT NULL)
      SELECT 'productionGood', day::text, count(*), sum(came) FROM d WHERE came <> 0 GROUP BY day
      UNION ALL SELECT 'productionLost', day::text, count(*), sum(scrapped) FROM d WHERE scrapped <> 0 GROUP BY day;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      WITH d AS (SELECT day, production_output_came(c) AS came, scrapped FROM changed_from c WHERE day IS NOT NULL)
      SELECT 'productionGood', day::text, -count(*), -sum(came) FROM d WHERE came <> 0 GROUP BY day
      UNION ALL SELECT 'productionLost', day::text, -count(*), -sum(scrapped) FROM d WHERE scrapped <> 0 GROUP BY day;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      WITH d AS (
        SELECT day, 1 AS n, production_output_came(c) AS came, scrapped FROM changed_to c WHERE day IS NOT NULL
        UNION ALL SELECT day, -1, -production_output_came(c), -scrapped FROM changed_from c WHERE day IS NOT NULL
      )
      SELECT 'productionGood', day::text, sum(n), sum(came) FROM d
        WHERE came <> 0 GROUP BY day HAVING sum(n) <> 0 OR sum(came) <> 0
      UNION ALL SELECT 'productionLost', day::text, sum(n), sum(scrapped) FROM d
        WHERE scrapped <> 0 GROUP BY day HAVING sum(n) <> 0 OR sum(scrapped) <> 0;
  END IF;
  RETURN NULL;
END $$;

-- What orders have lost so far after a stage: what was scrapped or is made anew because it failed while they were under way.
INSERT INTO production_output (order_id, stage, finished, day, good, scrapped, reason, recorded_by_id, ended_at,
  material_cost, unit_cost, non_conformance_id)
SELECT o.id, s.stage, NOT EXISTS (
    SELECT FROM production_order_stage later WHERE later.order_id = o.id AND later.position > s.position),
  (n.decided_at AT TIME ZONE 'UTC')::date, 0, n.quantity, n.defect, n.decided_by_id, n.decided_at, 0,
  round(n.cost / n.quantity, 4), n.id
FROM non_conformance n
JOIN inspection i ON i.id = n.inspection_id AND i.type = 'IN_PROCESS'
JOIN production_order o ON n.source_type = 'productionOrder' AND o.id = n.source_id
JOIN production_order_stage s ON s.order_id = o.id AND s.stage = i.stage AND s.good >= n.quantity
WHERE n.disposition IN ('SCRAP', 'REMAKE') AND n.location_id IS NOT NULL AND n.defect <> ''
  AND (o.completed_at IS NULL OR n.decided_at < o.completed_at);

WITH lost AS (
  SELECT order_id, stage, finished, sum(scrapped) AS quantity FROM production_output
  WHERE non_conformance_id IS NOT NULL GROUP BY order_id, stage, finished
), stages AS (
  UPDATE production_order_stage s SET good = s.good - lost.quantity, scrapped = s.scrapped + lost.quantity
  FROM lost WHERE lost.order_id = s.order_id AND lost.stage = s.stage
), cards AS (
  UPDATE work_order w SET scrapped_quantity = w.scrapped_quantity + lost.quantity,
    completed_quantity = greatest(w.completed_quantity - lost.good, 0)
  FROM (SELECT order_id, sum(quantity) AS quantity, coalesce(sum(quantity) FILTER (WHERE finished), 0) AS good
    FROM lost GROUP BY order_id) lost
  WHERE w.production_order_id = lost.order_id
)
UPDATE production_order o SET scrapped = o.scrapped + lost.quantity, produced = o.produced - lost.good
FROM (SELECT order_id, sum(quantity) AS quantity, coalesce(sum(quantity) FILTER (WHERE finished), 0) AS good
  FROM lost GROUP BY order_id) lost
WHERE o.id = lost.order_id;

-- What lies before a stage, and what its materials are still wanted for, are less what was lost on the way there.
UPDATE production_order_stage s SET ready = greatest(came.good - s.good - s.scrapped, 0)
FROM production_order_stage came, production_order o
WHERE came.order_id = s.order_id AND came.position = s.position - 1 AND o.id = s.order_id
  AND o.status IN ('RELEASED', 'IN_PROGRESS', 'ON_HOLD') AND s.ready <> greatest(came.good - s.good - s.scrapped, 0);
UPDATE production_order_line l SET needed = round(l.needed * greatest(lost.planned - lost.quantity, 0) / lost.planned, 6)
FROM (
  SELECT o.id, o.planned, s.stage, sum(came.scrapped) AS quantity
  FROM production_order o
  JOIN production_order_stage s ON s.order_id = o.id
  JOIN production_order_stage came ON came.order_id = s.order_id AND came.position < s.position
  WHERE o.status IN ('RELEASED', 'IN_PROGRESS', 'ON_HOLD')
  GROUP BY o.id, s.stage
) lost
WHERE lost.id = l.order_id AND lost.stage = l.stage AND lost.quantity > 0;

-- A production order's job card and tasks are its own: what is open of them is the order's.
UPDATE inspection i SET source_type = 'productionOrder', source_id = o.id, source_number = o.number, source_line = NULL
FROM work_order w JOIN production_order o ON o.id = w.production_order_id
WHERE i.status = 'OPEN' AND i.source_type = 'workOrder' AND i.source_id = w.id;
UPDATE non_conformance n SET source_type = 'productionOrder', source_id = o.id, source_number = o.number, source_line = NULL
FROM work_order w JOIN production_order o ON o.id = w.production_order_id
WHERE n.status = 'OPEN' AND n.source_type = 'workOrder' AND n.source_id = w.id;

-- What lies half-made is promised to the order that made it, but for what waits there to be inspected or decided of; as far
-- as it is there, the oldest order first.
WITH assembled AS (
  SELECT id FROM location WHERE code = 'ASSEMBLED'
), own AS (
  SELECT o.id, o.item_id, sum(s.ready) - coalesce((
      SELECT sum(r.quantity - r.consumed) FROM reservation r
      LEFT JOIN inspection i ON i.id = r.inspection_id
      LEFT JOIN non_conformance n ON n.id = r.non_conformance_id
      WHERE NOT r.released AND r.location_id = (SELECT id FROM assembled)
        AND (i.source_type = 'productionOrder' AND i.source_id = o.id
          OR n.source_type = 'productionOrder' AND n.source_id = o.id)), 0) AS quantity
  FROM production_order o
  JOIN production_order_stage s ON s.order_id = o.id AND s.position > 1
  WHERE o.status IN ('RELEASED', 'IN_PROGRESS', 'ON_HOLD')
  GROUP BY o.id
), shared AS (
  SELECT own.id, own.item_id, b.location_id,
    least(own.quantity, b.on_hand - b.reserved
      - coalesce(sum(own.quantity) OVER (PARTITION BY own.item_id ORDER BY own.id ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW), 0))
      AS quantity
  FROM own
  JOIN stock_balance b ON b.item_id = own.item_id AND b.location_id = (SELECT id FROM assembled)
  WHERE own.quantity > 0
)
INSERT INTO reservation (production_order_id, item_id, location_id, quantity)
SELECT id, item_id, location_id, quantity FROM shared WHERE quantity > 0;
