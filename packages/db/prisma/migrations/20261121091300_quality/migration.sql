-- CreateEnum
CREATE TYPE "inspection_type" AS ENUM ('INCOMING', 'IN_PROCESS', 'OUTGOING', 'TRANSFER');

-- CreateEnum
CREATE TYPE "inspection_status" AS ENUM ('OPEN', 'PASSED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "sampling_rule" AS ENUM ('FIXED', 'PERCENT', 'ALL');

-- CreateEnum
CREATE TYPE "characteristic_kind" AS ENUM ('PASS_FAIL', 'NUMERIC');

-- CreateEnum
CREATE TYPE "non_conformance_status" AS ENUM ('OPEN', 'DISPOSITIONED', 'CLOSED');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('MINOR', 'MAJOR', 'CRITICAL');

-- CreateEnum
CREATE TYPE "disposition" AS ENUM ('USE_AS_IS', 'REWORK', 'REMAKE', 'SCRAP', 'RETURN');

-- AlterTable
ALTER TABLE "customer_return" ADD COLUMN     "credit_no" TEXT,
ADD COLUMN     "credit_subtotal" DECIMAL(18,2),
ADD COLUMN     "credit_tax_total" DECIMAL(18,2),
ADD COLUMN     "credit_total" DECIMAL(18,2),
ADD COLUMN     "credited_at" TIMESTAMPTZ(3),
ADD COLUMN     "credited_by_id" INTEGER;

-- AlterTable
ALTER TABLE "customer_return_line" ADD COLUMN     "credit_subtotal" DECIMAL(18,2) NOT NULL DEFAULT 0,
ADD COLUMN     "credit_tax_total" DECIMAL(18,2) NOT NULL DEFAULT 0,
ADD COLUMN     "credited" DECIMAL(18,6) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "purchase_order_line" ADD COLUMN     "returned" DECIMAL(18,6) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "reservation" ADD COLUMN     "inspection_id" INTEGER,
ADD COLUMN     "non_conformance_id" INTEGER;

-- CreateTable
CREATE TABLE "credit_series" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "credit_series_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "inspection_plan" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "type" "inspection_type" NOT NULL,
    "item_id" INTEGER,
    "category_id" INTEGER,
    "stage" "task_kind",
    "sampling" "sampling_rule" NOT NULL DEFAULT 'ALL',
    "sample_value" DECIMAL(18,6),
    "instructions" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inspection_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection_plan_characteristic" (
    "id" SERIAL NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "characteristic_kind" NOT NULL,
    "unit" TEXT NOT NULL DEFAULT '',
    "nominal" DECIMAL(18,6),
    "lower" DECIMAL(18,6),
    "upper" DECIMAL(18,6),
    "instructions" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "inspection_plan_characteristic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "type" "inspection_type" NOT NULL,
    "status" "inspection_status" NOT NULL DEFAULT 'OPEN',
    "plan_id" INTEGER,
    "plan_version" INTEGER,
    "plan_name" TEXT NOT NULL DEFAULT '',
    "instructions" TEXT NOT NULL DEFAULT '',
    "item_id" INTEGER NOT NULL,
    "stage" "task_kind",
    "quantity" DECIMAL(18,6) NOT NULL,
    "sample_size" INTEGER NOT NULL,
    "failed_quantity" DECIMAL(18,6),
    "source_type" TEXT,
    "source_id" INTEGER,
    "source_line" INTEGER,
    "source_number" TEXT NOT NULL DEFAULT '',
    "location_id" INTEGER,
    "target_id" INTEGER,
    "repeats_id" INTEGER,
    "inspector_id" INTEGER,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection_characteristic" (
    "id" SERIAL NOT NULL,
    "inspection_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "characteristic_kind" NOT NULL,
    "unit" TEXT NOT NULL DEFAULT '',
    "nominal" DECIMAL(18,6),
    "lower" DECIMAL(18,6),
    "upper" DECIMAL(18,6),
    "instructions" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "inspection_characteristic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inspection_reading" (
    "id" SERIAL NOT NULL,
    "characteristic_id" INTEGER NOT NULL,
    "sample" INTEGER NOT NULL,
    "value" DECIMAL(18,6),
    "passed" BOOLEAN NOT NULL,

    CONSTRAINT "inspection_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "non_conformance" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "status" "non_conformance_status" NOT NULL DEFAULT 'OPEN',
    "inspection_id" INTEGER,
    "item_id" INTEGER NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "severity" "severity" NOT NULL DEFAULT 'MAJOR',
    "defect" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "source_type" TEXT,
    "source_id" INTEGER,
    "source_line" INTEGER,
    "source_number" TEXT NOT NULL DEFAULT '',
    "location_id" INTEGER,
    "target_id" INTEGER,
    "disposition" "disposition",
    "disposition_notes" TEXT NOT NULL DEFAULT '',
    "cost" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "work_order_id" INTEGER,
    "production_order_id" INTEGER,
    "created_by_id" INTEGER,
    "decided_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "non_conformance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "inspection_plan_item_id_idx" ON "inspection_plan"("item_id");

-- CreateIndex
CREATE INDEX "inspection_plan_category_id_idx" ON "inspection_plan"("category_id");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_plan_characteristic_plan_id_line_no_key" ON "inspection_plan_characteristic"("plan_id", "line_no");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_number_key" ON "inspection"("number");

-- CreateIndex
CREATE INDEX "inspection_status_id_idx" ON "inspection"("status", "id");

-- CreateIndex
CREATE INDEX "inspection_item_id_id_idx" ON "inspection"("item_id", "id");

-- CreateIndex
CREATE INDEX "inspection_plan_id_decided_at_idx" ON "inspection"("plan_id", "decided_at");

-- CreateIndex
CREATE INDEX "inspection_source_type_source_id_idx" ON "inspection"("source_type", "source_id");

-- CreateIndex
CREATE INDEX "inspection_decided_at_idx" ON "inspection"("decided_at");

-- CreateIndex
CREATE INDEX "inspection_repeats_id_idx" ON "inspection"("repeats_id");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_characteristic_inspection_id_line_no_key" ON "inspection_characteristic"("inspection_id", "line_no");

-- CreateIndex
CREATE UNIQUE INDEX "inspection_reading_characteristic_id_sample_key" ON "inspection_reading"("characteristic_id", "sample");

-- CreateIndex
CREATE UNIQUE INDEX "non_conformance_number_key" ON "non_conformance"("number");

-- CreateIndex
CREATE UNIQUE INDEX "non_conformance_work_order_id_key" ON "non_conformance"("work_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "non_conformance_production_order_id_key" ON "non_conformance"("production_order_id");

-- CreateIndex
CREATE INDEX "non_conformance_status_id_idx" ON "non_conformance"("status", "id");

-- CreateIndex
CREATE INDEX "non_conformance_item_id_id_idx" ON "non_conformance"("item_id", "id");

-- CreateIndex
CREATE INDEX "non_conformance_inspection_id_idx" ON "non_conformance"("inspection_id");

-- CreateIndex
CREATE INDEX "non_conformance_source_type_source_id_idx" ON "non_conformance"("source_type", "source_id");

-- CreateIndex
CREATE INDEX "non_conformance_created_at_idx" ON "non_conformance"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "customer_return_credit_no_key" ON "customer_return"("credit_no");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_inspection_id_location_id_key" ON "reservation"("inspection_id", "location_id");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_non_conformance_id_location_id_key" ON "reservation"("non_conformance_id", "location_id");

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_credited_by_id_fkey" FOREIGN KEY ("credited_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_plan" ADD CONSTRAINT "inspection_plan_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_plan" ADD CONSTRAINT "inspection_plan_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_plan" ADD CONSTRAINT "inspection_plan_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_plan_characteristic" ADD CONSTRAINT "inspection_plan_characteristic_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "inspection_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "inspection_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_repeats_id_fkey" FOREIGN KEY ("repeats_id") REFERENCES "inspection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_inspector_id_fkey" FOREIGN KEY ("inspector_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_characteristic" ADD CONSTRAINT "inspection_characteristic_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_reading" ADD CONSTRAINT "inspection_reading_characteristic_id_fkey" FOREIGN KEY ("characteristic_id") REFERENCES "inspection_characteristic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "non_conformance" ADD CONSTRAINT "non_conformance_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "non_conformance" ADD CONSTRAINT "non_conformance_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "non_conformance" ADD CONSTRAINT "non_conformance_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "non_conformance" ADD CONSTRAINT "non_conformance_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "non_conformance" ADD CONSTRAINT "non_conformance_work_order_id_fkey" FOREIGN KEY ("work_order_id") REFERENCES "work_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "non_conformance" ADD CONSTRAINT "non_conformance_production_order_id_fkey" FOREIGN KEY ("production_order_id") REFERENCES "production_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "non_conformance" ADD CONSTRAINT "non_conformance_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "non_conformance" ADD CONSTRAINT "non_conformance_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_non_conformance_id_fkey" FOREIGN KEY ("non_conformance_id") REFERENCES "non_conformance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

CREATE SEQUENCE "inspection_number_seq";
CREATE SEQUENCE "non_conformance_number_seq";
ALTER TABLE "inspection" ALTER COLUMN "number" SET DEFAULT next_number('QI-', 'inspection_number_seq', 6);
ALTER TABLE "non_conformance" ALTER COLUMN "number" SET DEFAULT next_number('NCR-', 'non_conformance_number_seq', 6);

-- Stock is promised to one demand. A further kind of demand adds its column and puts this constraint anew with it.
ALTER TABLE "reservation" DROP CONSTRAINT "reservation_one_demand";
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_one_demand" CHECK (
  num_nonnulls("sales_line_id", "production_line_id", "invoice_line_id", "fulfilment_line_id", "inspection_id",
    "non_conformance_id") = 1);

-- A plan is for an item or for a category; where there is a plan, there is one.
ALTER TABLE "inspection_plan"
  ADD CONSTRAINT "inspection_plan_one_subject" CHECK (num_nonnulls("item_id", "category_id") = 1),
  ADD CONSTRAINT "inspection_plan_stage_in_process" CHECK ("stage" IS NULL OR "type" = 'IN_PROCESS'),
  ADD CONSTRAINT "inspection_plan_sample" CHECK (
    CASE "sampling"
      WHEN 'ALL' THEN "sample_value" IS NULL
      WHEN 'PERCENT' THEN coalesce("sample_value" > 0 AND "sample_value" <= 100, false)
      ELSE coalesce("sample_value" >= 1, false)
    END);
CREATE UNIQUE INDEX "inspection_plan_one_of_item" ON "inspection_plan" ("item_id", "type", "stage") NULLS NOT DISTINCT
  WHERE "active" AND "item_id" IS NOT NULL;
CREATE UNIQUE INDEX "inspection_plan_one_of_category" ON "inspection_plan" ("category_id", "type", "stage") NULLS NOT DISTINCT
  WHERE "active" AND "category_id" IS NOT NULL;
CREATE INDEX "inspection_plan_name_ci_idx" ON "inspection_plan" (lower("name"), "id");

-- A number has limits or is only written down; a yes or no has none.
ALTER TABLE "inspection_plan_characteristic" ADD CONSTRAINT "inspection_plan_characteristic_limits" CHECK (
  ("kind" = 'NUMERIC' OR num_nonnulls("nominal", "lower", "upper") = 0) AND coalesce("lower" <= "upper", true));
ALTER TABLE "inspection_characteristic" ADD CONSTRAINT "inspection_characteristic_limits" CHECK (
  ("kind" = 'NUMERIC' OR num_nonnulls("nominal", "lower", "upper") = 0) AND coalesce("lower" <= "upper", true));
ALTER TABLE "inspection_reading" ADD CONSTRAINT "inspection_reading_sample" CHECK ("sample" >= 0);
ALTER TABLE "inspection"
  ADD CONSTRAINT "inspection_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "inspection_sample_positive" CHECK ("sample_size" > 0),
  ADD CONSTRAINT "inspection_decided" CHECK (
    CASE "status"
      WHEN 'PASSED' THEN coalesce("failed_quantity" = 0, false) AND "decided_at" IS NOT NULL
      WHEN 'FAILED' THEN coalesce("failed_quantity" > 0 AND "failed_quantity" <= "quantity", false) AND "decided_at" IS NOT NULL
      WHEN 'OPEN' THEN "failed_quantity" IS NULL AND "decided_at" IS NULL
      ELSE "failed_quantity" IS NULL
    END),
  ADD CONSTRAINT "inspection_source_whole" CHECK (("source_type" IS NULL) = ("source_id" IS NULL));
ALTER TABLE "non_conformance"
  ADD CONSTRAINT "non_conformance_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "non_conformance_defect_said" CHECK ("defect" <> ''),
  ADD CONSTRAINT "non_conformance_decided" CHECK (
    ("status" = 'OPEN') = ("disposition" IS NULL) AND ("status" = 'OPEN') = ("decided_at" IS NULL)),
  ADD CONSTRAINT "non_conformance_cost_not_negative" CHECK ("cost" >= 0),
  ADD CONSTRAINT "non_conformance_source_whole" CHECK (("source_type" IS NULL) = ("source_id" IS NULL));
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_returned_within" CHECK ("returned" BETWEEN 0 AND "received");

-- What waits for an inspector, the oldest first; what was decided, of which one counts and draws.
CREATE INDEX "inspection_open_idx" ON "inspection" ("type", "id") WHERE "status" = 'OPEN';
CREATE INDEX "non_conformance_open_idx" ON "non_conformance" ("id") WHERE "status" = 'OPEN';

-- A credit is written once, with a number, and never more of a line than came.
ALTER TABLE "customer_return"
  ADD CONSTRAINT "customer_return_credit_whole" CHECK (
    num_nonnulls("credit_no", "credit_subtotal", "credit_tax_total", "credit_total", "credited_at") IN (0, 5)),
  ADD CONSTRAINT "customer_return_credit_adds_up" CHECK (
    "credit_no" IS NULL OR ("credit_subtotal" >= 0 AND "credit_tax_total" >= 0
      AND "credit_total" = "credit_subtotal" + "credit_tax_total"));
ALTER TABLE "customer_return_line"
  ADD CONSTRAINT "customer_return_line_credited_within" CHECK ("credited" BETWEEN 0 AND coalesce("received", 0));

-- Inspections by kind and state ("INCOMING:OPEN"), non-conformances by state.
CREATE FUNCTION statistic_inspection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count)
      SELECT 'inspection', type || ':' || status, count(*) FROM changed_to GROUP BY 2;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count)
      SELECT 'inspection', type || ':' || status, -count(*) FROM changed_from GROUP BY 2;
  ELSE
    INSERT INTO statistic (metric, bucket, count)
      SELECT 'inspection', bucket, sum(n)
      FROM (
        SELECT type || ':' || status AS bucket, 1 AS n FROM changed_to
        UNION ALL SELECT type || ':' || status, -1 FROM changed_from
      ) d
      GROUP BY bucket HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "inspection"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_inspection();
CREATE TRIGGER statistic_update AFTER UPDATE ON "inspection"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_inspection();
CREATE TRIGGER statistic_delete AFTER DELETE ON "inspection"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_inspection();

CREATE FUNCTION statistic_non_conformance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'nonConformance', status::text, count(*), sum(cost) FROM changed_to GROUP BY 2;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'nonConformance', status::text, -count(*), -sum(cost) FROM changed_from GROUP BY 2;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'nonConformance', bucket, sum(n), sum(cost)
      FROM (
        SELECT status::text AS bucket, 1 AS n, cost FROM changed_to
        UNION ALL SELECT status::text, -1, -cost FROM changed_from
      ) d
      GROUP BY bucket HAVING sum(n) <> 0 OR sum(cost) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "non_conformance"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_non_conformance();
CREATE TRIGGER statistic_update AFTER UPDATE ON "non_conformance"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_non_conformance();
CREATE TRIGGER statistic_delete AFTER DELETE ON "non_conformance"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_non_conformance();
