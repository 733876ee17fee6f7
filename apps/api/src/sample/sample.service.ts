import type { Call } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import type { SampleLoaded } from '@framewright/contracts/sample/sample.schema'
import type { SampleService } from '@framewright/contracts/sample/sample.service'
import type { Services } from '@framewright/contracts/services'
import type { Deps } from '../core/deps.ts'
import { frames, items } from './catalogue.data.ts'
import { loadCatalogue } from './catalogue.load.ts'
import type { Loading } from './known.ts'
import { purchaseOrders, suppliers } from './purchasing.data.ts'
import { loadPurchasing } from './purchasing.load.ts'
import { inspectGlass, loadPlans } from './quality.load.ts'
import { salesOrders } from './sales.data.ts'
import { loadSales } from './sales.load.ts'
import { machines, productionOrders } from './shop-floor.data.ts'
import { loadMachines, loadProduction } from './shop-floor.load.ts'
import { workOrders } from './work.data.ts'
import { loadWork } from './work.load.ts'

/** The sample goes in through the same commands as everything else, so that its history and stock are real. */
export function sampleService({ read, clock }: Deps, services: Omit<Services, 'sample'>): SampleService {
  async function isEmpty(): Promise<boolean> {
    const row = await read
      .selectNoFrom((eb) => [
        eb.exists(eb.selectFrom('item').select('item.id')).as('items'),
        eb.exists(eb.selectFrom('supplier').select('supplier.id')).as('suppliers'),
      ])
      .executeTakeFirstOrThrow()
    return !row.items && !row.suppliers
  }

  return {
    state: async () => ({ empty: await isEmpty() }),

    async load(given) {
      if (!(await isEmpty())) {
        throw new DomainError('CONFLICT', 'There is data here already; the sample is only for an empty shop.', {})
      }
      // Each document is a command of its own: the request's key must not make them one.
      const call: Call = { ...given, idempotencyKey: undefined }
      const loading: Loading = { call, services, clock }
      const itemIds = await loadCatalogue(loading)
      await loadPlans(loading, itemIds, 'INCOMING')
      await loadPurchasing(loading, itemIds)
      await inspectGlass(loading, itemIds)
      const tasks = await loadWork(loading, itemIds)
      await loadSales(loading, itemIds)
      await loadPlans(loading, itemIds, 'IN_PROCESS')
      await loadProduction(loading, itemIds, await loadMachines(loading, itemIds))
      return {
        items: items.length,
        frames: frames.length,
        suppliers: suppliers.length,
        purchaseOrders: purchaseOrders.length,
        workOrders: workOrders.length,
        tasks,
        salesOrders: salesOrders.length,
        machines: machines.length,
        productionOrders: productionOrders.length,
      } satisfies SampleLoaded
    },
  }
}
