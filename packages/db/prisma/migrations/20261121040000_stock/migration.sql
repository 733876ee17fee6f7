-- Stock's value and shortages, kept exactly.
--
-- Locks, whoever writes: first all balances of the items in the order (item, location), then the items in the order of
-- their ids. A posting holds its items FOR NO KEY UPDATE until it ends, and a change of an item's cost holds the item by
-- being an update: neither sees half of the other, so that quantity times cost stays exact, and a receipt that posts and
-- then changes the cost already holds what it needs.

-- Quantity (six places) times cost (four places).
ALTER TABLE "statistic" ALTER COLUMN "amount" TYPE DECIMAL(34,10);

CREATE UNIQUE INDEX "location_code_ci_key" ON "location" (lower("code"));
ALTER TABLE "location" ADD CONSTRAINT "location_not_its_own_parent" CHECK ("parent_id" <> "id");

-- What was where at an instant, and when an item last moved.
CREATE INDEX "stock_movement_item_id_effective_at_idx" ON "stock_movement" ("item_id", "effective_at");
CREATE INDEX "stock_movement_effective_at_idx" ON "stock_movement" USING BRIN ("effective_at");

-- CreateTable
CREATE TABLE "low_stock" (
    "item_id" INTEGER NOT NULL,

    CONSTRAINT "low_stock_pkey" PRIMARY KEY ("item_id")
);

-- AddForeignKey
ALTER TABLE "low_stock" ADD CONSTRAINT "low_stock_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Holds items and all their balances until the transaction ends, and gives what each item costs. Call it before the
-- movements are inserted: their foreign keys hold the items weakly, and whoever waits for a strong lock in between would
-- wait for us as we for them.
CREATE FUNCTION hold_stock(items int[]) RETURNS TABLE (item_id int, cost numeric) LANGUAGE plpgsql AS $$
DECLARE
  held int;
BEGIN
  PERFORM 1 FROM stock_balance b WHERE b.item_id = ANY (items) ORDER BY b.item_id, b.location_id FOR UPDATE;
  PERFORM 1 FROM item i WHERE i.id = ANY (items) ORDER BY i.id FOR NO KEY UPDATE;
  -- A balance that came while we waited for its item may be held by somebody who waits for the item now, which is ours.
  SELECT count(*) INTO held FROM (SELECT 1 FROM stock_balance b WHERE b.item_id = ANY (items) FOR UPDATE SKIP LOCKED) b;
  IF held < (SELECT count(*) FROM stock_balance b WHERE b.item_id = ANY (items)) THEN
    RAISE EXCEPTION 'Somebody else began to stock the same item' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN QUERY SELECT i.id, i.cost FROM item i WHERE i.id = ANY (items);
END $$;

CREATE OR REPLACE FUNCTION stock_movement_apply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_stock(ARRAY(SELECT DISTINCT p.item_id FROM posted p));

  -- The inserted rows hold zero because a CHECK sees the row proposed for insertion before ON CONFLICT does.
  INSERT INTO stock_balance (item_id, location_id, usage, allow_negative)
    SELECT k.item_id, l.id, l.usage, l.allow_negative
    FROM (SELECT item_id, from_id AS location_id FROM posted UNION SELECT item_id, to_id FROM posted) k
    JOIN location l ON l.id = k.location_id
    ORDER BY k.item_id, l.id
    ON CONFLICT DO NOTHING;

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

-- Items at or below their reorder point: what may be ordered and is. The row is there or not by what holds now, not by
-- what changed. Whoever calls holds the items at least FOR SHARE.
CREATE FUNCTION refresh_low_stock(items int[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH state AS MATERIALIZED (
    SELECT i.id, i.active AND i.kind <> 'SERVICE' AND i.reorder_point IS NOT NULL AND coalesce((
      SELECT sum(b.on_hand - b.reserved) FROM stock_balance b WHERE b.item_id = i.id AND b.usage = 'STORAGE'
    ), 0) <= i.reorder_point AS low
    FROM item i WHERE i.id = ANY (items)
  ), recovered AS (
    DELETE FROM low_stock l USING state s WHERE l.item_id = s.id AND NOT s.low
  )
  INSERT INTO low_stock (item_id) SELECT s.id FROM state s WHERE s.low ORDER BY s.id ON CONFLICT DO NOTHING;
END $$;

-- Units in STORAGE, frames and others (metric stock); the value of what is ours by kind of item (metric stockValue); and
-- who is low. What is ours is what lies at a place that cannot go below zero. Balances are inserted as zero, so that only
-- their updates count.
CREATE OR REPLACE FUNCTION statistic_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched int[];
BEGIN
  INSERT INTO statistic (metric, bucket, amount)
    SELECT d.metric, d.bucket, sum(d.amount)
    FROM changed_to n
    JOIN changed_from o USING (item_id, location_id)
    JOIN item i ON i.id = n.item_id
    CROSS JOIN LATERAL (
      SELECT 'stock' AS metric, CASE WHEN i.kind = 'FRAME' THEN 'frames' ELSE 'others' END AS bucket,
        n.on_hand - o.on_hand AS amount
      WHERE n.usage = 'STORAGE'
      UNION ALL
      SELECT 'stockValue', i.kind::text, (n.on_hand - o.on_hand) * i.cost WHERE NOT n.allow_negative
    ) d
    WHERE n.on_hand <> o.on_hand
    GROUP BY d.metric, d.bucket
    HAVING sum(d.amount) <> 0;

  touched := ARRAY(
    SELECT DISTINCT n.item_id FROM changed_to n JOIN changed_from o USING (item_id, location_id)
    WHERE n.usage = 'STORAGE' AND n.on_hand - n.reserved <> o.on_hand - o.reserved
  );
  IF touched <> '{}' THEN
    -- A reservation does not hold its items yet: a reorder point must not change between what each of the two sees.
    touched := ARRAY(
      SELECT held.id FROM (SELECT i.id, i.reorder_point FROM item i WHERE i.id = ANY (touched) ORDER BY i.id FOR SHARE) held
      WHERE held.reorder_point IS NOT NULL
    );
    IF touched <> '{}' THEN
      PERFORM refresh_low_stock(touched);
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- A new cost revalues what is held; a new kind takes the value along.
CREATE FUNCTION item_stock_figures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  watched int[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    watched := ARRAY(SELECT n.id FROM changed_to n WHERE n.reorder_point IS NOT NULL);
  ELSE
    INSERT INTO statistic (metric, bucket, amount)
      SELECT 'stockValue', c.kind::text, sum(c.value)
      FROM (
        SELECT n.kind, n.cost * h.on_hand AS value
        FROM changed_to n JOIN changed_from o USING (id)
        CROSS JOIN LATERAL (SELECT sum(b.on_hand) AS on_hand FROM stock_balance b WHERE b.item_id = n.id AND NOT b.allow_negative) h
        WHERE (n.cost, n.kind) IS DISTINCT FROM (o.cost, o.kind)
        UNION ALL
        SELECT o.kind, -o.cost * h.on_hand
        FROM changed_to n JOIN changed_from o USING (id)
        CROSS JOIN LATERAL (SELECT sum(b.on_hand) AS on_hand FROM stock_balance b WHERE b.item_id = n.id AND NOT b.allow_negative) h
        WHERE (n.cost, n.kind) IS DISTINCT FROM (o.cost, o.kind)
      ) c
      GROUP BY c.kind
      HAVING sum(c.value) <> 0;
    watched := ARRAY(
      SELECT n.id FROM changed_to n JOIN changed_from o USING (id)
      WHERE (n.reorder_point, n.active, n.kind) IS DISTINCT FROM (o.reorder_point, o.active, o.kind)
    );
  END IF;
  IF watched <> '{}' THEN
    PERFORM refresh_low_stock(watched);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER item_stock_figures_insert AFTER INSERT ON "item"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION item_stock_figures();
CREATE TRIGGER item_stock_figures_update AFTER UPDATE ON "item"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION item_stock_figures();

-- What there is already.
INSERT INTO statistic (metric, bucket, amount)
  SELECT 'stockValue', i.kind::text, sum(b.on_hand * i.cost)
  FROM stock_balance b JOIN item i ON i.id = b.item_id
  WHERE NOT b.allow_negative
  GROUP BY 2 HAVING sum(b.on_hand * i.cost) <> 0;
SELECT refresh_low_stock(ARRAY(SELECT id FROM item WHERE reorder_point IS NOT NULL));
