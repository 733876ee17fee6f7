-- A number, code or name people go by belongs to one, whatever case it is written in.
SELECT what, lower(said) AS said, count(*) AS holders, min(id) AS first_id, max(id) AS last_id
FROM (
  SELECT 'purchase order' AS what, number AS said, id FROM purchase_order
  UNION ALL SELECT 'receipt', number, id FROM receipt
  UNION ALL SELECT 'work order', number, id FROM work_order
  UNION ALL SELECT 'sales order', number, id FROM sales_order
  UNION ALL SELECT 'invoice', source || ' ' || number, id FROM invoice
  UNION ALL SELECT 'shipment', number, id FROM shipment
  UNION ALL SELECT 'fulfilment', number, id FROM fulfilment
  UNION ALL SELECT 'return', number, id FROM customer_return
  UNION ALL SELECT 'inspection', number, id FROM inspection
  UNION ALL SELECT 'non-conformance', number, id FROM non_conformance
  UNION ALL SELECT 'credit note', credit_no, id FROM customer_return WHERE credit_no IS NOT NULL
  UNION ALL SELECT 'production order', number, id FROM production_order
  UNION ALL SELECT 'stock count', number, id FROM stock_count
  UNION ALL SELECT 'customer', code, id FROM customer
  UNION ALL SELECT 'location', code, id FROM location
  UNION ALL SELECT 'supplier', code, id FROM supplier
  UNION ALL SELECT 'item', sku, id FROM item
  UNION ALL SELECT 'username', username, id FROM app_user
  UNION ALL SELECT 'e-mail address', email, id FROM app_user
) named
GROUP BY what, lower(said)
HAVING count(*) > 1
ORDER BY what, said
