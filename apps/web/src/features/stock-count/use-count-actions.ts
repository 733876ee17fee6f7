import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import { confirm } from '~/lib/confirm.ts'
import { plural } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { tally } from './count-tally.ts'

type Action = StockCount['allowedActions'][number]

/** Posting and cancelling a count; both are asked for with what follows from them. */
export function useCountActions(count: StockCount) {
  const { id, number, lines, location } = count
  const post = useDocumentAction(trpc.stockCount.post, { entity: 'stockCount', done: `${number} posted` })
  const cancel = useDocumentAction(trpc.stockCount.cancel, { entity: 'stockCount', done: `${number} cancelled` })
  const askPost = async () => {
    const { differing, more, less, open } = tally(lines)
    const happens =
      differing.length === 0
        ? 'Nothing counted differs, so no stock changes.'
        : `Stock at ${location.name} is corrected: more of ${plural(more, 'item')}, less of ${plural(less, 'item')}.`
    const rest = open > 0 ? ` ${plural(open, 'item')} nobody has counted stay as the ledger says.` : ''
    const message = `${happens}${rest} What moved since the count began stays counted in.`
    if (await confirm({ title: `Post ${number}?`, message, verb: 'Post' })) post.mutate({ id })
  }
  const askCancel = async () => {
    const message = 'No stock changes. What was entered stays readable, and the items can be counted anew.'
    if (await confirm({ title: `Cancel ${number}?`, message, verb: 'Cancel the count', danger: true }))
      cancel.mutate({ id })
  }
  const running: Action | null = post.isPending ? 'post' : cancel.isPending ? 'cancel' : null
  return { run: (action: Action) => void (action === 'post' ? askPost() : askCancel()), running }
}
