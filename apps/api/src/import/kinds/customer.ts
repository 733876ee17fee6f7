import { type Changing, changeExisting, type Importer, plainColumn, textColumn } from '../existing.ts'
import { text, yesNo } from '../field.ts'
import { countsOf, type Kind, repeatedRule, takenRule } from '../kind.ts'
import { partyFields } from './party.ts'
import { people, personRule } from './people.ts'

/** Whose a new customer is: the one named, and without a name the importer's where they see only their own. */
const newOwner = (importer: Importer | undefined) => (importer?.ownOnly ? `${importer.userId}` : 'u.id')

const changing: Changing = {
  table: 'customer',
  key: 'code',
  rules: ({ importer: { userId, ownOnly } }) =>
    ownOnly
      ? [
          `SELECT 0, s.line, format('The customer code %s is taken.', s.code) FROM staged s JOIN customer t ON t.id = s.existing
            WHERE t.owner_id IS DISTINCT FROM ${userId}`,
          `SELECT 0, s.line, 'Only your own name can be the owner; leave it empty.'
            FROM staged s JOIN ${people} u ON u.login = lower(s.owner) WHERE u.id <> ${userId}`,
        ]
      : [],
  write: (client, runId, existing) =>
    changeExisting(
      client,
      runId,
      existing,
      [
        ...['name', 'active'].map(plainColumn),
        ...['email', 'phone', 'address', 'taxId'].map(textColumn),
        ...(existing.importer.ownOnly ? [] : [{ field: 'owner', column: 'owner_id', value: 'u.id' }]),
      ],
      {
        table: 'customer',
        from: `LEFT JOIN ${people} u ON u.login = lower(s.owner)`,
        owner: 't.owner_id',
      },
    ),
}

export const customer: Kind = {
  name: 'customer',
  plural: 'customers',
  fields: [...partyFields, { name: 'owner', type: text(254) }, { name: 'active', type: yesNo, default: 'yes' }],
  rules: [repeatedRule('lower(s.code)', 'The code', 's.code'), personRule('owner')],
  takenRule: takenRule('customer', 'code', 'The customer code'),
  changing,
  async write(client, runId, importer) {
    const { made } = await countsOf(
      client,
      `WITH made AS (
        INSERT INTO customer (code, name, email, phone, address, tax_id, owner_id, active)
        SELECT s.code, s.name, coalesce(s.email, ''), coalesce(s.phone, ''), coalesce(s.address, ''),
          coalesce(s.tax_id, ''), ${newOwner(importer)}, s.active
        FROM staged s LEFT JOIN ${people} u ON u.login = lower(s.owner)
        WHERE NOT s.refused AND s.existing IS NULL ORDER BY s.line
        RETURNING id, code, name, owner_id
      ), told AS (
        INSERT INTO event (actor_id, type, entity, entity_id, owner_id, payload)
        SELECT ${importer?.userId ?? 'NULL'}::int, 'customer.created', 'customer', id, owner_id,
          jsonb_build_object('code', code, 'name', name, 'importRunId', ${runId})
        FROM made
      ) SELECT count(*) AS made FROM made`,
    )
    return [{ count: made ?? 0, what: 'customers' }]
  },
}
