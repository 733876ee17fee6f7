-- A sales order is found by a part of its number or of its customer's name.
CREATE INDEX "sales_order_number_search_idx" ON "sales_order" USING gin (lower("number") gin_trgm_ops);
CREATE INDEX "customer_name_search_idx" ON "customer" USING gin (lower("name") gin_trgm_ops);
