-- The stock ledger: movements are append-only, balances follow them by trigger, and whatever would break the ledger's
-- rules is refused here, whoever writes.

ALTER TABLE "location"
  ADD CONSTRAINT "location_negative_only_where_virtual"
    CHECK (NOT "allow_negative" OR "usage" IN ('SUPPLIER', 'CUSTOMER', 'ADJUSTMENT', 'SCRAP', 'WIP'));

ALTER TABLE "stock_movement"
  ADD CONSTRAINT "stock_movement_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "stock_movement_goes_somewhere" CHECK ("from_id" <> "to_id"),
  ADD CONSTRAINT "stock_movement_cost_not_negative" CHECK ("unit_cost" >= 0);

ALTER TABLE "stock_balance"
  ADD CONSTRAINT "stock_balance_reserved_within" CHECK ("reserved" >= 0 AND ("allow_negative" OR "reserved" <= "on_hand")),
  ADD CONSTRAINT "stock_balance_not_negative" CHECK ("allow_negative" OR "on_hand" >= 0);

-- What a screen calls stock: the balances in STORAGE, item by item.
CREATE INDEX "stock_balance_storage_idx" ON "stock_balance" ("item_id") INCLUDE ("on_hand", "reserved") WHERE "usage" = 'STORAGE';

CREATE FUNCTION stock_movement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The stock ledger is append-only; post a reversing movement instead'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER stock_movement_guard BEFORE UPDATE OR DELETE ON "stock_movement"
  FOR EACH ROW EXECUTE FUNCTION stock_movement_guard();
CREATE TRIGGER stock_movement_guard_truncate BEFORE TRUNCATE ON "stock_movement"
  FOR EACH STATEMENT EXECUTE FUNCTION stock_movement_guard();

-- Rows are made, then locked in one order, then changed: two writers of the same stock wait for each other and do not
-- deadlock. The inserted rows hold zero because a CHECK sees the row proposed for insertion before ON CONFLICT does.
CREATE FUNCTION stock_movement_apply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stock_balance (item_id, location_id, usage, allow_negative)
    SELECT k.item_id, l.id, l.usage, l.allow_negative
    FROM (SELECT item_id, from_id AS location_id FROM posted UNION SELECT item_id, to_id FROM posted) k
    JOIN location l ON l.id = k.location_id
    ORDER BY k.item_id, l.id
    ON CONFLICT DO NOTHING;

  PERFORM 1 FROM stock_balance b
    WHERE (b.item_id, b.location_id) IN (SELECT item_id, from_id FROM posted UNION SELECT item_id, to_id FROM posted)
    ORDER BY b.item_id, b.location_id
    FOR UPDATE;

  UPDATE stock_balance b SET on_hand = b.on_hand + d.change
    FROM (
      SELECT item_id, location_id, sum(change) AS change
      FROM (
        SELECT item_id, to_id AS location_id, quantity AS change FROM posted
        UNION ALL
        SELECT item_id, from_id, -quantity FROM posted
      ) m
      GROUP BY item_id, location_id
    ) d
    WHERE b.item_id = d.item_id AND b.location_id = d.location_id AND d.change <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_movement_apply AFTER INSERT ON "stock_movement"
  REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION stock_movement_apply();

-- The places every shop has. Codes are what the server knows them by; names may be changed.
INSERT INTO "location" ("code", "name", "usage", "allow_negative") VALUES
  ('STOCK', 'Stock', 'STORAGE', false),
  ('SUPPLIERS', 'Suppliers', 'SUPPLIER', true),
  ('CUSTOMERS', 'Customers', 'CUSTOMER', true),
  -- Where components become products: components go in, products come out.
  ('PRODUCTION', 'Production', 'WIP', true),
  -- Made, but not through their last making stage.
  ('ASSEMBLED', 'Assembled, not glazed', 'WIP', false),
  ('QUARANTINE', 'Quarantine', 'QUARANTINE', false),
  ('STAGING', 'Staging', 'STAGING', false),
  ('SCRAP', 'Scrap', 'SCRAP', true),
  ('ADJUSTMENTS', 'Adjustments', 'ADJUSTMENT', true);
