-- AlterTable
ALTER TABLE "bom_line" ALTER COLUMN "stage" DROP NOT NULL;

-- A production order is found by a part of its number.
CREATE INDEX "production_order_number_search_idx" ON "production_order" USING gin (lower("number") gin_trgm_ops);
-- And sorted by the day it is due: what has none comes last.
CREATE INDEX "production_order_due_idx" ON "production_order" ((coalesce("due_date", 'infinity'::date)), "id");
