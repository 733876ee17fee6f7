import type { Customer } from '@framewright/contracts/customer/customer.schema'
import { Alert, Button, Drawer, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { FormBar } from '~/components/form-bar.tsx'
import type { PartyChoice, PartySearch } from '~/components/party/party.ts'
import { PartyPicker } from '~/components/party/party-picker.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { filled, mergePlan } from './merge-plan.ts'
import { MergePreview } from './merge-preview.tsx'

interface Props {
  customer: Customer
  opened: boolean
  onClose: () => void
}

/** Two that are one: choose the duplicate, see what goes where, and merge. */
export function MergeDrawer({ customer, opened, onClose }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={640}
      title={`Merge a duplicate of ${customer.name}`}
    >
      {opened ? <MergeForm customer={customer} onClose={onClose} /> : null}
    </Drawer>
  )
}

function MergeForm({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const navigate = useNavigate()
  const [choice, setChoice] = useState<PartyChoice>({ id: null, name: '' })
  /** The one this was opened from is the duplicate. */
  const [turned, setTurned] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const otherId = choice.id === customer.id ? null : choice.id
  const other = trpc.customer.get.useQuery({ id: otherId ?? 0 }, { enabled: otherId !== null })
  const onError = (error: unknown) => {
    setRefusal(errorSentence(error))
    return true
  }
  const update = useDocumentAction(trpc.customer.update, { entity: 'customer', onError })
  const merge = useDocumentAction(trpc.customer.merge, {
    entity: 'customer',
    done: (kept) => `Merged into ${kept.name}`,
    onDone: ({ id }) => {
      onClose()
      void navigate({ to: '/customers/$id', params: { id: String(id) }, replace: true })
    },
    onError,
  })

  const run = async (kept: Customer, duplicate: Customer) => {
    setRefusal(null)
    const gaps = filled(mergePlan(kept, duplicate))
    try {
      // The gaps first: once merged, the duplicate can no longer be asked.
      if (Object.keys(gaps).length > 0) await update.mutateAsync({ id: kept.id, version: kept.version, ...gaps })
      await merge.mutateAsync({ id: kept.id, duplicateId: duplicate.id })
    } catch {
      // Said above the form by then.
    }
  }

  return (
    <Stack gap="md">
      {refusal ? (
        <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
          {refusal}
        </Alert>
      ) : null}
      <PartyPicker
        label="The other one"
        noun="customer"
        useParties={useEveryCustomer}
        value={choice}
        onChange={setChoice}
        error={choice.id === customer.id ? `This is ${customer.name} itself` : undefined}
        autoFocus
      />
      {otherId === null ? (
        <Text size="sm" c="dimmed">
          All orders of the duplicate become the other’s, and the duplicate is deleted. You see what goes where before
          anything happens.
        </Text>
      ) : (
        <QueryBlock query={other}>
          {(found) => {
            const [kept, duplicate] = turned ? [found, customer] : [customer, found]
            return (
              <>
                <MergePreview kept={kept} duplicate={duplicate} />
                <FormBar plain>
                  <Button
                    variant="subtle"
                    leftSection={<IconArrowsExchange size={16} aria-hidden />}
                    onClick={() => setTurned(!turned)}
                  >
                    Keep {duplicate.name} instead
                  </Button>
                  <Button
                    ml="auto"
                    color="red"
                    loading={update.isPending || merge.isPending}
                    onClick={() => void run(kept, duplicate)}
                  >
                    Merge
                  </Button>
                </FormBar>
              </>
            )
          }}
        </QueryBlock>
      )}
    </Stack>
  )
}

/** A duplicate may well be inactive. */
const useEveryCustomer: PartySearch = (search, enabled) => {
  const query = trpc.customer.list.useQuery({ ...(search ? { search } : {}), limit: 8, sort: 'name' }, { enabled })
  return { parties: query.data?.items ?? [], fetching: query.isFetching }
}
