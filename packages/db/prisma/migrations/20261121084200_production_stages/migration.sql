-- contract: nothing has been released yet that reads frame_id of a task or writes outputs without their day
-- A task is on an item, of which a frame is one kind: the column stays what it was and refers to the item.
ALTER TABLE "task" DROP CONSTRAINT "task_frame_id_fkey";
ALTER TABLE "task" RENAME COLUMN "frame_id" TO "item_id";
ALTER INDEX "task_frame_id_id_idx" RENAME TO "task_item_id_id_idx";

-- AlterTable
ALTER TABLE "item" ADD COLUMN     "assembled_cost" DECIMAL(18,4) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "production_order" ADD COLUMN     "import_run_id" INTEGER,
ADD COLUMN     "labour_rate" DECIMAL(18,4);

-- AlterTable
ALTER TABLE "production_order_line" ADD COLUMN     "unit_cost" DECIMAL(18,4) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "production_output" ADD COLUMN     "day" DATE,
ADD COLUMN     "finished" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "stage" "task_kind",
ADD COLUMN     "task_id" INTEGER;

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "production_order_id" INTEGER,
ADD COLUMN     "scrapped" DECIMAL(18,6) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "work_order" ADD COLUMN     "production_order_id" INTEGER;

-- CreateTable
CREATE TABLE "production_order_stage" (
    "order_id" INTEGER NOT NULL,
    "stage" "task_kind" NOT NULL,
    "position" INTEGER NOT NULL,
    "good" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "scrapped" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "ready" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "planned_seconds" INTEGER,

    CONSTRAINT "production_order_stage_pkey" PRIMARY KEY ("order_id","stage")
);

-- CreateIndex
CREATE UNIQUE INDEX "production_output_task_id_key" ON "production_output"("task_id");

-- CreateIndex
CREATE INDEX "production_output_day_idx" ON "production_output"("day");

-- CreateIndex
CREATE INDEX "task_production_order_id_id_idx" ON "task"("production_order_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "work_order_production_order_id_key" ON "work_order"("production_order_id");

-- AddForeignKey
ALTER TABLE "production_order" ADD CONSTRAINT "production_order_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_order_stage" ADD CONSTRAINT "production_order_stage_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "production_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_output" ADD CONSTRAINT "production_output_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_production_order_id_fkey" FOREIGN KEY ("production_order_id") REFERENCES "production_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_production_order_id_fkey" FOREIGN KEY ("production_order_id") REFERENCES "production_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

UPDATE "production_output" SET "day" = ("ended_at" AT TIME ZONE 'UTC')::date;
ALTER TABLE "production_output" ALTER COLUMN "day" SET NOT NULL;

-- Orders that are released already pass the stages that their lines and, of a frame, its own stages name.
INSERT INTO "production_order_stage" (order_id, stage, position, good, scrapped, ready)
SELECT o.id, s.stage, s.position,
  CASE WHEN s.position = s.last THEN o.produced ELSE o.produced + o.scrapped END,
  CASE WHEN s.position = s.last THEN o.scrapped ELSE 0 END,
  CASE WHEN s.position = 1 AND o.status IN ('RELEASED', 'IN_PROGRESS', 'ON_HOLD')
    THEN greatest(o.planned - o.produced - o.scrapped, 0) ELSE 0 END
FROM production_order o
JOIN LATERAL (
  SELECT stage, row_number() OVER (ORDER BY stage)::int AS position, count(*) OVER ()::int AS last
  FROM (
    SELECT unnest(f.stages) AS stage FROM frame f WHERE f.id = o.item_id
    UNION SELECT coalesce(l.stage, 'ASSEMBLY') FROM production_order_line l
      WHERE l.order_id = o.id AND NOT EXISTS (SELECT FROM frame f WHERE f.id = o.item_id)
  ) named
  WHERE stage <> 'INSTALLATION'
) s ON true
WHERE o.bom_revision > 0;

ALTER TABLE "task"
  ADD CONSTRAINT "task_scrapped_within" CHECK ("scrapped" BETWEEN 0 AND "quantity");
ALTER TABLE "item" ADD CONSTRAINT "item_assembled_cost_not_negative" CHECK ("assembled_cost" >= 0);
ALTER TABLE "production_order" ADD CONSTRAINT "production_order_labour_rate_not_negative" CHECK ("labour_rate" >= 0);
ALTER TABLE "production_order_stage"
  ADD CONSTRAINT "production_order_stage_not_installation" CHECK ("stage" <> 'INSTALLATION'),
  ADD CONSTRAINT "production_order_stage_not_negative" CHECK ("good" >= 0 AND "scrapped" >= 0 AND "ready" >= 0);
ALTER TABLE "production_output"
  ADD CONSTRAINT "production_output_task_has_stage" CHECK ("task_id" IS NULL OR "stage" IS NOT NULL),
  ADD CONSTRAINT "production_output_whole_is_finished" CHECK ("stage" IS NOT NULL OR "finished");

-- Production orders by state, the amount pieces planned; what they made and lost, by their state; and, of those that are
-- neither drafts nor cancelled, what was to be made by each day.
CREATE OR REPLACE FUNCTION statistic_production_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionOrder', status::text, count(*), sum(planned) FROM changed_to GROUP BY status
      UNION ALL SELECT 'productionProduced', status::text, 0, sum(produced) FROM changed_to
        WHERE produced <> 0 GROUP BY status
      UNION ALL SELECT 'productionScrapped', status::text, 0, sum(scrapped) FROM changed_to
        WHERE scrapped <> 0 GROUP BY status
      UNION ALL SELECT 'productionPlan', due_date::text, count(*), sum(planned) FROM changed_to
        WHERE due_date IS NOT NULL AND status NOT IN ('DRAFT', 'CANCELLED') GROUP BY due_date;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionOrder', status::text, -count(*), -sum(planned) FROM changed_from GROUP BY status
      UNION ALL SELECT 'productionProduced', status::text, 0, -sum(produced) FROM changed_from
        WHERE produced <> 0 GROUP BY status
      UNION ALL SELECT 'productionScrapped', status::text, 0, -sum(scrapped) FROM changed_from
        WHERE scrapped <> 0 GROUP BY status
      UNION ALL SELECT 'productionPlan', due_date::text, -count(*), -sum(planned) FROM changed_from
        WHERE due_date IS NOT NULL AND status NOT IN ('DRAFT', 'CANCELLED') GROUP BY due_date;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      WITH d AS (
        SELECT status, due_date, 1 AS n, planned, produced, scrapped FROM changed_to
        UNION ALL SELECT status, due_date, -1, -planned, -produced, -scrapped FROM changed_from
      )
      SELECT 'productionOrder', status::text, sum(n), sum(planned) FROM d
        GROUP BY status HAVING sum(n) <> 0 OR sum(planned) <> 0
      UNION ALL SELECT 'productionProduced', status::text, 0, sum(produced) FROM d
        GROUP BY status HAVING sum(produced) <> 0
      UNION ALL SELECT 'productionScrapped', status::text, 0, sum(scrapped) FROM d
        GROUP BY status HAVING sum(scrapped) <> 0
      UNION ALL SELECT 'productionPlan', due_date::text, sum(n), sum(planned) FROM d
        WHERE due_date IS NOT NULL AND status NOT IN ('DRAFT', 'CANCELLED')
        GROUP BY due_date HAVING sum(n) <> 0 OR sum(planned) <> 0;
  END IF;
  RETURN NULL;
END $$;
INSERT INTO statistic (metric, bucket, count, amount)
  SELECT 'productionProduced', status::text, 0, sum(produced) FROM production_order WHERE produced <> 0 GROUP BY status
  UNION ALL SELECT 'productionScrapped', status::text, 0, sum(scrapped) FROM production_order
    WHERE scrapped <> 0 GROUP BY status
  UNION ALL SELECT 'productionPlan', due_date::text, count(*), sum(planned) FROM production_order
    WHERE due_date IS NOT NULL AND status NOT IN ('DRAFT', 'CANCELLED') GROUP BY due_date;

-- What was finished and what was lost on each of the shop's days. An output is written once and stays.
CREATE FUNCTION statistic_production_output() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionGood', day::text, count(*), sum(good) FROM changed_to WHERE finished AND good <> 0 GROUP BY day
      UNION ALL SELECT 'productionLost', day::text, count(*), sum(scrapped) FROM changed_to
        WHERE scrapped <> 0 GROUP BY day;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionGood', day::text, -count(*), -sum(good) FROM changed_from
        WHERE finished AND good <> 0 GROUP BY day
      UNION ALL SELECT 'productionLost', day::text, -count(*), -sum(scrapped) FROM changed_from
        WHERE scrapped <> 0 GROUP BY day;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      WITH d AS (
        SELECT day, 1 AS n, good, scrapped, finished FROM changed_to
        UNION ALL SELECT day, -1, -good, -scrapped, finished FROM changed_from
      )
      SELECT 'productionGood', day::text, sum(n), sum(good) FROM d
        WHERE finished AND good <> 0 GROUP BY day HAVING sum(n) <> 0 OR sum(good) <> 0
      UNION ALL SELECT 'productionLost', day::text, sum(n), sum(scrapped) FROM d
        WHERE scrapped <> 0 GROUP BY day HAVING sum(n) <> 0 OR sum(scrapped) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "production_output"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_output();
CREATE TRIGGER statistic_update AFTER UPDATE ON "production_output"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_output();
CREATE TRIGGER statistic_delete AFTER DELETE ON "production_output"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_output();
INSERT INTO statistic (metric, bucket, count, amount)
  SELECT 'productionGood', day::text, count(*), sum(good) FROM production_output WHERE finished AND good <> 0 GROUP BY day
  UNION ALL SELECT 'productionLost', day::text, count(*), sum(scrapped) FROM production_output
    WHERE scrapped <> 0 GROUP BY day;

-- Work in progress: what lies before each stage of the orders under way.
CREATE FUNCTION statistic_production_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionStage', stage, count(*), sum(ready) FROM changed_to WHERE ready <> 0 GROUP BY stage;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionStage', stage, -count(*), -sum(ready) FROM changed_from WHERE ready <> 0 GROUP BY stage;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionStage', stage, sum(n), sum(ready)
      FROM (
        SELECT stage, 1 AS n, ready FROM changed_to WHERE ready <> 0
        UNION ALL SELECT stage, -1, -ready FROM changed_from WHERE ready <> 0
      ) d
      GROUP BY stage HAVING sum(n) <> 0 OR sum(ready) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "production_order_stage"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_stage();
CREATE TRIGGER statistic_update AFTER UPDATE ON "production_order_stage"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_stage();
CREATE TRIGGER statistic_delete AFTER DELETE ON "production_order_stage"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_stage();
INSERT INTO statistic (metric, bucket, count, amount)
  SELECT 'productionStage', stage, count(*), sum(ready) FROM production_order_stage WHERE ready <> 0 GROUP BY stage;

-- Tasks by "KIND:STATUS", the amount pieces; and what was done to frames, good ones, by completed tasks of each kind.
CREATE OR REPLACE FUNCTION statistic_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'task', kind || ':' || status, count(*), sum(quantity) FROM changed_to GROUP BY kind, status
      UNION ALL SELECT 'frameTask', t.kind::text, count(*), sum(t.quantity - t.scrapped)
        FROM changed_to t JOIN frame f ON f.id = t.item_id WHERE t.status = 'COMPLETED' GROUP BY t.kind;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'task', kind || ':' || status, -count(*), -sum(quantity) FROM changed_from GROUP BY kind, status
      UNION ALL SELECT 'frameTask', t.kind::text, -count(*), -sum(t.quantity - t.scrapped)
        FROM changed_from t JOIN frame f ON f.id = t.item_id WHERE t.status = 'COMPLETED' GROUP BY t.kind;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      WITH d AS (
        SELECT kind, status, item_id, 1 AS n, quantity, scrapped FROM changed_to
        UNION ALL SELECT kind, status, item_id, -1, -quantity, -scrapped FROM changed_from
      )
      SELECT 'task', kind || ':' || status, sum(n), sum(quantity) FROM d
        GROUP BY kind, status HAVING sum(n) <> 0 OR sum(quantity) <> 0
      UNION ALL SELECT 'frameTask', d.kind::text, sum(d.n), sum(d.quantity - d.scrapped)
        FROM d JOIN frame f ON f.id = d.item_id WHERE d.status = 'COMPLETED'
        GROUP BY d.kind HAVING sum(d.n) <> 0 OR sum(d.quantity - d.scrapped) <> 0;
  END IF;
  RETURN NULL;
END $$;
INSERT INTO statistic (metric, bucket, count, amount)
  SELECT 'frameTask', t.kind::text, count(*), sum(t.quantity - t.scrapped)
  FROM task t JOIN frame f ON f.id = t.item_id WHERE t.status = 'COMPLETED' GROUP BY t.kind;
