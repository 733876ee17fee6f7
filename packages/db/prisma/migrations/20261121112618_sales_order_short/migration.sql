-- AlterTable
ALTER TABLE "sales_order" ADD COLUMN     "short_at" TIMESTAMPTZ(3);

-- Drafts that were refused for stock: few, and asked for by every home screen.
-- locks: no draft is marked yet, so that the build reads the drafts and writes nothing.
CREATE INDEX "sales_order_short_idx" ON "sales_order" ("id") WHERE status = 'DRAFT' AND short_at IS NOT NULL;
