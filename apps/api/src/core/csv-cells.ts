import { type Expression, sql } from 'kysely'

/** A text column whose empty texts are empty cells rather than quoted nothings. */
export const said = (column: string) => sql`nullif(${sql.ref(column)}, '')`

/** A condition as an import reads it again. */
export const yesNo = (condition: Expression<unknown>) => sql<string>`case when ${condition} then 'yes' else 'no' end`
