import type { BulkUpdateItemsInput, BulkUpdateItemsOutput, Item } from '@framewright/contracts/item/item.schema'
import { useState } from 'react'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { plural } from '~/lib/format.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { client } from '~/lib/trpc.ts'

/** Items one call changes at most; more are sent in turn. */
const most = 500

/** The same change to many items; those refused are kept, each with its reason, to be shown. */
export function useBulkUpdate(
  items: readonly Item[],
  setErrors: (errors: Record<string, string>) => void,
  onDone: () => void,
) {
  const [pending, setPending] = useState(false)
  const [answer, setAnswer] = useState<BulkUpdateItemsOutput>({ updated: [], refused: [] })

  async function send(change: BulkUpdateItemsInput['change']) {
    setPending(true)
    const all: BulkUpdateItemsOutput = { updated: [], refused: [] }
    try {
      for (let from = 0; from < items.length; from += most) {
        const ids = items.slice(from, from + most).map((item) => item.id)
        const { updated, refused } = await client.item.bulkUpdate.mutate({ ids, change })
        all.updated.push(...updated)
        all.refused.push(...refused)
      }
      if (all.updated.length > 0) notifyDone(`${plural(all.updated.length, 'item')} changed`)
      if (all.refused.length === 0) onDone()
    } catch (error) {
      const fields = fieldErrors(error)
      if (Object.keys(fields).length > 0) setErrors(fields)
      else notifyError(errorSentence(error))
    } finally {
      // Also after a failure half way: the calls before it have changed theirs.
      for (const id of all.updated) invalidateDocument('item', id)
      setAnswer(all)
      setPending(false)
    }
  }

  return { pending, ...answer, send: (change: BulkUpdateItemsInput['change']) => void send(change) }
}
