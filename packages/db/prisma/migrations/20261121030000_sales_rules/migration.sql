-- Sales and reservations: what Prisma cannot say.

CREATE UNIQUE INDEX "customer_code_ci_key" ON "customer" (lower("code"));
CREATE INDEX "customer_name_ci_idx" ON "customer" (lower("name"), "id");
CREATE INDEX "sales_order_open_due_idx" ON "sales_order" ("due_date", "id") WHERE "status" IN ('DRAFT', 'CONFIRMED');

CREATE SEQUENCE "sales_order_number_seq";
CREATE SEQUENCE "shipment_number_seq";
CREATE SEQUENCE "stock_count_number_seq";
ALTER TABLE "sales_order" ALTER COLUMN "number" SET DEFAULT next_number('SO-', 'sales_order_number_seq', 6);
ALTER TABLE "shipment" ALTER COLUMN "number" SET DEFAULT next_number('SH-', 'shipment_number_seq', 6);
ALTER TABLE "stock_count" ALTER COLUMN "number" SET DEFAULT next_number('SC-', 'stock_count_number_seq', 6);

ALTER TABLE "sales_order"
  ADD CONSTRAINT "sales_order_totals" CHECK ("subtotal" >= 0 AND "tax_total" >= 0 AND "total" = "subtotal" + "tax_total");
ALTER TABLE "sales_order_line"
  ADD CONSTRAINT "sales_order_line_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "sales_order_line_price_not_negative" CHECK ("unit_price" >= 0),
  ADD CONSTRAINT "sales_order_line_percent" CHECK ("discount_percent" BETWEEN 0 AND 100 AND "tax_rate" BETWEEN 0 AND 100),
  ADD CONSTRAINT "sales_order_line_totals" CHECK (
    "subtotal" = round("quantity" * "unit_price" * (1 - "discount_percent" / 100), 2)
    AND "tax_total" = round("subtotal" * "tax_rate" / 100, 2)
    AND "total" = "subtotal" + "tax_total"),
  ADD CONSTRAINT "sales_order_line_shipped_within" CHECK ("shipped" BETWEEN 0 AND "quantity"),
  ADD CONSTRAINT "sales_order_line_cancelled_unshipped" CHECK (NOT "cancelled" OR "shipped" = 0);
ALTER TABLE "reservation"
  ADD CONSTRAINT "reservation_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "reservation_consumed_within" CHECK ("consumed" BETWEEN 0 AND "quantity");
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_quantity_positive" CHECK ("quantity" > 0);
ALTER TABLE "stock_count_line"
  ADD CONSTRAINT "stock_count_line_not_negative" CHECK ("counted" >= 0);

-- A balance's reserved is the sum of its open reservations, whoever writes them: rows locked in one order, then changed.
CREATE FUNCTION reservation_open(r "reservation") RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN r.released THEN 0 ELSE r.quantity - r.consumed END
$$;

CREATE FUNCTION reservation_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM stock_balance b
    WHERE (b.item_id, b.location_id) IN (SELECT item_id, location_id FROM changed_to)
    ORDER BY b.item_id, b.location_id FOR UPDATE;
  UPDATE stock_balance b SET reserved = b.reserved + d.change
    FROM (SELECT item_id, location_id, sum(reservation_open(n)) AS change FROM changed_to n GROUP BY 1, 2) d
    WHERE b.item_id = d.item_id AND b.location_id = d.location_id AND d.change <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER reservation_insert AFTER INSERT ON "reservation"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION reservation_insert();

CREATE FUNCTION reservation_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM stock_balance b
    WHERE (b.item_id, b.location_id) IN (SELECT item_id, location_id FROM changed_to UNION SELECT item_id, location_id FROM changed_from)
    ORDER BY b.item_id, b.location_id FOR UPDATE;
  UPDATE stock_balance b SET reserved = b.reserved + d.change
    FROM (
      SELECT item_id, location_id, sum(change) AS change
      FROM (
        SELECT item_id, location_id, reservation_open(n) AS change FROM changed_to n
        UNION ALL SELECT item_id, location_id, -reservation_open(o) FROM changed_from o
      ) c
      GROUP BY 1, 2
    ) d
    WHERE b.item_id = d.item_id AND b.location_id = d.location_id AND d.change <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER reservation_update AFTER UPDATE ON "reservation"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION reservation_update();

CREATE FUNCTION reservation_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM stock_balance b
    WHERE (b.item_id, b.location_id) IN (SELECT item_id, location_id FROM changed_from)
    ORDER BY b.item_id, b.location_id FOR UPDATE;
  UPDATE stock_balance b SET reserved = b.reserved - d.change
    FROM (SELECT item_id, location_id, sum(reservation_open(o)) AS change FROM changed_from o GROUP BY 1, 2) d
    WHERE b.item_id = d.item_id AND b.location_id = d.location_id AND d.change <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER reservation_delete AFTER DELETE ON "reservation"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION reservation_delete();

-- Statistics of sales, by owner and state ("7:CONFIRMED"; nobody's are owner 0), so that a salesperson's figures are as
-- cheap as the shop's.
CREATE FUNCTION statistic_sales_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'salesOrder', coalesce(owner_id, 0) || ':' || status, count(*), sum(total) FROM changed_to GROUP BY 2;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'salesOrder', coalesce(owner_id, 0) || ':' || status, -count(*), -sum(total) FROM changed_from GROUP BY 2;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'salesOrder', bucket, sum(n), sum(amount)
      FROM (
        SELECT coalesce(owner_id, 0) || ':' || status AS bucket, 1 AS n, total AS amount FROM changed_to
        UNION ALL SELECT coalesce(owner_id, 0) || ':' || status, -1, -total FROM changed_from
      ) d
      GROUP BY bucket HAVING sum(n) <> 0 OR sum(amount) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "sales_order"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_sales_order();
CREATE TRIGGER statistic_update AFTER UPDATE ON "sales_order"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_sales_order();
CREATE TRIGGER statistic_delete AFTER DELETE ON "sales_order"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_sales_order();
CREATE TRIGGER statistic_insert AFTER INSERT ON "customer"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_row_count('customer');
CREATE TRIGGER statistic_delete AFTER DELETE ON "customer"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_row_count('customer');

-- Search by a part of a SKU or a name that forgives typing errors.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "item_search_idx" ON "item" USING gin ((lower("sku") || ' ' || lower("name")) gin_trgm_ops);
