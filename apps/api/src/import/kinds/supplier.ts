import { type Changing, changeExisting, plainColumn, textColumn } from '../existing.ts'
import { yesNo } from '../field.ts'
import { countsOf, type Kind, repeatedRule, takenRule } from '../kind.ts'
import { partyFields } from './party.ts'

const changing: Changing = {
  table: 'supplier',
  key: 'code',
  rules: () => [],
  write: (client, runId, existing) =>
    changeExisting(
      client,
      runId,
      existing,
      [...['name', 'active'].map(plainColumn), ...['email', 'phone', 'address', 'taxId'].map(textColumn)],
      { table: 'supplier' },
    ),
}

export const supplier: Kind = {
  name: 'supplier',
  plural: 'suppliers',
  fields: [...partyFields, { name: 'active', type: yesNo, default: 'yes' }],
  rules: [repeatedRule('lower(s.code)', 'The code', 's.code')],
  takenRule: takenRule('supplier', 'code', 'The supplier code'),
  changing,
  async write(client, runId, importer) {
    const { made } = await countsOf(
      client,
      `WITH made AS (
        INSERT INTO supplier (code, name, email, phone, address, tax_id, active)
        SELECT code, name, coalesce(email, ''), coalesce(phone, ''), coalesce(address, ''), coalesce(tax_id, ''), active
        FROM staged WHERE NOT refused AND existing IS NULL ORDER BY line
        RETURNING id, code, name
      ), told AS (
        INSERT INTO event (actor_id, type, entity, entity_id, payload)
        SELECT ${importer?.userId ?? 'NULL'}::int, 'supplier.created', 'supplier', id, jsonb_build_object('code', code, 'name', name, 'importRunId', ${runId})
        FROM made
      ) SELECT count(*) AS made FROM made`,
    )
    return [{ count: made ?? 0, what: 'suppliers' }]
  },
}
