import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { keepPreviousData } from '@tanstack/react-query'
import { formatQuantity, plural } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { type Choice, type PickerProps, RemoteSelect, usePicker } from './remote-select.tsx'

const limit = 20
/** Asked while the list is open; what was found before stays until there is something newer. */
const whileOpen = (enabled: boolean) => ({ enabled, placeholderData: keepPreviousData })

/** What an item picker tells beside the id. */
export interface ItemChoice extends Choice {
  unit: string
  sku: string
  name: string
  unitPrice: string
  cost: string
}

/** A catalogue item by three letters of its SKU or name, with what is there. */
export function ItemPicker(props: PickerProps<ItemChoice>) {
  const picker = usePicker(props)
  const query = trpc.item.list.useQuery({ search: picker.asked, active: true, limit }, whileOpen(picker.open))
  const choices = (query.data?.items ?? []).map(({ id, unit, sku, name, unitPrice, cost, stock }) => ({
    id,
    label: `${sku} · ${name}`,
    detail: `${formatQuantity(stock.available)} ${unit}`,
    unit,
    sku,
    name,
    unitPrice,
    cost,
  }))
  return <RemoteSelect {...props} picker={picker} choices={choices} loading={query.isFetching} />
}

/** A frame by a part of its SKU, name or material. */
export function FramePicker(props: PickerProps) {
  const picker = usePicker(props)
  const query = trpc.frame.list.useQuery({ search: picker.asked, active: true, limit }, whileOpen(picker.open))
  const choices = (query.data?.items ?? []).map(({ id, sku, name, widthMm, heightMm }) => ({
    id,
    label: `${sku} · ${name}`,
    detail: `${widthMm} × ${heightMm}`,
  }))
  return <RemoteSelect {...props} picker={picker} choices={choices} loading={query.isFetching} />
}

/** Something that can be made: an item with a bill of materials in force, by a part of its SKU or name. */
export function MadePicker(props: PickerProps<Choice & { unit: string }>) {
  const picker = usePicker(props)
  const query = trpc.bom.list.useQuery(
    { search: picker.asked, inForce: true, sort: 'sku', limit },
    whileOpen(picker.open),
  )
  const choices = (query.data?.items ?? []).map(({ item, lines }) => ({
    id: item.id,
    label: `${item.sku} · ${item.name}`,
    detail: plural(lines, 'material'),
    unit: item.unit,
  }))
  return <RemoteSelect {...props} picker={picker} choices={choices} loading={query.isFetching} />
}

/** A machine in use, by a part of its code or name. */
export function MachinePicker(props: PickerProps) {
  const picker = usePicker(props)
  const query = trpc.machine.list.useQuery({ search: picker.asked, active: true, limit }, whileOpen(picker.open))
  const choices = (query.data?.items ?? []).map(({ id, name, code }) => ({ id, label: name, detail: code }))
  return <RemoteSelect {...props} picker={picker} choices={choices} loading={query.isFetching} />
}

/** A supplier by a part of the code or name. */
export function SupplierPicker(props: PickerProps) {
  const picker = usePicker(props)
  const query = trpc.supplier.list.useQuery({ search: picker.asked, active: true, limit }, whileOpen(picker.open))
  const choices = (query.data?.items ?? []).map(({ id, name, code }) => ({ id, label: name, detail: code }))
  return <RemoteSelect {...props} picker={picker} choices={choices} loading={query.isFetching} />
}

/** A person to give work to; with `kind`, only those who may do it. */
export function PersonPicker({
  kind,
  sells,
  ...props
}: PickerProps & { kind?: TaskKind | undefined; sells?: boolean }) {
  const picker = usePicker(props)
  const query = trpc.user.people.useQuery(
    { search: picker.asked, kind, ...(sells ? { sells } : {}) },
    whileOpen(picker.open),
  )
  const choices = (query.data ?? []).map(({ id, name, username }) => ({ id, label: name, detail: username }))
  return <RemoteSelect {...props} picker={picker} choices={choices} loading={query.isFetching} />
}
