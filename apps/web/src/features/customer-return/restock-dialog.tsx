import type { CustomerReturn } from '@framewright/contracts/customer-return/customer-return.schema'
import { Modal, Select, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** Where what passed goes; what failed goes to scrap. */
export function RestockDialog(props: { returned: CustomerReturn; opened: boolean; onClose: () => void }) {
  const { returned, opened, onClose } = props
  return (
    <Modal opened={opened} onClose={onClose} title={`Restock ${returned.number}`}>
      {opened ? <RestockForm returned={returned} onDone={onClose} /> : null}
    </Modal>
  )
}

function RestockForm({ returned, onDone }: { returned: CustomerReturn; onDone: () => void }) {
  const [locationId, setLocationId] = useState<string | null>(null)
  const locations = trpc.stock.locations.useQuery({})
  const places = (locations.data?.items ?? []).filter((one) => one.usage === 'STORAGE' && one.active)
  const restock = useDocumentAction(trpc.customerReturn.restock, {
    entity: 'customerReturn',
    done: `What passed of ${returned.number} can be sold again`,
    onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    restock.mutate({ id: returned.id, ...(locationId === null ? {} : { locationId: Number(locationId) }) })
  }
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">What passed can be sold again; what failed goes to scrap with its finding.</Text>
        <Select
          label="Put it into"
          placeholder="The usual storage"
          data={places.map((place) => ({ value: String(place.id), label: place.name }))}
          clearable
          searchable
          value={locationId}
          onChange={setLocationId}
        />
      </Stack>
      <FormButtons verb="Restock" loading={restock.isPending} onCancel={onDone} />
    </Form>
  )
}
