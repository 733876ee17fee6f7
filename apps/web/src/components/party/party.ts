import { keepPreviousData } from '@tanstack/react-query'
import { useMayAny } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'

/** A supplier, a customer or a person, as a list of choices shows one. */
export interface Party {
  id: number
  name: string
  code: string
}

/** A party that exists, or the name of one that may be made. */
export interface PartyChoice {
  id: number | null
  name: string
}

/** A hook that asks for the parties a text finds, while it is enabled. */
export type PartySearch = (search: string, enabled: boolean) => { parties: readonly Party[]; fetching: boolean }

const limit = 8
const input = (search: string) => ({ ...(search ? { search } : {}), active: true, limit, sort: 'name' }) as const
const options = (enabled: boolean) => ({ enabled, placeholderData: keepPreviousData })

export const useSuppliers: PartySearch = (search, enabled) => {
  const query = trpc.supplier.list.useQuery(input(search), options(enabled))
  return { parties: query.data?.items ?? [], fetching: query.isFetching }
}

export const useCustomers: PartySearch = (search, enabled) => {
  const query = trpc.customer.list.useQuery(input(search), options(enabled))
  return { parties: query.data?.items ?? [], fetching: query.isFetching }
}

/** Whether this person may choose among people at all. */
export const useSeesPeople = (): boolean =>
  useMayAny('workOrder.read', 'task.assign', 'user.read', 'salesOrder.read', 'customer.read')

/** People who may be given something. */
export const usePeople: PartySearch = (search, enabled) => {
  const query = trpc.user.people.useQuery({ ...(search ? { search } : {}) }, options(enabled))
  const parties = (query.data ?? []).map(({ id, name, username }) => ({ id, name, code: username }))
  return { parties, fetching: query.isFetching }
}
