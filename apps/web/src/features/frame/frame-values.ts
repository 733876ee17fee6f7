import type { Frame } from '@framewright/contracts/frame/frame.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'

/** What the frame form holds while it is being filled in. */
export interface FrameValues {
  name: string
  sku: string
  description: string
  material: string
  widthMm: number | ''
  heightMm: number | ''
  depthMm: number | ''
  unitPrice: string
  cost: string
  taxRate: string
  categoryId: number | null
  reorderPoint: string
  reorderQuantity: string
  leadDays: number | ''
  stages: TaskKind[]
  active: boolean
  openingStock: string
}

export const emptyFrame: FrameValues = {
  name: '',
  sku: '',
  description: '',
  material: '',
  widthMm: '',
  heightMm: '',
  depthMm: '',
  unitPrice: '',
  cost: '',
  taxRate: '',
  categoryId: null,
  reorderPoint: '',
  reorderQuantity: '',
  leadDays: '',
  stages: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
  active: true,
  openingStock: '',
}

/** A frame as its form shows it. */
export const valuesOf = (frame: Frame): FrameValues => ({
  name: frame.name,
  sku: frame.sku,
  description: frame.description,
  material: frame.material,
  widthMm: frame.widthMm,
  heightMm: frame.heightMm,
  depthMm: frame.depthMm ?? '',
  unitPrice: frame.unitPrice,
  cost: frame.cost,
  taxRate: frame.taxRate,
  categoryId: frame.category?.id ?? null,
  reorderPoint: frame.reorderPoint ?? '',
  reorderQuantity: frame.reorderQuantity ?? '',
  leadDays: frame.leadDays === 0 ? '' : frame.leadDays,
  stages: frame.stages,
  active: frame.active,
  openingStock: '',
})

export const orZero = (value: string) => (value === '' ? '0' : value)

/** What create and update take alike. Empty sizes stay for the server to refuse; the form has asked for them before. */
export const fieldsOf = (values: FrameValues) => ({
  name: values.name.trim(),
  description: values.description.trim(),
  material: values.material.trim(),
  widthMm: Number(values.widthMm),
  heightMm: Number(values.heightMm),
  depthMm: values.depthMm === '' ? null : values.depthMm,
  unitPrice: orZero(values.unitPrice),
  taxRate: orZero(values.taxRate),
  categoryId: values.categoryId,
  reorderPoint: values.reorderPoint === '' ? null : values.reorderPoint,
  reorderQuantity: values.reorderQuantity === '' ? null : values.reorderQuantity,
  leadDays: values.leadDays === '' ? 0 : values.leadDays,
  stages: values.stages,
})

const needed = (value: string) => (value.trim() === '' ? 'Required' : null)
const millimetres = (value: number | '') =>
  value === '' ? 'Required' : value < 1 || value > 30_000 ? 'Between 1 and 30,000 mm' : null
const decimalOrEmpty = (value: string) => (/^$|^\d{1,12}(\.\d{1,4})?$/.test(value) ? null : 'A number, like 249.90')
const piecesOrEmpty = (value: string) => (/^\d{0,12}$/.test(value) ? null : 'A whole number of frames')

/** What the form itself can tell; the rest the server says. */
export const frameRules = {
  name: needed,
  material: needed,
  widthMm: millimetres,
  heightMm: millimetres,
  depthMm: (value: number | '') => (value === '' ? null : millimetres(value)),
  unitPrice: decimalOrEmpty,
  cost: decimalOrEmpty,
  taxRate: decimalOrEmpty,
  openingStock: piecesOrEmpty,
}
