import { newPerson, type Rest } from '../support/rest.ts'

/** What the load works on. */
export interface Stock {
  customerId: number
  supplierId: number
  items: number[]
  /** In every order: what all clients want at once. */
  hotItem: number
  locationId: number
  otherLocationId: number
  frameId: number
  /** One person for each client, since a person has one running task at a time. */
  workers: number[]
  /** Quantities that no two tasks share, so that a task can be told by its own. */
  nextQuantity(): number
}

export async function stockShop(rest: Rest, clients: number): Promise<Stock> {
  const make = async (path: string, body: unknown): Promise<number> => {
    const made = await rest<{ id: number }>('POST', path, body)
    if (made.status !== 201) throw new Error(`${path} answered ${made.status}: ${JSON.stringify(made.body)}`)
    return made.body.id
  }
  const item = (sku: string) =>
    make('/inventory/products', { sku, name: sku, unitPrice: '10', openingStock: '10000000' })
  const items: number[] = []
  for (let at = 0; at < 20; at++) items.push(await item(`FAULT-${at}`))
  const workers: number[] = []
  for (let at = 0; at < clients; at++) workers.push((await newPerson(rest, 'ASSEMBLER', `faulty${at}`)).id)
  const locations = await rest<{ items: { id: number; usage: string }[] }>('GET', '/inventory/locations?usage=STORAGE')
  const storage = locations.body.items.find(({ usage }) => usage === 'STORAGE')
  let quantity = 0
  return {
    customerId: await make('/inventory/customers', { name: 'Customer of the load' }),
    supplierId: await make('/suppliers', { name: 'Supplier of the load' }),
    items,
    hotItem: await item('FAULT-HOT'),
    locationId: storage?.id ?? 0,
    otherLocationId: await make('/inventory/locations', {
      code: 'FAULTS',
      name: 'Beside the others',
      usage: 'STORAGE',
    }),
    frameId: await make('/frames', {
      name: 'Frame of the load',
      material: 'PVC',
      widthMm: 900,
      heightMm: 1200,
      stages: ['ASSEMBLY'],
    }),
    workers,
    nextQuantity: () => ++quantity,
  }
}
