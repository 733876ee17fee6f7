-- What is available of an item is filtered and sorted by, so it is kept beside the item: one row each, exactly what its
-- balances in STORAGE add up to.

-- CreateTable
CREATE TABLE "item_stock" (
    "item_id" INTEGER NOT NULL,
    "on_hand" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "reserved" DECIMAL(18,6) NOT NULL DEFAULT 0,

    CONSTRAINT "item_stock_pkey" PRIMARY KEY ("item_id")
);

-- AddForeignKey
ALTER TABLE "item_stock" ADD CONSTRAINT "item_stock_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO item_stock (item_id, on_hand, reserved)
  SELECT i.id, coalesce(sum(b.on_hand), 0), coalesce(sum(b.reserved), 0)
  FROM item i LEFT JOIN stock_balance b ON b.item_id = i.id AND b.usage = 'STORAGE'
  GROUP BY i.id;
CREATE INDEX "item_stock_available_idx" ON "item_stock" (("on_hand" - "reserved"), "item_id");

CREATE FUNCTION item_stock_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_stock (item_id) SELECT id FROM changed_to;
  RETURN NULL;
END $$;
CREATE TRIGGER item_stock_insert AFTER INSERT ON "item"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION item_stock_insert();

-- Whoever changes a balance holds all balances of its item, so that nobody else changes this row meanwhile. Balances are
-- inserted as zero: only their updates count.
CREATE FUNCTION item_stock_apply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE item_stock s SET on_hand = s.on_hand + d.on_hand, reserved = s.reserved + d.reserved
    FROM (
      SELECT item_id, sum(on_hand) AS on_hand, sum(reserved) AS reserved
      FROM (
        SELECT item_id, on_hand, reserved FROM changed_to WHERE usage = 'STORAGE'
        UNION ALL
        SELECT item_id, -on_hand, -reserved FROM changed_from WHERE usage = 'STORAGE'
      ) c
      GROUP BY item_id
    ) d
    WHERE s.item_id = d.item_id AND (d.on_hand <> 0 OR d.reserved <> 0);
  RETURN NULL;
END $$;
CREATE TRIGGER item_stock_apply AFTER UPDATE ON "stock_balance"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION item_stock_apply();

-- A search lists first what begins with it; in the order of bytes, so that the index serves in any locale.
CREATE INDEX "item_sku_start_idx" ON "item" ((lower("sku") COLLATE "C"), "id");
CREATE INDEX "item_name_start_idx" ON "item" ((lower("name") COLLATE "C"), "id");

-- Purchase orders are found by a part of their number or of their supplier's name, as sales orders are, and both are
-- sorted by the day they are due: what has none comes last.
CREATE INDEX "purchase_order_number_search_idx" ON "purchase_order" USING gin (lower("number") gin_trgm_ops);
CREATE INDEX "supplier_name_search_idx" ON "supplier" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "purchase_order_expected_idx" ON "purchase_order" ((coalesce("expected_date", 'infinity'::date)), "id");
CREATE INDEX "sales_order_due_idx" ON "sales_order" ((coalesce("due_date", 'infinity'::date)), "id");
