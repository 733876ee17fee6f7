import { text, yesNo } from '../field.ts'
import { countsOf, type Kind, repeatedRule, takenRule } from '../kind.ts'
import { partyFields } from './party.ts'
import { people, personRule } from './people.ts'

export const customer: Kind = {
  name: 'customer',
  plural: 'customers',
  fields: [...partyFields, { name: 'owner', type: text(254) }, { name: 'active', type: yesNo, default: 'yes' }],
  rules: [
    repeatedRule('lower(s.code)', 'The code', 's.code'),
    takenRule('customer', 'code', 'The customer code'),
    personRule('owner'),
  ],
  async write(client, runId) {
    const { made } = await countsOf(
      client,
      `WITH made AS (
        INSERT INTO customer (code, name, email, phone, address, tax_id, owner_id, active)
        SELECT s.code, s.name, coalesce(s.email, ''), coalesce(s.phone, ''), coalesce(s.address, ''),
          coalesce(s.tax_id, ''), u.id, s.active
        FROM staged s LEFT JOIN ${people} u ON u.login = lower(s.owner)
        WHERE NOT s.refused ORDER BY s.line
        RETURNING id, code, name, owner_id
      ), told AS (
        INSERT INTO event (type, entity, entity_id, owner_id, payload)
        SELECT 'customer.created', 'customer', id, owner_id,
          jsonb_build_object('code', code, 'name', name, 'importRunId', ${runId})
        FROM made
      ) SELECT count(*) AS made FROM made`,
    )
    return [{ count: made ?? 0, what: 'customers' }]
  },
}
