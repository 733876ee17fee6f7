-- AlterTable
ALTER TABLE "sales_order_line" ADD COLUMN     "invoiced" DECIMAL(18,6) NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "invoice" (
    "id" SERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "invoice_no" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "invoice_date" DATE NOT NULL,
    "salesman" TEXT NOT NULL DEFAULT '',
    "owner_id" INTEGER,
    "customer_id" INTEGER NOT NULL,
    "customer_name" TEXT NOT NULL,
    "customer_address" TEXT NOT NULL DEFAULT '',
    "customer_tax_id" TEXT NOT NULL DEFAULT '',
    "sales_order_id" INTEGER,
    "subtotal" DECIMAL(18,2) NOT NULL,
    "tax_total" DECIMAL(18,2) NOT NULL,
    "total" DECIMAL(18,2) NOT NULL,
    "body" JSONB,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "import_run_id" INTEGER,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_line" (
    "id" SERIAL NOT NULL,
    "invoice_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "item_id" INTEGER NOT NULL,
    "item_name" TEXT NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "unit_price" DECIMAL(18,4) NOT NULL,
    "discount_percent" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "tax_rate" DECIMAL(7,4) NOT NULL DEFAULT 0,
    "subtotal" DECIMAL(18,2) NOT NULL,
    "tax_total" DECIMAL(18,2) NOT NULL,
    "total" DECIMAL(18,2) NOT NULL,
    "order_line_id" INTEGER,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_series" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "invoice_series_pkey" PRIMARY KEY ("year")
);

-- CreateIndex
CREATE INDEX "invoice_number_idx" ON "invoice"("number");

-- CreateIndex
CREATE INDEX "invoice_customer_id_id_idx" ON "invoice"("customer_id", "id");

-- CreateIndex
CREATE INDEX "invoice_owner_id_id_idx" ON "invoice"("owner_id", "id");

-- CreateIndex
CREATE INDEX "invoice_sales_order_id_idx" ON "invoice"("sales_order_id");

-- CreateIndex
CREATE INDEX "invoice_invoice_date_id_idx" ON "invoice"("invoice_date", "id");

-- CreateIndex
CREATE INDEX "invoice_total_id_idx" ON "invoice"("total", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_source_number_key" ON "invoice"("source", "number");

-- CreateIndex
CREATE INDEX "invoice_line_item_id_idx" ON "invoice_line"("item_id");

-- CreateIndex
CREATE INDEX "invoice_line_order_line_id_idx" ON "invoice_line"("order_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_line_invoice_id_line_no_key" ON "invoice_line"("invoice_id", "line_no");

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_sales_order_id_fkey" FOREIGN KEY ("sales_order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "sales_order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "sales_order_line" ADD CONSTRAINT "sales_order_line_invoiced_within" CHECK ("invoiced" BETWEEN 0 AND "shipped");

ALTER TABLE "invoice"
  ADD CONSTRAINT "invoice_totals" CHECK ("subtotal" >= 0 AND "tax_total" >= 0 AND "total" = "subtotal" + "tax_total"),
  ADD CONSTRAINT "invoice_numbered" CHECK ("number" <> '' AND "source" <> ''),
  ADD CONSTRAINT "invoice_own_bills_an_order" CHECK (("source" = 'OWN') = ("sales_order_id" IS NOT NULL)),
  ADD CONSTRAINT "invoice_imported_keeps_its_body" CHECK (("source" = 'OWN') = ("body" IS NULL));
ALTER TABLE "invoice_line"
  ADD CONSTRAINT "invoice_line_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "invoice_line_price_not_negative" CHECK ("unit_price" >= 0),
  ADD CONSTRAINT "invoice_line_percent" CHECK ("discount_percent" BETWEEN 0 AND 100 AND "tax_rate" BETWEEN 0 AND 100),
  ADD CONSTRAINT "invoice_line_totals" CHECK (
    "subtotal" = round("quantity" * "unit_price" * (1 - "discount_percent" / 100), 2)
    AND "tax_total" = round("subtotal" * "tax_rate" / 100, 2)
    AND "total" = "subtotal" + "tax_total");

-- An invoice is a fact: whose customer it is and who looks after it may change, what it says may not.
CREATE FUNCTION invoice_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'invoice'
    AND to_jsonb(NEW) - ARRAY['customer_id', 'owner_id'] = to_jsonb(OLD) - ARRAY['customer_id', 'owner_id'] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'An invoice is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER invoice_guard BEFORE UPDATE OR DELETE ON "invoice" FOR EACH ROW EXECUTE FUNCTION invoice_guard();
CREATE TRIGGER invoice_guard BEFORE UPDATE OR DELETE ON "invoice_line" FOR EACH ROW EXECUTE FUNCTION invoice_guard();

-- An invoice is found by a part of its number; by its customer as sales orders are.
CREATE INDEX "invoice_number_search_idx" ON "invoice" USING gin (lower("number") gin_trgm_ops);

-- A name as an import compares it: without regard to case and to how much space there is.
CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(btrim(name), '\s+', ' ', 'g'))
$$;
CREATE INDEX "customer_name_key_idx" ON "customer" (name_key("name"), "id");

-- Whoever follows invoices goes on where they were without reading what else has happened since.
CREATE INDEX "event_invoice_position_idx" ON "event" ("position") WHERE "entity" IN ('invoice', 'fulfilment');

-- Statistics of invoices, by owner and source ("7:OWN"; nobody's are owner 0).
CREATE FUNCTION statistic_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'invoice', coalesce(owner_id, 0) || ':' || source, count(*), sum(total) FROM changed_to GROUP BY 2;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'invoice', bucket, sum(n), sum(amount)
      FROM (
        SELECT coalesce(owner_id, 0) || ':' || source AS bucket, 1 AS n, total AS amount FROM changed_to
        UNION ALL SELECT coalesce(owner_id, 0) || ':' || source, -1, -total FROM changed_from
      ) d
      GROUP BY bucket HAVING sum(n) <> 0 OR sum(amount) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "invoice"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_invoice();
CREATE TRIGGER statistic_update AFTER UPDATE ON "invoice"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_invoice();
