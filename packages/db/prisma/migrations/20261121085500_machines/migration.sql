-- CreateEnum
CREATE TYPE "machine_state" AS ENUM ('RUNNING', 'IDLE', 'DOWN', 'MAINTENANCE', 'OFF');

-- CreateEnum
CREATE TYPE "calendar_exception_kind" AS ENUM ('HOLIDAY', 'MAINTENANCE', 'CLOSED', 'OVERTIME');

-- DropIndex
DROP INDEX "production_output_operator_id_idx";

-- AlterTable
ALTER TABLE "production_order" ADD COLUMN     "machine_id" INTEGER,
ADD COLUMN     "scheduled_end" TIMESTAMPTZ(3),
ADD COLUMN     "scheduled_seconds" INTEGER,
ADD COLUMN     "scheduled_start" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "production_output" ADD COLUMN     "ideal_seconds" DECIMAL(18,3),
ADD COLUMN     "machine_cost" DECIMAL(18,4) NOT NULL DEFAULT 0,
ADD COLUMN     "machine_id" INTEGER,
ADD COLUMN     "shift" TEXT,
ADD COLUMN     "shift_day" DATE;

-- CreateTable
CREATE TABLE "machine_calendar" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "machine_calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_calendar_revision" (
    "id" SERIAL NOT NULL,
    "calendar_id" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "shifts" JSONB NOT NULL,

    CONSTRAINT "machine_calendar_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_calendar_exception" (
    "id" SERIAL NOT NULL,
    "calendar_id" INTEGER,
    "machine_id" INTEGER,
    "kind" "calendar_exception_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "machine_calendar_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "department_id" INTEGER,
    "location_id" INTEGER,
    "calendar_id" INTEGER,
    "rate_per_hour" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "cycle_seconds" DECIMAL(12,3),
    "active" BOOLEAN NOT NULL DEFAULT true,
    "state" "machine_state" NOT NULL DEFAULT 'OFF',
    "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "machine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_item" (
    "machine_id" INTEGER NOT NULL,
    "item_id" INTEGER NOT NULL,
    "cycle_seconds" DECIMAL(12,3) NOT NULL,

    CONSTRAINT "machine_item_pkey" PRIMARY KEY ("machine_id","item_id")
);

-- CreateTable
CREATE TABLE "machine_state_entry" (
    "id" SERIAL NOT NULL,
    "machine_id" INTEGER NOT NULL,
    "state" "machine_state" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "user_id" INTEGER,

    CONSTRAINT "machine_state_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "machine_calendar_revision_calendar_id_valid_from_key" ON "machine_calendar_revision"("calendar_id", "valid_from");

-- CreateIndex
CREATE INDEX "machine_calendar_exception_calendar_id_ends_at_idx" ON "machine_calendar_exception"("calendar_id", "ends_at");

-- CreateIndex
CREATE INDEX "machine_calendar_exception_machine_id_ends_at_idx" ON "machine_calendar_exception"("machine_id", "ends_at");

-- CreateIndex
CREATE INDEX "machine_department_id_idx" ON "machine"("department_id");

-- CreateIndex
CREATE INDEX "machine_location_id_idx" ON "machine"("location_id");

-- CreateIndex
CREATE INDEX "machine_calendar_id_idx" ON "machine"("calendar_id");

-- CreateIndex
CREATE INDEX "machine_item_item_id_idx" ON "machine_item"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "machine_state_entry_machine_id_started_at_key" ON "machine_state_entry"("machine_id", "started_at");

-- CreateIndex
CREATE INDEX "machine_state_entry_user_id_idx" ON "machine_state_entry"("user_id");

-- CreateIndex
CREATE INDEX "production_order_machine_id_scheduled_start_idx" ON "production_order"("machine_id", "scheduled_start");

-- CreateIndex
CREATE INDEX "production_output_operator_id_ended_at_idx" ON "production_output"("operator_id", "ended_at");

-- CreateIndex
CREATE INDEX "production_output_machine_id_ended_at_idx" ON "production_output"("machine_id", "ended_at");

-- CreateIndex
CREATE INDEX "production_output_machine_id_shift_day_idx" ON "production_output"("machine_id", "shift_day");

-- CreateIndex
CREATE INDEX "production_output_ended_at_id_idx" ON "production_output"("ended_at", "id");

-- AddForeignKey
ALTER TABLE "machine_calendar_revision" ADD CONSTRAINT "machine_calendar_revision_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "machine_calendar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_calendar_exception" ADD CONSTRAINT "machine_calendar_exception_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "machine_calendar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_calendar_exception" ADD CONSTRAINT "machine_calendar_exception_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machine"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "machine_calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_item" ADD CONSTRAINT "machine_item_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machine"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_item" ADD CONSTRAINT "machine_item_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_state_entry" ADD CONSTRAINT "machine_state_entry_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machine"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_state_entry" ADD CONSTRAINT "machine_state_entry_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_order" ADD CONSTRAINT "production_order_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_output" ADD CONSTRAINT "production_output_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

CREATE UNIQUE INDEX "machine_code_key" ON "machine" (lower("code"));
CREATE UNIQUE INDEX "machine_calendar_name_key" ON "machine_calendar" (lower("name"));

ALTER TABLE "machine"
  ADD CONSTRAINT "machine_code_said" CHECK (btrim("code") <> ''),
  ADD CONSTRAINT "machine_rate_not_negative" CHECK ("rate_per_hour" >= 0),
  ADD CONSTRAINT "machine_cycle_positive" CHECK ("cycle_seconds" > 0);
ALTER TABLE "machine_item" ADD CONSTRAINT "machine_item_cycle_positive" CHECK ("cycle_seconds" > 0);
ALTER TABLE "machine_calendar_revision" ADD CONSTRAINT "machine_calendar_shifts_list" CHECK (jsonb_typeof("shifts") = 'array');
ALTER TABLE "machine_calendar_exception"
  ADD CONSTRAINT "machine_calendar_exception_of_one" CHECK (num_nonnulls("calendar_id", "machine_id") = 1),
  ADD CONSTRAINT "machine_calendar_exception_ends_after_start" CHECK ("ends_at" > "starts_at");

-- A machine is in one state at a time: one stretch of it is open, and no two begin together.
ALTER TABLE "machine_state_entry"
  ADD CONSTRAINT "machine_state_entry_ends_after_start" CHECK ("ended_at" > "started_at");
CREATE UNIQUE INDEX "machine_state_entry_open_key" ON "machine_state_entry" ("machine_id") WHERE "ended_at" IS NULL;

-- Scheduled: a machine, a start and an end together. What is made on no machine has no times.
ALTER TABLE "production_order"
  ADD CONSTRAINT "production_order_scheduled_whole" CHECK (
    num_nonnulls("scheduled_start", "scheduled_end", "scheduled_seconds") IN (0, 3)
    AND ("scheduled_start" IS NULL OR "machine_id" IS NOT NULL)),
  ADD CONSTRAINT "production_order_scheduled_forward" CHECK ("scheduled_end" > "scheduled_start" AND "scheduled_seconds" > 0);
ALTER TABLE "production_output"
  ADD CONSTRAINT "production_output_shift_whole" CHECK (num_nonnulls("shift", "shift_day") IN (0, 2)),
  ADD CONSTRAINT "production_output_machine_figures" CHECK (
    "machine_id" IS NOT NULL OR ("shift" IS NULL AND "ideal_seconds" IS NULL AND "machine_cost" = 0)),
  ADD CONSTRAINT "production_output_machine_cost_not_negative" CHECK ("machine_cost" >= 0 AND "ideal_seconds" >= 0);

-- The tray of the schedule board: open and not scheduled, the most urgent first.
CREATE INDEX "production_order_unscheduled_idx" ON "production_order" ("due_date", "id")
  WHERE "scheduled_start" IS NULL AND "status" IN ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD');
