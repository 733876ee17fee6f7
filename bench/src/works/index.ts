import type { Work } from '../bench.ts'
import { confirm } from './confirm.ts'
import { createOrder } from './create-order.ts'
import { orderById } from './order-by-id.ts'
import { orderPage } from './order-page.ts'
import { products } from './products.ts'

/** All there is to measure, in the order of the table. A further work is a further file. */
export const works: readonly Work[] = [products, orderPage, orderById, createOrder, confirm]
