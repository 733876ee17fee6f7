-- The kept figures equal a full recount. The stock's value has a check of its own.
WITH kept AS (
  SELECT metric, bucket, sum(count) AS count, sum(amount) AS amount FROM statistic
  WHERE metric <> 'stockValue' GROUP BY metric, bucket
), counted AS (
  SELECT 'purchaseOrder' AS metric, status::text AS bucket, count(*) AS count, sum(total_amount) AS amount
  FROM purchase_order GROUP BY status
  UNION ALL SELECT 'salesOrder', coalesce(owner_id, 0) || ':' || status, count(*), sum(total) FROM sales_order GROUP BY 2
  UNION ALL SELECT 'invoice', coalesce(owner_id, 0) || ':' || source, count(*), sum(total) FROM invoice GROUP BY 2
  UNION ALL SELECT 'fulfilment', coalesce(owner_id, 0) || ':' || status, count(*), 0 FROM fulfilment GROUP BY 2
  UNION ALL SELECT 'customerReturn', coalesce(owner_id, 0) || ':' || status, count(*), 0 FROM customer_return GROUP BY 2
  UNION ALL SELECT 'inspection', type || ':' || status, count(*), 0 FROM inspection GROUP BY 2
  UNION ALL SELECT 'nonConformance', status::text, count(*), sum(cost) FROM non_conformance GROUP BY 2
  UNION ALL SELECT 'customer', 'all', count(*), 0 FROM customer
  UNION ALL SELECT 'workOrder', status::text, count(*), sum(quantity) FROM work_order GROUP BY status
  UNION ALL SELECT 'productionOrder', status::text, count(*), sum(planned) FROM production_order GROUP BY status
  UNION ALL SELECT 'productionProduced', status::text, 0, sum(produced) FROM production_order GROUP BY status
  UNION ALL SELECT 'productionScrapped', status::text, 0, sum(scrapped) FROM production_order GROUP BY status
  UNION ALL SELECT 'productionPlan', due_date::text, count(*), sum(planned) FROM production_order
    WHERE due_date IS NOT NULL AND status NOT IN ('DRAFT', 'CANCELLED') GROUP BY due_date
  UNION ALL SELECT 'productionGood', day::text, count(*), sum(good) FROM production_output
    WHERE finished AND good <> 0 AND day IS NOT NULL GROUP BY day
  UNION ALL SELECT 'productionLost', day::text, count(*), sum(scrapped) FROM production_output
    WHERE scrapped <> 0 AND day IS NOT NULL GROUP BY day
  UNION ALL SELECT 'productionStage', stage::text, count(*), sum(ready) FROM production_order_stage
    WHERE ready <> 0 GROUP BY stage
  UNION ALL SELECT 'frameTask', t.kind::text, count(*), sum(t.quantity - t.scrapped)
    FROM task t JOIN frame f ON f.id = t.item_id WHERE t.status = 'COMPLETED' GROUP BY t.kind
  UNION ALL SELECT 'task', kind || ':' || status, count(*), sum(quantity) FROM task GROUP BY kind, status
  UNION ALL SELECT 'frame', 'all', count(*), 0 FROM frame
  UNION ALL SELECT 'item', 'all', count(*), 0 FROM item
  UNION ALL SELECT 'supplier', 'all', count(*), 0 FROM supplier
  UNION ALL SELECT 'stock', CASE WHEN i.kind = 'FRAME' THEN 'frames' ELSE 'others' END, 0, sum(b.on_hand)
    FROM stock_balance b JOIN item i ON i.id = b.item_id WHERE b.usage = 'STORAGE' GROUP BY 2
)
SELECT metric, bucket, k.count AS kept_count, c.count, k.amount AS kept_amount, c.amount
FROM kept k
FULL JOIN counted c USING (metric, bucket)
WHERE coalesce(k.count, 0) <> coalesce(c.count, 0) OR coalesce(k.amount, 0) <> coalesce(c.amount, 0)
ORDER BY metric, bucket
