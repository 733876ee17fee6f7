import { useEffect } from 'react'
import { setCurrency } from '~/lib/currency.ts'
import { trpc } from '~/lib/trpc.ts'

/** Keeps the currency that amounts are written in as the shop has it; an event of the shop refetches it. */
export function useShopCurrency(): void {
  const { data } = trpc.shop.get.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY })
  useEffect(() => {
    if (data) setCurrency(data.currency)
  }, [data])
}
