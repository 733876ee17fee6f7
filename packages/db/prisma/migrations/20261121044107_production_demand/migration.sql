-- CreateEnum
CREATE TYPE "production_order_status" AS ENUM ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'CANCELLED');

-- What was a sales order's line is one kind of demand among several.
ALTER TABLE "reservation" RENAME COLUMN "line_id" TO "sales_line_id";
ALTER TABLE "reservation" RENAME CONSTRAINT "reservation_line_id_fkey" TO "reservation_sales_line_id_fkey";
ALTER INDEX "reservation_line_id_location_id_key" RENAME TO "reservation_sales_line_id_location_id_key";
ALTER TABLE "reservation" ALTER COLUMN "sales_line_id" DROP NOT NULL, ADD COLUMN "production_line_id" INTEGER;

-- CreateTable
CREATE TABLE "production_order" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "item_id" INTEGER NOT NULL,
    "sales_order_id" INTEGER,
    "status" "production_order_status" NOT NULL DEFAULT 'DRAFT',
    "planned" DECIMAL(18,6) NOT NULL,
    "produced" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "scrapped" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "bom_revision" INTEGER NOT NULL DEFAULT 0,
    "material_cost" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "priority" "priority" NOT NULL DEFAULT 'NORMAL',
    "due_date" DATE,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_by_id" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "production_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "production_order_line" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "component_id" INTEGER NOT NULL,
    "stage" "task_kind",
    "quantity_per" DECIMAL(18,6) NOT NULL,
    "unit" TEXT NOT NULL,
    "scrap_percent" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "needed" DECIMAL(18,6) NOT NULL,
    "consumed" DECIMAL(18,6) NOT NULL DEFAULT 0,

    CONSTRAINT "production_order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "production_output" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "good" DECIMAL(18,6) NOT NULL,
    "scrapped" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL DEFAULT '',
    "operator_id" INTEGER,
    "recorded_by_id" INTEGER,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "material_cost" DECIMAL(18,4) NOT NULL,
    "unit_cost" DECIMAL(18,4) NOT NULL,

    CONSTRAINT "production_output_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "production_day" (
    "day" DATE NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "production_day_pkey" PRIMARY KEY ("day")
);

-- CreateIndex
CREATE UNIQUE INDEX "production_order_number_key" ON "production_order"("number");

-- CreateIndex
CREATE INDEX "production_order_status_id_idx" ON "production_order"("status", "id");

-- CreateIndex
CREATE INDEX "production_order_item_id_id_idx" ON "production_order"("item_id", "id");

-- CreateIndex
CREATE INDEX "production_order_sales_order_id_idx" ON "production_order"("sales_order_id");

-- CreateIndex
CREATE INDEX "production_order_due_date_id_idx" ON "production_order"("due_date", "id");

-- CreateIndex
CREATE INDEX "production_order_line_component_id_idx" ON "production_order_line"("component_id");

-- CreateIndex
CREATE UNIQUE INDEX "production_order_line_order_id_line_no_key" ON "production_order_line"("order_id", "line_no");

-- CreateIndex
CREATE INDEX "production_output_order_id_id_idx" ON "production_output"("order_id", "id");

-- CreateIndex
CREATE INDEX "production_output_operator_id_idx" ON "production_output"("operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_production_line_id_location_id_key" ON "reservation"("production_line_id", "location_id");

-- AddForeignKey
ALTER TABLE "production_order" ADD CONSTRAINT "production_order_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_order" ADD CONSTRAINT "production_order_sales_order_id_fkey" FOREIGN KEY ("sales_order_id") REFERENCES "sales_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_order" ADD CONSTRAINT "production_order_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_order_line" ADD CONSTRAINT "production_order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "production_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_order_line" ADD CONSTRAINT "production_order_line_component_id_fkey" FOREIGN KEY ("component_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_output" ADD CONSTRAINT "production_output_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "production_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_output" ADD CONSTRAINT "production_output_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_output" ADD CONSTRAINT "production_output_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_production_line_id_fkey" FOREIGN KEY ("production_line_id") REFERENCES "production_order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- Stock is promised to one demand. A further kind of demand adds its column and puts this constraint anew with it.
ALTER TABLE "reservation"
  ADD CONSTRAINT "reservation_one_demand" CHECK (num_nonnulls("sales_line_id", "production_line_id") = 1);

ALTER TABLE "production_order"
  ADD CONSTRAINT "production_order_planned_positive" CHECK ("planned" > 0),
  ADD CONSTRAINT "production_order_made_not_negative" CHECK ("produced" >= 0 AND "scrapped" >= 0),
  ADD CONSTRAINT "production_order_cost_not_negative" CHECK ("material_cost" >= 0);
ALTER TABLE "production_order_line"
  ADD CONSTRAINT "production_order_line_quantity_positive" CHECK ("quantity_per" > 0),
  ADD CONSTRAINT "production_order_line_scrap_percent" CHECK ("scrap_percent" BETWEEN 0 AND 100),
  ADD CONSTRAINT "production_order_line_amounts_not_negative" CHECK ("needed" >= 0 AND "consumed" >= 0);
ALTER TABLE "production_output"
  ADD CONSTRAINT "production_output_made_something" CHECK ("good" >= 0 AND "scrapped" >= 0 AND "good" + "scrapped" > 0),
  ADD CONSTRAINT "production_output_scrap_has_reason" CHECK ("scrapped" = 0 OR "reason" <> ''),
  ADD CONSTRAINT "production_output_ends_after_start" CHECK ("started_at" IS NULL OR "ended_at" >= "started_at"),
  ADD CONSTRAINT "production_output_cost_not_negative" CHECK ("material_cost" >= 0 AND "unit_cost" >= 0);
ALTER TABLE "production_day" ADD CONSTRAINT "production_day_last_positive" CHECK ("last" > 0);

-- The next number of a day, 1 to n without gaps among what is committed: the day's row is held until the transaction that
-- takes a number ends, and a transaction that is undone gives its number back.
CREATE FUNCTION next_production_number(of date) RETURNS text LANGUAGE sql VOLATILE AS $$
  INSERT INTO production_day AS d (day, last) VALUES (of, 1)
    ON CONFLICT (day) DO UPDATE SET last = d.last + 1
    RETURNING 'JO-' || to_char(day, 'YYYYMMDD') || '-' || lpad(last::text, greatest(4, length(last::text)), '0')
$$;

CREATE INDEX "production_order_open_due_idx" ON "production_order" ("due_date", "id")
  WHERE "status" IN ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD');

-- Production orders by state; the amount is pieces planned.
CREATE FUNCTION statistic_production_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionOrder', status, count(*), sum(planned) FROM changed_to GROUP BY status;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionOrder', status, -count(*), -sum(planned) FROM changed_from GROUP BY status;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'productionOrder', status, sum(n), sum(amount)
      FROM (
        SELECT status, 1 AS n, planned AS amount FROM changed_to
        UNION ALL SELECT status, -1, -planned FROM changed_from
      ) d
      GROUP BY status HAVING sum(n) <> 0 OR sum(amount) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "production_order"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_order();
CREATE TRIGGER statistic_update AFTER UPDATE ON "production_order"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_order();
CREATE TRIGGER statistic_delete AFTER DELETE ON "production_order"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_production_order();
