import type { Work } from '../bench.ts'
import { bom } from './bom.ts'
import { confirm } from './confirm.ts'
import { contention } from './contention.ts'
import { createOrder } from './create-order.ts'
import { csvExport } from './csv-export.ts'
import { csvImport } from './csv-import.ts'
import { firstScreen } from './first-screen.ts'
import { orderLists, search100k } from './growth.ts'
import { liveEvents } from './live-events.ts'
import { orderById } from './order-by-id.ts'
import { orderPage } from './order-page.ts'
import { products } from './products.ts'
import { restart } from './restart.ts'
import { statistics } from './statistics.ts'
import { typeCheck } from './type-check.ts'

/** All there is to measure, in the order of the table. A further work is a further file. */
export const works: readonly Work[] = [
  // Before there are servers and databases, which have to tidy up after the others.
  typeCheck,
  ...[products, orderPage, orderById, createOrder, confirm, statistics, contention, bom],
  ...[csvExport, csvImport, liveEvents, restart, firstScreen],
  ...[search100k, orderLists],
]
