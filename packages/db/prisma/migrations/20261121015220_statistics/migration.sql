-- Statistics kept by deltas. Each statement that changes a counted table appends what it changed, in its own transaction,
-- so that the sum of a bucket's rows is exact at every instant and no counter row is fought over. A job folds the rows.

CREATE FUNCTION statistic_purchase_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'purchaseOrder', status, count(*), sum(total_amount) FROM changed_to GROUP BY status;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'purchaseOrder', status, -count(*), -sum(total_amount) FROM changed_from GROUP BY status;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'purchaseOrder', status, sum(n), sum(amount)
      FROM (
        SELECT status, 1 AS n, total_amount AS amount FROM changed_to
        UNION ALL SELECT status, -1, -total_amount FROM changed_from
      ) d
      GROUP BY status HAVING sum(n) <> 0 OR sum(amount) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "purchase_order"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_purchase_order();
CREATE TRIGGER statistic_update AFTER UPDATE ON "purchase_order"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_purchase_order();
CREATE TRIGGER statistic_delete AFTER DELETE ON "purchase_order"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_purchase_order();

CREATE FUNCTION statistic_work_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'workOrder', status, count(*), sum(quantity) FROM changed_to GROUP BY status;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'workOrder', status, -count(*), -sum(quantity) FROM changed_from GROUP BY status;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'workOrder', status, sum(n), sum(amount)
      FROM (
        SELECT status, 1 AS n, quantity AS amount FROM changed_to
        UNION ALL SELECT status, -1, -quantity FROM changed_from
      ) d
      GROUP BY status HAVING sum(n) <> 0 OR sum(amount) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "work_order"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_work_order();
CREATE TRIGGER statistic_update AFTER UPDATE ON "work_order"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_work_order();
CREATE TRIGGER statistic_delete AFTER DELETE ON "work_order"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_work_order();

-- Buckets are "KIND:STATUS"; the amount is pieces.
CREATE FUNCTION statistic_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'task', kind || ':' || status, count(*), sum(quantity) FROM changed_to GROUP BY kind, status;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'task', kind || ':' || status, -count(*), -sum(quantity) FROM changed_from GROUP BY kind, status;
  ELSE
    INSERT INTO statistic (metric, bucket, count, amount)
      SELECT 'task', kind || ':' || status, sum(n), sum(amount)
      FROM (
        SELECT kind, status, 1 AS n, quantity AS amount FROM changed_to
        UNION ALL SELECT kind, status, -1, -quantity FROM changed_from
      ) d
      GROUP BY kind, status HAVING sum(n) <> 0 OR sum(amount) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "task"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_task();
CREATE TRIGGER statistic_update AFTER UPDATE ON "task"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_task();
CREATE TRIGGER statistic_delete AFTER DELETE ON "task"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_task();

-- Plain row counts, for lists without a filter.
CREATE FUNCTION statistic_row_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count) SELECT TG_ARGV[0], 'all', count(*) FROM changed_to HAVING count(*) > 0;
  ELSE
    INSERT INTO statistic (metric, bucket, count) SELECT TG_ARGV[0], 'all', -count(*) FROM changed_from HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "frame"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_row_count('frame');
CREATE TRIGGER statistic_delete AFTER DELETE ON "frame"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_row_count('frame');
CREATE TRIGGER statistic_insert AFTER INSERT ON "item"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_row_count('item');
CREATE TRIGGER statistic_delete AFTER DELETE ON "item"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_row_count('item');
CREATE TRIGGER statistic_insert AFTER INSERT ON "supplier"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_row_count('supplier');
CREATE TRIGGER statistic_delete AFTER DELETE ON "supplier"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_row_count('supplier');

-- Units in STORAGE, frames and all items. An item's kind does not change once it has stock.
CREATE FUNCTION statistic_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO statistic (metric, bucket, amount)
    SELECT 'stock', CASE WHEN i.kind = 'FRAME' THEN 'frames' ELSE 'others' END, sum(n.on_hand - o.on_hand)
    FROM changed_to n
    JOIN changed_from o USING (item_id, location_id)
    JOIN item i ON i.id = n.item_id
    WHERE n.usage = 'STORAGE' AND n.on_hand <> o.on_hand
    GROUP BY 2;
  RETURN NULL;
END $$;
-- Balances are inserted as zero, so that only their updates count.
CREATE TRIGGER statistic_update AFTER UPDATE ON "stock_balance"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_stock();
