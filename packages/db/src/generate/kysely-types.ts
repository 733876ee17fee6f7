/**
 * Corrects the generated Kysely types where the generator says less than our pools return.
 *
 * - A column of the SQL type `date` becomes `DateOnly`. Prisma calls both an instant and a calendar day `DateTime`, and
 *   the generator follows it; our pools return a day as the text PostgreSQL sent, so that no time zone can move it.
 * - A list of an enum becomes an array of it; the generator says `string`.
 *
 * @param types the text of the generated types.
 * @param schema the text of all Prisma schema files.
 * @throws when a column of the schema is not found in the types: better no types than wrong ones.
 */
export function correctKyselyTypes(types: string, schema: string): string {
  let result = types
  for (const { model, column, from, to } of corrections(schema)) {
    const line = new RegExp(`(export type ${model} = \\{[^}]*?\\n\\s*${column}: (?:Generated<)?)${from}\\b`)
    if (!line.test(result)) throw new Error(`Column ${column} of model ${model} is missing from the Kysely types`)
    result = result.replace(line, `$1${to}`)
  }
  const alias = "/** A calendar day as 'YYYY-MM-DD'. */\nexport type DateOnly = string;\n"
  return result.replace(/^(export type Timestamp = .*\n)/m, `$1${alias}`)
}

interface Correction {
  model: string
  column: string
  from: string
  to: string
}

function corrections(schema: string): Correction[] {
  const enums = new Set([...schema.matchAll(/^enum (\w+)/gm)].map(([, name]) => name))
  const found: Correction[] = []
  for (const [, model = '', body = ''] of schema.matchAll(/^(?:model|view) (\w+) \{$([\s\S]*?)^\}/gm)) {
    for (const line of body.split('\n')) {
      const [, name = '', type = '', list] = /^\s*(\w+)\s+(\w+)(\[\])?/.exec(line) ?? []
      const column = /@map\("([^"]+)"\)/.exec(line)?.[1] ?? name
      if (type === 'DateTime' && /@db\.Date(?!\w)/.test(line)) {
        found.push({ model, column, from: 'Timestamp', to: 'DateOnly' })
      } else if (list && enums.has(type)) {
        found.push({ model, column, from: 'string', to: `${type}[]` })
      }
    }
  }
  return found
}
