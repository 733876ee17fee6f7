-- CreateEnum
CREATE TYPE "bom_status" AS ENUM ('DRAFT', 'RELEASED');

-- AlterTable
ALTER TABLE "bom" ADD COLUMN     "created_by_id" INTEGER,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "released_at" TIMESTAMPTZ(3),
-- What is there has been released: it was saved to be made by.
ADD COLUMN     "status" "bom_status" NOT NULL DEFAULT 'RELEASED',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "effective" DROP NOT NULL;

-- AlterTable
ALTER TABLE "bom_line" ADD COLUMN     "valid_from" DATE,
ADD COLUMN     "valid_to" DATE;

-- CreateTable
CREATE TABLE "production_peg" (
    "order_id" INTEGER NOT NULL,
    "for_order_id" INTEGER NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,

    CONSTRAINT "production_peg_pkey" PRIMARY KEY ("order_id","for_order_id")
);

-- CreateIndex
CREATE INDEX "production_peg_for_order_id_idx" ON "production_peg"("for_order_id");

-- AddForeignKey
ALTER TABLE "bom" ADD CONSTRAINT "bom_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_peg" ADD CONSTRAINT "production_peg_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "production_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "production_peg" ADD CONSTRAINT "production_peg_for_order_id_fkey" FOREIGN KEY ("for_order_id") REFERENCES "production_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "bom" ALTER COLUMN "status" SET DEFAULT 'DRAFT';
UPDATE "bom" SET "released_at" = "created_at";
ALTER TABLE "bom"
  ADD CONSTRAINT "bom_revision_positive" CHECK ("revision" > 0),
  ADD CONSTRAINT "bom_released_from_a_day" CHECK (
    "status" = 'DRAFT' AND "released_at" IS NULL
    OR "status" = 'RELEASED' AND "released_at" IS NOT NULL AND "effective" IS NOT NULL);
ALTER TABLE "bom_line" ADD CONSTRAINT "bom_line_valid_from_to" CHECK ("valid_from" <= "valid_to");
ALTER TABLE "production_peg"
  ADD CONSTRAINT "production_peg_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "production_peg_of_two_orders" CHECK ("order_id" <> "for_order_id");

-- One person drafts the next revision at a time.
CREATE UNIQUE INDEX "bom_item_id_draft_key" ON "bom" ("item_id") WHERE "status" = 'DRAFT';
-- The revision in force is found by its item and number among those released.
CREATE INDEX "bom_item_id_released_idx" ON "bom" ("item_id", "revision") WHERE "status" = 'RELEASED';

-- A released revision never changes, nor do its lines; it goes with its item alone.
CREATE FUNCTION bom_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (OLD.status <> 'RELEASED' OR NOT EXISTS (SELECT FROM item WHERE id = OLD.item_id)) THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status <> 'RELEASED' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'A released bill of materials never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER bom_guard BEFORE UPDATE OR DELETE ON "bom" FOR EACH ROW EXECUTE FUNCTION bom_stays();

CREATE FUNCTION bom_lines_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (SELECT FROM bom WHERE id = OLD.bom_id AND status = 'RELEASED')
    OR TG_OP <> 'DELETE' AND EXISTS (SELECT FROM bom WHERE id = NEW.bom_id AND status = 'RELEASED')
  THEN
    RAISE EXCEPTION 'A released bill of materials never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER bom_line_guard BEFORE INSERT OR UPDATE OR DELETE ON "bom_line"
  FOR EACH ROW EXECUTE FUNCTION bom_lines_stay();

-- So many numbers of a day at once, in order; what next_production_number promises holds for each.
CREATE FUNCTION next_production_numbers(of date, wanted int) RETURNS TABLE (place int, number text) LANGUAGE sql VOLATILE AS $$
  WITH taken AS (
    INSERT INTO production_day AS d (day, last) VALUES (of, wanted)
      ON CONFLICT (day) DO UPDATE SET last = d.last + wanted
      RETURNING last
  )
  SELECT n, 'JO-' || to_char(of, 'YYYYMMDD') || '-'
    || lpad((last - wanted + n)::text, greatest(4, length((last - wanted + n)::text)), '0')
  FROM taken, generate_series(1, wanted) n
$$;
