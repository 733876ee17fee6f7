-- CreateEnum
CREATE TYPE "customer_return_status" AS ENUM ('REQUESTED', 'APPROVED', 'RECEIVED', 'INSPECTED', 'RESTOCKED', 'SCRAPPED', 'REJECTED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "fulfilment_status" AS ENUM ('CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED', 'DISPATCHED', 'DELIVERED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "fulfilment_stage" AS ENUM ('PICKING', 'PACKING', 'DELIVERY');

-- CreateEnum
CREATE TYPE "delivery_type" AS ENUM ('DIRECT', 'COURIER', 'INTERNAL');

-- AlterTable
ALTER TABLE "location" ADD COLUMN     "walk_order" INTEGER;

-- AlterTable
ALTER TABLE "reservation" ADD COLUMN     "invoice_line_id" INTEGER;

-- AlterTable
ALTER TABLE "shipment" ADD COLUMN     "fulfilment_id" INTEGER,
ADD COLUMN     "undone_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "customer_return" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "sales_order_id" INTEGER,
    "invoice_id" INTEGER,
    "fulfilment_id" INTEGER,
    "owner_id" INTEGER,
    "status" "customer_return_status" NOT NULL DEFAULT 'REQUESTED',
    "reason" TEXT NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "customer_return_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_return_line" (
    "id" SERIAL NOT NULL,
    "return_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "sales_line_id" INTEGER,
    "invoice_line_id" INTEGER,
    "item_id" INTEGER NOT NULL,
    "item_name" TEXT NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "received" DECIMAL(18,6),
    "passed" DECIMAL(18,6),
    "failed" DECIMAL(18,6),
    "finding" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "customer_return_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfilment" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "sales_order_id" INTEGER,
    "invoice_id" INTEGER,
    "owner_id" INTEGER,
    "status" "fulfilment_status" NOT NULL DEFAULT 'CREATED',
    "due_date" DATE,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ(3),
    "picked_at" TIMESTAMPTZ(3),
    "packed_at" TIMESTAMPTZ(3),
    "dispatched_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "fulfilment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfilment_line" (
    "id" SERIAL NOT NULL,
    "fulfilment_id" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "sales_line_id" INTEGER,
    "invoice_line_id" INTEGER,
    "item_id" INTEGER NOT NULL,
    "item_name" TEXT NOT NULL,
    "quantity" DECIMAL(18,6) NOT NULL,
    "picked" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "short_reason" TEXT NOT NULL DEFAULT '',
    "delivered" DECIMAL(18,6) NOT NULL DEFAULT 0,

    CONSTRAINT "fulfilment_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfilment_session" (
    "id" SERIAL NOT NULL,
    "fulfilment_id" INTEGER NOT NULL,
    "stage" "fulfilment_stage" NOT NULL,
    "user_id" INTEGER NOT NULL,
    "terminal_id" INTEGER,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "notes" TEXT NOT NULL DEFAULT '',
    "delivery_type" "delivery_type",
    "courier_name" TEXT NOT NULL DEFAULT '',
    "tracking_no" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "fulfilment_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "badge" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "issued_by_id" INTEGER,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "badge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "customer_return_number_key" ON "customer_return"("number");

-- CreateIndex
CREATE INDEX "customer_return_status_id_idx" ON "customer_return"("status", "id");

-- CreateIndex
CREATE INDEX "customer_return_owner_id_id_idx" ON "customer_return"("owner_id", "id");

-- CreateIndex
CREATE INDEX "customer_return_sales_order_id_idx" ON "customer_return"("sales_order_id");

-- CreateIndex
CREATE INDEX "customer_return_invoice_id_idx" ON "customer_return"("invoice_id");

-- CreateIndex
CREATE INDEX "customer_return_fulfilment_id_idx" ON "customer_return"("fulfilment_id");

-- CreateIndex
CREATE INDEX "customer_return_line_sales_line_id_idx" ON "customer_return_line"("sales_line_id");

-- CreateIndex
CREATE INDEX "customer_return_line_invoice_line_id_idx" ON "customer_return_line"("invoice_line_id");

-- CreateIndex
CREATE INDEX "customer_return_line_item_id_idx" ON "customer_return_line"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_return_line_return_id_line_no_key" ON "customer_return_line"("return_id", "line_no");

-- CreateIndex
CREATE UNIQUE INDEX "fulfilment_number_key" ON "fulfilment"("number");

-- CreateIndex
CREATE INDEX "fulfilment_status_id_idx" ON "fulfilment"("status", "id");

-- CreateIndex
CREATE INDEX "fulfilment_owner_id_id_idx" ON "fulfilment"("owner_id", "id");

-- CreateIndex
CREATE INDEX "fulfilment_sales_order_id_idx" ON "fulfilment"("sales_order_id");

-- CreateIndex
CREATE INDEX "fulfilment_invoice_id_idx" ON "fulfilment"("invoice_id");

-- CreateIndex
CREATE INDEX "fulfilment_line_sales_line_id_idx" ON "fulfilment_line"("sales_line_id");

-- CreateIndex
CREATE INDEX "fulfilment_line_invoice_line_id_idx" ON "fulfilment_line"("invoice_line_id");

-- CreateIndex
CREATE INDEX "fulfilment_line_item_id_idx" ON "fulfilment_line"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "fulfilment_line_fulfilment_id_line_no_key" ON "fulfilment_line"("fulfilment_id", "line_no");

-- CreateIndex
CREATE UNIQUE INDEX "fulfilment_line_fulfilment_id_sales_line_id_key" ON "fulfilment_line"("fulfilment_id", "sales_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "fulfilment_line_fulfilment_id_invoice_line_id_key" ON "fulfilment_line"("fulfilment_id", "invoice_line_id");

-- CreateIndex
CREATE INDEX "fulfilment_session_fulfilment_id_idx" ON "fulfilment_session"("fulfilment_id");

-- CreateIndex
CREATE INDEX "fulfilment_session_user_id_id_idx" ON "fulfilment_session"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "badge_token_hash_key" ON "badge"("token_hash");

-- CreateIndex
CREATE INDEX "badge_user_id_id_idx" ON "badge"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_invoice_line_id_location_id_key" ON "reservation"("invoice_line_id", "location_id");

-- CreateIndex
CREATE INDEX "shipment_fulfilment_id_idx" ON "shipment"("fulfilment_id");

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_sales_order_id_fkey" FOREIGN KEY ("sales_order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_fulfilment_id_fkey" FOREIGN KEY ("fulfilment_id") REFERENCES "fulfilment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return_line" ADD CONSTRAINT "customer_return_line_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "customer_return"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return_line" ADD CONSTRAINT "customer_return_line_invoice_line_id_fkey" FOREIGN KEY ("invoice_line_id") REFERENCES "invoice_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return_line" ADD CONSTRAINT "customer_return_line_sales_line_id_fkey" FOREIGN KEY ("sales_line_id") REFERENCES "sales_order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_return_line" ADD CONSTRAINT "customer_return_line_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_sales_order_id_fkey" FOREIGN KEY ("sales_order_id") REFERENCES "sales_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_fulfilment_id_fkey" FOREIGN KEY ("fulfilment_id") REFERENCES "fulfilment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_invoice_line_id_fkey" FOREIGN KEY ("invoice_line_id") REFERENCES "invoice_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_sales_line_id_fkey" FOREIGN KEY ("sales_line_id") REFERENCES "sales_order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_session" ADD CONSTRAINT "fulfilment_session_fulfilment_id_fkey" FOREIGN KEY ("fulfilment_id") REFERENCES "fulfilment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_session" ADD CONSTRAINT "fulfilment_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment_session" ADD CONSTRAINT "fulfilment_session_terminal_id_fkey" FOREIGN KEY ("terminal_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "badge" ADD CONSTRAINT "badge_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "badge" ADD CONSTRAINT "badge_issued_by_id_fkey" FOREIGN KEY ("issued_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_fulfilment_id_fkey" FOREIGN KEY ("fulfilment_id") REFERENCES "fulfilment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_invoice_line_id_fkey" FOREIGN KEY ("invoice_line_id") REFERENCES "invoice_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

CREATE SEQUENCE "fulfilment_number_seq";
CREATE SEQUENCE "customer_return_number_seq";
ALTER TABLE "fulfilment" ALTER COLUMN "number" SET DEFAULT next_number('FF-', 'fulfilment_number_seq', 6);
ALTER TABLE "customer_return" ALTER COLUMN "number" SET DEFAULT next_number('RT-', 'customer_return_number_seq', 6);

-- Stock is promised to one demand. A further kind of demand adds its column and puts this constraint anew with it.
ALTER TABLE "reservation" DROP CONSTRAINT "reservation_one_demand";
ALTER TABLE "reservation"
  ADD CONSTRAINT "reservation_one_demand" CHECK (num_nonnulls("sales_line_id", "production_line_id", "invoice_line_id") = 1);

-- A fulfilment, and a return, is of one document.
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_one_source" CHECK (num_nonnulls("sales_order_id", "invoice_id") = 1);
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_one_source" CHECK (num_nonnulls("sales_line_id", "invoice_line_id") = 1);
ALTER TABLE "customer_return" ADD CONSTRAINT "customer_return_one_source" CHECK (num_nonnulls("sales_order_id", "invoice_id") = 1);
ALTER TABLE "customer_return_line" ADD CONSTRAINT "customer_return_line_one_source" CHECK (num_nonnulls("sales_line_id", "invoice_line_id") = 1);

ALTER TABLE "fulfilment_line"
  ADD CONSTRAINT "fulfilment_line_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "fulfilment_line_picked_within" CHECK ("picked" BETWEEN 0 AND "quantity"),
  ADD CONSTRAINT "fulfilment_line_delivered_within" CHECK ("delivered" BETWEEN 0 AND "picked");
ALTER TABLE "fulfilment_session"
  ADD CONSTRAINT "fulfilment_session_ends_after_start" CHECK ("completed_at" IS NULL OR "completed_at" >= "started_at"),
  ADD CONSTRAINT "fulfilment_session_delivery" CHECK (("stage" = 'DELIVERY') = ("delivery_type" IS NOT NULL)),
  ADD CONSTRAINT "fulfilment_session_courier_named" CHECK ("delivery_type" IS DISTINCT FROM 'COURIER' OR "courier_name" <> '');
ALTER TABLE "customer_return_line"
  ADD CONSTRAINT "customer_return_line_quantity_positive" CHECK ("quantity" > 0),
  ADD CONSTRAINT "customer_return_line_received_within" CHECK ("received" BETWEEN 0 AND "quantity"),
  ADD CONSTRAINT "customer_return_line_inspected_whole" CHECK (
    ("passed" IS NULL) = ("failed" IS NULL)
    AND ("passed" IS NULL OR ("passed" >= 0 AND "failed" >= 0 AND "received" IS NOT NULL AND "passed" + "failed" = "received")));

-- Two who start the same stage at once: one of them does.
CREATE UNIQUE INDEX "fulfilment_session_one_of_stage" ON "fulfilment_session" ("fulfilment_id", "stage") WHERE "undone_at" IS NULL;
CREATE INDEX "fulfilment_session_open_idx" ON "fulfilment_session" ("user_id") WHERE "completed_at" IS NULL AND "undone_at" IS NULL;
CREATE INDEX "fulfilment_waiting_idx" ON "fulfilment" ("status", "due_date", "id")
  WHERE "status" IN ('CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED', 'DISPATCHED');

-- Fulfilments and returns by owner and state ("7:PENDING"; nobody's are owner 0), as sales orders are.
CREATE FUNCTION statistic_owned_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic (metric, bucket, count)
      SELECT TG_ARGV[0], coalesce(owner_id, 0) || ':' || status, count(*) FROM changed_to GROUP BY 2;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic (metric, bucket, count)
      SELECT TG_ARGV[0], coalesce(owner_id, 0) || ':' || status, -count(*) FROM changed_from GROUP BY 2;
  ELSE
    INSERT INTO statistic (metric, bucket, count)
      SELECT TG_ARGV[0], bucket, sum(n)
      FROM (
        SELECT coalesce(owner_id, 0) || ':' || status AS bucket, 1 AS n FROM changed_to
        UNION ALL SELECT coalesce(owner_id, 0) || ':' || status, -1 FROM changed_from
      ) d
      GROUP BY bucket HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER statistic_insert AFTER INSERT ON "fulfilment"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_owned_status('fulfilment');
CREATE TRIGGER statistic_update AFTER UPDATE ON "fulfilment"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_owned_status('fulfilment');
CREATE TRIGGER statistic_delete AFTER DELETE ON "fulfilment"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_owned_status('fulfilment');
CREATE TRIGGER statistic_insert AFTER INSERT ON "customer_return"
  REFERENCING NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_owned_status('customerReturn');
CREATE TRIGGER statistic_update AFTER UPDATE ON "customer_return"
  REFERENCING OLD TABLE AS changed_from NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION statistic_owned_status('customerReturn');
CREATE TRIGGER statistic_delete AFTER DELETE ON "customer_return"
  REFERENCING OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION statistic_owned_status('customerReturn');

-- A fulfilment and a return belong to whom their order or invoice belongs.
CREATE FUNCTION fulfilment_follows_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'sales_order' THEN
    UPDATE fulfilment SET owner_id = NEW.owner_id WHERE sales_order_id = NEW.id;
    UPDATE customer_return SET owner_id = NEW.owner_id WHERE sales_order_id = NEW.id;
  ELSE
    UPDATE fulfilment SET owner_id = NEW.owner_id WHERE invoice_id = NEW.id;
    UPDATE customer_return SET owner_id = NEW.owner_id WHERE invoice_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER fulfilment_follows_owner AFTER UPDATE OF "owner_id" ON "sales_order"
  FOR EACH ROW WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION fulfilment_follows_owner();
CREATE TRIGGER fulfilment_follows_owner AFTER UPDATE OF "owner_id" ON "invoice"
  FOR EACH ROW WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION fulfilment_follows_owner();
