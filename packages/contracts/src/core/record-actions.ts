import { z } from 'zod'

/**
 * What this caller may do to a record now (an item, a party, a place): the screen shows these and no others. In lists
 * `remove` is left out, which takes a look at everything that could refer to it.
 */
export const RecordAction = z.enum(['update', 'activate', 'deactivate', 'merge', 'remove'])
export type RecordAction = z.infer<typeof RecordAction>
