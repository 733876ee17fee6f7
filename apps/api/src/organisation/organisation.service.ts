import { DomainError, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { NamedGroup } from '@framewright/contracts/organisation/organisation.schema'
import type { NamedGroupService } from '@framewright/contracts/organisation/organisation.service'
import { sql } from 'kysely'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { isReferenced } from '../user/references.ts'

/** What departments and job titles differ in. */
const kinds = {
  department: { table: 'department', users: 'department_id', word: 'department' },
  jobTitle: { table: 'job_title', users: 'job_title_id', word: 'job title' },
} as const
type Kind = keyof typeof kinds

/** Departments, or job titles: two tables of one shape. */
export function namedGroupService({ read, commands }: Pick<Deps, 'read' | 'commands'>, kind: Kind): NamedGroupService {
  const { table, users, word } = kinds[kind]

  const select = () =>
    read
      .selectFrom(table)
      .select(['id', 'name', 'active', 'version'])
      .select(
        sql<number>`(SELECT count(*) FROM app_user WHERE app_user.${sql.ref(users)} = ${sql.ref(`${table}.id`)})`.as(
          'users',
        ),
      )

  const get: NamedGroupService['get'] = async (_call, { id }) => {
    const row = await select().where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw notFound(word, id)
    return toGroup(row)
  }

  async function lock(tx: Tx, id: number): Promise<{ name: string; active: boolean; version: number }> {
    const [row] = await run(
      tx,
      build.selectFrom(table).select(['name', 'active', 'version']).where('id', '=', id).forNoKeyUpdate(),
    )
    if (row === undefined) throw notFound(word, id)
    return row
  }

  async function requireFree(tx: Tx, name: string, except = 0): Promise<void> {
    const named = build.selectFrom(table).select('id').where(sql`lower(name)`, '=', sql`lower(${name})`)
    const taken = await run(tx, named.where('id', '<>', except))
    if (taken.length > 0) {
      throw new DomainError('DUPLICATE', `There is a ${word} ${name} already.`, { field: 'name', value: name })
    }
  }

  return {
    async list(_call, { active }) {
      let query = select().orderBy(sql`lower(name)`)
      if (active !== undefined) query = query.where('active', '=', active)
      const rows = await query.execute()
      return { items: rows.map(toGroup), nextCursor: null, total: rows.length }
    },

    get,

    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await requireFree(tx, input.name)
          const [made] = await run(tx, build.insertInto(table).values({ name: input.name }).returning('id'))
          const id = made?.id ?? 0
          emit({ entity: kind, id, what: 'created', payload: { name: input.name } })
          return { id }
        },
        (made) => get(call, made),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const current = await lock(tx, input.id)
          requireVersion(input.version, current.version)
          const name = input.name ?? current.name
          const active = input.active ?? current.active
          if (input.name !== undefined) await requireFree(tx, name, input.id)
          const values = { name, active, version: current.version + 1 }
          await run(tx, build.updateTable(table).set(values).where('id', '=', input.id))
          const payload = { name, ...definedOnly({ active: input.active }) }
          emit({ entity: kind, id: input.id, what: 'updated', payload })
        },
        () => get(call, input),
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { name } = await lock(tx, input.id)
          try {
            await run(tx, build.deleteFrom(table).where('id', '=', input.id))
          } catch (error) {
            if (!isReferenced(error)) throw error
            throw ruleViolated('groupInUse', `Somebody has the ${word} ${name}. Give them another, or deactivate it.`)
          }
          emit({ entity: kind, id: input.id, what: 'removed', payload: { name } })
        },
        async () => ({ ok: true }),
      )
    },
  }
}

interface Row {
  id: number
  name: string
  active: boolean
  version: number
  users: number
}

const toGroup = (row: Row): NamedGroup => ({ ...row, users: Number(row.users) })
