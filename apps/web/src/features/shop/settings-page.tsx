import type { Shop } from '@framewright/contracts/shop/shop.schema'
import { Alert, Button, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Form } from '~/components/form.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { UnsavedGuard } from '~/components/unsaved-guard.tsx'
import { errorBody, errorSentence } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { currencyChoices } from './currencies.ts'

/** What the shop says of itself, on documents and screens. */
export function SettingsPage() {
  const query = trpc.shop.get.useQuery()
  return (
    <Page narrow>
      <PageHeader title="Settings" subtitle="What documents and screens say of the shop" />
      <QueryBlock query={query}>{(shop) => <ShopForm shop={shop} />}</QueryBlock>
    </Page>
  )
}

type Fields = Omit<Shop, 'timeZone' | 'version'>

const fieldsOf = ({ timeZone: _, version: __, ...fields }: Shop): Fields => fields

function ShopForm({ shop }: { shop: Shop }) {
  // As it was when typing began: what somebody else saves meanwhile is then refused rather than overwritten.
  const [based, setBased] = useState(shop)
  const [problem, setProblem] = useState<string | null>(null)
  const [outdated, setOutdated] = useState(false)
  const form = useForm<Fields>({
    mode: 'controlled',
    initialValues: fieldsOf(based),
    validate: { name: (value) => (value.trim() === '' ? 'What is the shop called?' : null) },
  })
  const take = (now: Shop) => {
    setBased(now)
    form.setInitialValues(fieldsOf(now))
    form.setValues(fieldsOf(now))
    setOutdated(false)
    setProblem(null)
  }
  const save = useDocumentAction(trpc.shop.update, {
    entity: 'shop',
    done: 'Settings saved',
    setErrors: form.setErrors,
    onDone: take,
    onError: (error) => {
      const { code } = errorBody(error)
      if (code === 'INVALID_INPUT') return false
      setOutdated(code === 'VERSION_CONFLICT')
      setProblem(errorSentence(error))
      return true
    },
  })
  const utils = trpc.useUtils()
  const dirty = form.isDirty()
  return (
    <Form onSubmit={form.onSubmit((values) => save.mutate({ version: based.version, ...values }))}>
      <Stack gap="md">
        {problem ? (
          <Alert color={outdated ? 'yellow' : 'red'} variant="light" role="alert">
            {problem}
            {outdated ? (
              <Group mt="xs">
                <Button size="xs" variant="default" onClick={() => void utils.shop.get.fetch().then(take)}>
                  Load theirs
                </Button>
              </Group>
            ) : null}
          </Alert>
        ) : null}
        <Section title="Shop">
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
              <TextInput label="Name" required maxLength={120} {...form.getInputProps('name')} />
              <TextInput
                label="Legal name"
                description="Printed on documents where it differs"
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                maxLength={200}
                {...form.getInputProps('legalName')}
              />
            </SimpleGrid>
            <Textarea label="Address" autosize minRows={3} maxLength={500} {...form.getInputProps('address')} />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
              <TextInput label="E-mail" type="email" maxLength={254} {...form.getInputProps('email')} />
              <TextInput label="Phone" type="tel" maxLength={60} {...form.getInputProps('phone')} />
              <TextInput label="Tax id" maxLength={60} {...form.getInputProps('taxId')} />
              <Select
                label="Currency"
                description="Amounts are written in it; none is converted"
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                searchable
                allowDeselect={false}
                data={currencyChoices}
                nothingFoundMessage="No such currency"
                {...form.getInputProps('currency')}
              />
            </SimpleGrid>
          </Stack>
        </Section>
        <Section title="Documents">
          <Textarea
            label="Footer"
            description="Below every page: bank account, register, terms"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autosize
            minRows={2}
            maxLength={600}
            {...form.getInputProps('documentFooter')}
          />
        </Section>
        <Section title="Imported invoices">
          <Select
            label="Items there are none of"
            description="What an invoice from another system names that the catalogue does not know"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            allowDeselect={false}
            data={[
              { value: 'refuse', label: 'Refuse the invoice' },
              { value: 'create', label: 'Create the items' },
            ]}
            {...form.getInputProps('unknownItems')}
          />
        </Section>
        <Section title="Server">
          <FactGrid facts={[{ label: 'Time zone', value: shop.timeZone }]} />
          <Text size="sm" c="dimmed" mt="xs">
            In which a day begins and ends. Set where the server is set up, as FRAMEWRIGHT_TIME_ZONE.
          </Text>
        </Section>
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!dirty}>
            Save
          </Button>
        </Group>
      </Stack>
      <UnsavedGuard dirty={form.isDirty} />
    </Form>
  )
}
