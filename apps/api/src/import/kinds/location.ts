import { oneOf, text } from '../field.ts'
import { countsOf, type Kind, repeatedRule, takenRule } from '../kind.ts'

/** Real places only: the virtual ones every shop has are there from the start. */
const usages = ['STORAGE', 'QUARANTINE', 'STAGING', 'WIP']

export const location: Kind = {
  name: 'location',
  plural: 'locations',
  fields: [
    { name: 'code', type: text(40), required: true },
    { name: 'name', type: text(200), required: true },
    { name: 'usage', type: oneOf(usages, 'location_usage'), default: 'STORAGE' },
    { name: 'parent', type: text(40) },
  ],
  rules: [
    repeatedRule('lower(s.code)', 'The code', 's.code'),
    takenRule('location', 'code', 'The code'),
    `SELECT 0, s.line, format('There is no location with the code %s above this line or in the database.', s.parent)
      FROM staged s
      WHERE s.parent IS NOT NULL
        AND NOT EXISTS (SELECT FROM location l WHERE lower(l.code) = lower(s.parent))
        AND NOT EXISTS (SELECT FROM staged p WHERE lower(p.code) = lower(s.parent) AND p.line < s.line)`,
  ],
  async write(client) {
    const { made } = await countsOf(
      client,
      `WITH made AS (
        INSERT INTO location (code, name, usage) SELECT code, name, usage FROM staged WHERE NOT refused ORDER BY line
        RETURNING id
      ) SELECT count(*) AS made FROM made`,
    )
    await client.query(`
      UPDATE location l SET parent_id = p.id
      FROM staged s JOIN location p ON lower(p.code) = lower(s.parent)
      WHERE l.code = s.code AND NOT s.refused`)
    return [{ count: made ?? 0, what: 'locations' }]
  },
}
