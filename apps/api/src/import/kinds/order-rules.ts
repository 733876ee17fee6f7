/** What tells one kind of order with lines from another. */
interface OrderKind {
  table: string
  /** Of the numbers that are given out here. */
  prefix: string
  /** The field, and the table, of whom the order was made with. */
  partner: 'supplier' | 'customer'
}

/** Why orders and lines are refused, whichever way the goods go: lines without an order, numbers twice, unknown partners. */
export const orderRules = ({ table, prefix, partner }: OrderKind): string[] => [
  `SELECT 0, s.line, 'There is no order for this line in the file of the orders.'
    FROM staged s LEFT JOIN staged_order o USING (order_key)
    WHERE o.order_key IS NULL AND s.order_key IS NOT NULL`,
  `SELECT 0, s.line, 'This line does not say which order it belongs to.' FROM staged s
    WHERE s.order_key IS NULL AND s.problems IS NULL`,
  `SELECT 1, o.line, format('The order %s has no lines.', o.number)
    FROM staged_order o LEFT JOIN staged s USING (order_key) WHERE s.line IS NULL AND o.order_key IS NOT NULL`,
  `SELECT 1, o.line, format('The number %s is already in the database.', o.number)
    FROM staged_order o JOIN ${table} p ON lower(p.number) = lower(o.number)`,
  `SELECT 1, o.line, format('The number %s is already on line %s.', o.number, first.line)
    FROM staged_order o
    JOIN (SELECT lower(number) AS key, min(line) AS line FROM staged_order GROUP BY 1 HAVING count(*) > 1) first
      ON first.key = lower(o.number)
    WHERE o.line > first.line`,
  `SELECT 1, o.line, format('The order is already on line %s.', first.line)
    FROM staged_order o
    JOIN (SELECT order_key, min(line) AS line, min(lower(number)) AS number FROM staged_order
      GROUP BY 1 HAVING count(*) > 1) first USING (order_key)
    WHERE o.line > first.line AND lower(o.number) IS DISTINCT FROM first.number`,
  `SELECT 1, o.line, 'Numbers like ${prefix}-000123 are given out here: put a prefix before the number.'
    FROM staged_order o WHERE o.number ~* '^${prefix}-[0-9]+$'`,
  `SELECT 1, o.line, format('There is no ${partner} with the code %s. Import the ${partner}s first.', o.${partner})
    FROM staged_order o LEFT JOIN ${partner} p ON lower(p.code) = lower(o.${partner})
    WHERE o.${partner} IS NOT NULL AND p.id IS NULL`,
]
