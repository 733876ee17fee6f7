-- What Prisma cannot say: the database is the last line of defence.

-- Unique regardless of case.
CREATE UNIQUE INDEX "app_user_username_ci_key" ON "app_user" (lower("username"));
CREATE UNIQUE INDEX "app_user_email_ci_key" ON "app_user" (lower("email"));
CREATE UNIQUE INDEX "item_sku_ci_key" ON "item" (lower("sku"));
CREATE UNIQUE INDEX "supplier_code_ci_key" ON "supplier" (lower("code"));
CREATE UNIQUE INDEX "category_sibling_name_key" ON "category" (coalesce("parent_id", 0), lower("name"));

-- Lists sort by name regardless of case, and find a supplier by name.
CREATE INDEX "item_name_ci_idx" ON "item" (lower("name"), "id");
CREATE INDEX "supplier_name_ci_idx" ON "supplier" (lower("name"), "id");

-- A person has one running task and one open stretch of work at a time.
CREATE UNIQUE INDEX "task_one_running_per_user" ON "task" ("user_id") WHERE "status" = 'IN_PROGRESS';
CREATE UNIQUE INDEX "time_entry_one_open_per_user" ON "time_entry" ("user_id") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "time_entry_one_open_per_task" ON "time_entry" ("task_id") WHERE "ended_at" IS NULL;

-- What is late or waits for somebody, among what is open.
CREATE INDEX "work_order_open_due_idx" ON "work_order" ("due_date", "id") WHERE "status" IN ('PENDING', 'IN_PROGRESS');
CREATE INDEX "work_order_open_unassigned_idx" ON "work_order" ("id")
  WHERE "status" IN ('PENDING', 'IN_PROGRESS') AND "assigned_to_id" IS NULL;
CREATE INDEX "purchase_order_open_expected_idx" ON "purchase_order" ("expected_date", "id")
  WHERE "status" IN ('PENDING', 'PARTIALLY_RECEIVED');

-- Events that wait for their position.
CREATE INDEX "event_unpositioned_idx" ON "event" ("id") WHERE "position" IS NULL;

ALTER TABLE "item"
  ADD CONSTRAINT "item_price_not_negative" CHECK ("unit_price" >= 0 AND "cost" >= 0),
  ADD CONSTRAINT "item_tax_rate_percent" CHECK ("tax_rate" BETWEEN 0 AND 100),
  ADD CONSTRAINT "item_sku_said" CHECK ("sku" <> ''),
  ADD CONSTRAINT "item_name_said" CHECK ("name" <> '');
ALTER TABLE "frame"
  ADD CONSTRAINT "frame_size_positive" CHECK ("width_mm" > 0 AND "height_mm" > 0 AND "depth_mm" > 0);
ALTER TABLE "bom_line"
  ADD CONSTRAINT "bom_line_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "bom_line_scrap_percent" CHECK ("scrap_percent" BETWEEN 0 AND 100);
ALTER TABLE "purchase_order"
  ADD CONSTRAINT "purchase_order_total_not_negative" CHECK ("total_amount" >= 0);
ALTER TABLE "purchase_order_line"
  ADD CONSTRAINT "purchase_order_line_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "purchase_order_line_price_not_negative" CHECK ("unit_price" >= 0),
  ADD CONSTRAINT "purchase_order_line_total" CHECK ("total_price" = round("quantity" * "unit_price", 2)),
  ADD CONSTRAINT "purchase_order_line_received_within" CHECK ("received" BETWEEN 0 AND "quantity");
ALTER TABLE "receipt_line" ADD CONSTRAINT "receipt_line_quantity_positive" CHECK ("quantity" > 0);
ALTER TABLE "work_order"
  ADD CONSTRAINT "work_order_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "work_order_completed_not_negative" CHECK ("completed_quantity" >= 0 AND "scrapped_quantity" >= 0);
ALTER TABLE "task"
  ADD CONSTRAINT "task_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "task_times_fit_status" CHECK (
    CASE "status"
      WHEN 'PENDING' THEN "start_time" IS NULL AND "end_time" IS NULL
      WHEN 'IN_PROGRESS' THEN "start_time" IS NOT NULL AND "end_time" IS NULL AND "user_id" IS NOT NULL
      WHEN 'PAUSED' THEN "start_time" IS NOT NULL AND "end_time" IS NULL
      WHEN 'COMPLETED' THEN "start_time" IS NOT NULL AND "end_time" >= "start_time" AND "duration" >= 0 AND "user_id" IS NOT NULL
      ELSE true
    END
  );
ALTER TABLE "time_entry" ADD CONSTRAINT "time_entry_forward" CHECK ("ended_at" >= "started_at");

-- Numbers people read: from sequences, so that no counter row is fought over. A number may be skipped, never repeated, and
-- grows longer when its digits are used up.
CREATE FUNCTION next_number(prefix text, series regclass, digits int) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT prefix || lpad(n, greatest(digits, length(n)), '0') FROM (SELECT nextval(series)::text AS n) s
$$;
CREATE SEQUENCE "purchase_order_number_seq";
CREATE SEQUENCE "work_order_number_seq";
CREATE SEQUENCE "receipt_number_seq";
CREATE SEQUENCE "frame_sku_seq";
ALTER TABLE "purchase_order" ALTER COLUMN "number" SET DEFAULT next_number('PO-', 'purchase_order_number_seq', 6);
ALTER TABLE "work_order" ALTER COLUMN "number" SET DEFAULT next_number('WO-', 'work_order_number_seq', 6);
ALTER TABLE "receipt" ALTER COLUMN "number" SET DEFAULT next_number('RC-', 'receipt_number_seq', 6);

-- An event is never edited or deleted; only its position is given, once.
CREATE FUNCTION event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
    AND (OLD.id, OLD.at, OLD.type, OLD.entity, OLD.entity_id, OLD.payload)
      = (NEW.id, NEW.at, NEW.type, NEW.entity, NEW.entity_id, NEW.payload) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The event log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER event_guard BEFORE UPDATE OR DELETE ON "event" FOR EACH ROW EXECUTE FUNCTION event_guard();
