import { frames, items } from './catalogue.data.ts'
import { known, type Loading } from './known.ts'

/** Items, and frames with what they are made of. @returns their ids by SKU. */
export async function loadCatalogue({ call, services }: Loading): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const item of items) ids.set(item.sku, (await services.item.create(call, { ...item, taxRate: '20' })).id)
  for (const { parts, ...frame } of frames) {
    const { id } = await services.frame.create(call, {
      ...frame,
      description: '',
      cost: '0',
      taxRate: '20',
      stages: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
    })
    const lines = parts.map(([sku, quantity, unit, stage]) => ({
      componentId: known(ids, sku),
      quantity,
      unit,
      stage,
      scrapPercent: '0',
      validFrom: null,
      validTo: null,
    }))
    await services.frame.saveBom(call, { id, lines })
    ids.set(frame.sku, id)
  }
  return ids
}
