-- AlterTable
ALTER TABLE "item" ADD COLUMN     "lead_days" INTEGER NOT NULL DEFAULT 0;

-- locks: reads the catalogue through once, milliseconds for ten thousand items.
ALTER TABLE "item" ADD CONSTRAINT "item_lead_days_check" CHECK (lead_days BETWEEN 0 AND 999);
