import * as decimal from '@framewright/contracts/core/decimal'
import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import { useState } from 'react'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { keyOf } from '~/lib/query-key.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

const plain = /^\d{1,12}(\.\d{1,6})?$/

/** What entering gives: each item's refusal, and the way to enter one. False when it is no quantity. */
export type CountEntry = ReturnType<typeof useCountEntry>

/**
 * Enters what was found of one item; the screen goes on at once and says so when the server refuses. An empty entry
 * takes the count back.
 */
export function useCountEntry(id: number) {
  const [refused, setRefused] = useState<Readonly<Record<number, string>>>({})
  const key = keyOf('stockCount', 'get', { id }, 'query')
  const say = (itemId: number, message: string | undefined) =>
    setRefused(({ [itemId]: _, ...rest }) => (message === undefined ? rest : { ...rest, [itemId]: message }))
  const enter = useDocumentAction(trpc.stockCount.enter, {
    entity: 'stockCount',
    optimistic: ({ lines }, cache) =>
      cache.patch<StockCount>(key, (count) => ({
        ...count,
        lines: count.lines.map((line) => {
          const entered = lines.find((one) => one.itemId === line.itemId)
          if (!entered) return line
          const counted = entered.counted === null ? null : String(entered.counted)
          return { ...line, counted, difference: counted === null ? null : decimal.subtract(counted, line.expected) }
        }),
      })),
    onError: (error, { lines: [line] }) => {
      if (line) say(line.itemId, Object.values(fieldErrors(error))[0] ?? errorSentence(error))
      return true
    },
  })
  return {
    refused,
    pending: enter.isPending,
    save: (itemId: number, written: string): boolean => {
      if (written !== '' && !plain.test(written)) {
        say(itemId, 'A quantity, like 12 or 0.5')
        return false
      }
      say(itemId, undefined)
      enter.mutate({ id, lines: [{ itemId, counted: written === '' ? null : written }] })
      return true
    },
  }
}
