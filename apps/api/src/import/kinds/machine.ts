import { type Changing, changeExisting, plainColumn, textColumn } from '../existing.ts'
import { type FieldType, price, text, yesNo } from '../field.ts'
import { countsOf, type Kind, repeatedRule, takenRule } from '../kind.ts'

const seconds: FieldType = {
  sql: 'numeric',
  must: 'must be seconds above zero, like 12.5, with at most 3 decimal places and at most a week',
  read: (value) =>
    /^\d{1,6}(\.\d{1,3}0*)?$/.test(value) && Number(value) > 0 && Number(value) <= 604_800 ? value : undefined,
}

const named = `LEFT JOIN department dep ON lower(dep.name) = lower(s.department)
  LEFT JOIN location loc ON lower(loc.code) = lower(s.location)
  LEFT JOIN machine_calendar cal ON lower(cal.name) = lower(s.calendar)`

/** Rows that name something there is none of. */
const absentRule = (field: string, table: string, column: string, what: string) =>
  `SELECT 0, s.line, format('There is no ${what} %s.', s.${field}) FROM staged s
    WHERE s.${field} IS NOT NULL AND NOT EXISTS (SELECT FROM ${table} t WHERE lower(t.${column}) = lower(s.${field}))`

const changing: Changing = {
  table: 'machine',
  key: 'code',
  rules: ({ fields }) =>
    fields.has('active')
      ? [
          `SELECT 0, s.line, format('%s is scheduled on it. Move what is scheduled there first.', o.number)
            FROM staged s JOIN LATERAL (
              SELECT number FROM production_order WHERE machine_id = s.existing AND scheduled_start IS NOT NULL
                AND status IN ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD') LIMIT 1
            ) o ON true WHERE NOT s.active`,
        ]
      : [],
  write: (client, runId, existing) =>
    changeExisting(
      client,
      runId,
      existing,
      [
        ...['name', 'ratePerHour', 'cycleSeconds', 'active'].map(plainColumn),
        textColumn('description'),
        { field: 'department', column: 'department_id', value: 'dep.id' },
        { field: 'location', column: 'location_id', value: 'loc.id' },
        { field: 'calendar', column: 'calendar_id', value: 'cal.id' },
      ],
      { table: 'machine', from: named },
    ),
}

export const machine: Kind = {
  name: 'machine',
  plural: 'machines',
  fields: [
    { name: 'code', type: text(40), required: true },
    { name: 'name', type: text(200), required: true },
    { name: 'description', type: text(2000) },
    { name: 'ratePerHour', type: price, default: '0' },
    { name: 'cycleSeconds', type: seconds },
    { name: 'department', type: text(100) },
    { name: 'location', type: text(40) },
    { name: 'calendar', type: text(100) },
    { name: 'active', type: yesNo, default: 'yes' },
  ],
  rules: [
    repeatedRule('lower(s.code)', 'The code', 's.code'),
    absentRule('department', 'department', 'name', 'department'),
    absentRule('location', 'location', 'code', 'location with the code'),
    absentRule('calendar', 'machine_calendar', 'name', 'work calendar'),
  ],
  takenRule: takenRule('machine', 'code', 'The machine code'),
  changing,
  async write(client, runId, importer) {
    const by = `${importer?.userId ?? 'NULL'}::int`
    const { made } = await countsOf(
      client,
      `WITH made AS (
        INSERT INTO machine (code, name, description, rate_per_hour, cycle_seconds, department_id, location_id,
          calendar_id, active)
        SELECT s.code, s.name, coalesce(s.description, ''), s.rate_per_hour, s.cycle_seconds, dep.id, loc.id, cal.id, s.active
        FROM staged s ${named}
        WHERE NOT s.refused AND s.existing IS NULL ORDER BY s.line
        RETURNING id, code, name, state, state_since
      ), began AS (
        INSERT INTO machine_state_entry (machine_id, state, started_at, user_id)
        SELECT id, state, state_since, ${by} FROM made
      ), told AS (
        INSERT INTO event (actor_id, type, entity, entity_id, payload)
        SELECT ${by}, 'machine.created', 'machine', id, jsonb_build_object('code', code, 'name', name, 'importRunId', ${runId})
        FROM made
      ) SELECT count(*) AS made FROM made`,
    )
    return [{ count: made ?? 0, what: 'machines' }]
  },
}
