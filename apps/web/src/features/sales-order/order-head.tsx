import { SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { DayInput } from '~/components/day-input.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { focusFirstLine } from '~/components/line-grid/focus-first-line.ts'
import { useCustomers, useSeesPeople } from '~/components/party/party.ts'
import { PartyPicker } from '~/components/party/party-picker.tsx'
import { DayText } from '~/components/text.tsx'
import { lazyDialog, lazyPart } from '~/lib/lazy-part.tsx'
import { personName, useMay, useSession } from '~/lib/session.ts'
import type { OrderForm } from './order-draft.ts'

const PersonPicker = lazyPart(() => import('~/components/pickers/pickers.tsx').then((part) => part.PersonPicker))

const CustomerDialog = lazyDialog(
  () => import('~/features/customer/customer-dialog.tsx').then((part) => part.CustomerDialog),
  { opened: false },
)

interface Props {
  form: OrderForm
  /** A new order: the days explain themselves, and the customer comes first. */
  isNew: boolean
  /** It is confirmed: only its due day may still change. */
  locked: boolean
}

/** Who the order is for, when it is due, and whose it is. */
export function OrderHead({ form, isNew, locked }: Props) {
  const { draft, errors } = form
  const { user } = useSession()
  const [newName, setNewName] = useState<string | null>(null)
  const mayWriteCustomers = useMay('customer.write')
  const seesPeople = useSeesPeople()
  const mayGiveAway = useMay('salesOrder.read') && seesPeople
  if (locked) return <LockedHead form={form} />
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: mayGiveAway ? 4 : 3 }} spacing="md">
        <PartyPicker
          label="Customer"
          noun="customer"
          useParties={useCustomers}
          value={draft.customer}
          onChange={(customer) => form.change({ customer })}
          error={errors.customerId}
          newHint={mayWriteCustomers ? 'Nobody has this name yet' : undefined}
          {...(mayWriteCustomers ? { onNew: setNewName } : {})}
          onPicked={focusFirstLine}
          autoFocus={isNew && draft.customer.id === null}
        />
        <DueInput form={form} />
        <DayInput
          label="Ordered"
          description={isNew ? 'Today when left empty' : undefined}
          error={errors.orderDate}
          value={draft.orderDate}
          onChange={(orderDate) => form.change({ orderDate })}
        />
        {mayGiveAway ? (
          <PersonPicker
            label="Owner"
            sells
            placeholder={personName(user)}
            error={errors.ownerId}
            clearable={isNew}
            allowDeselect={false}
            value={draft.owner?.id ?? null}
            initialLabel={draft.owner?.name}
            onChange={(id, choice) => form.change({ owner: id === null ? null : { id, name: choice?.label ?? '' } })}
          />
        ) : null}
      </SimpleGrid>
      <CustomerDialog
        opened={newName !== null}
        name={newName ?? ''}
        onClose={() => setNewName(null)}
        onSaved={({ id, name }) => {
          form.change({ customer: { id, name } })
          focusFirstLine()
        }}
      />
    </>
  )
}

function DueInput({ form }: { form: OrderForm }) {
  return (
    <DayInput
      label="Due"
      description="Counts as late after this day"
      error={form.errors.dueDate}
      value={form.draft.dueDate}
      onChange={(dueDate) => form.change({ dueDate })}
    />
  )
}

/** Of a confirmed order, only the due day is still a field. */
function LockedHead({ form }: { form: OrderForm }) {
  const { customer, orderDate, owner } = form.draft
  const facts = [
    { label: 'Customer', value: customer.name },
    { label: 'Ordered', value: <DayText value={orderDate} /> },
    owner && { label: 'Owner', value: owner.name },
  ]
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <DueInput form={form} />
      <FactGrid facts={facts} />
    </SimpleGrid>
  )
}
