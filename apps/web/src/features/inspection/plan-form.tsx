import { Alert, Button, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus } from '@tabler/icons-react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { ItemPicker } from '~/components/pickers/pickers.tsx'
import { Section } from '~/components/section.tsx'
import { UnsavedGuard } from '~/components/unsaved-guard.tsx'
import { useCategories } from '~/features/category/use-categories.ts'
import { stateOptions } from '~/state/state-table.ts'
import { CharacteristicFields } from './characteristic-fields.tsx'
import classes from './plan.module.css'
import { emptyCharacteristic, type PlanDraft } from './plan-draft.ts'

interface Props {
  form: UseFormReturnType<PlanDraft>
  title: string
  verb: string
  /** What the chosen item is called, before anything was searched. */
  itemLabel?: string | undefined
  saving: boolean
  onSubmit: (draft: PlanDraft) => void
  onCancel: () => void
}

const whole = 'whole'

/** What a plan says: for what, when, how many pieces, and what is looked at. */
export function PlanForm({ form, title, verb, itemLabel, saving, onSubmit, onCancel }: Props) {
  const { values } = form
  const categories = useCategories(values.subject === 'category')
  return (
    <Page>
      <PageHeader title={title} />
      <div className={classes.form}>
        <Form onSubmit={form.onSubmit((draft) => (saving ? undefined : onSubmit(draft)))}>
          <Stack gap="md">
            {form.errors[whole] ? (
              <Alert color="red" variant="light" role="alert">
                {form.errors[whole]}
              </Alert>
            ) : null}
            <Section title="For what, and when">
              <Stack gap="md">
                <TextInput label="Name" required maxLength={120} {...form.getInputProps('name')} />
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                  <Select
                    label="Kind"
                    allowDeselect={false}
                    data={stateOptions('inspectionType')}
                    {...form.getInputProps('type')}
                  />
                  {values.type === 'IN_PROCESS' ? (
                    <Select
                      label="After"
                      allowDeselect={false}
                      data={[{ value: '', label: 'Once it is made' }, ...stateOptions('taskKind')]}
                      {...form.getInputProps('stage')}
                    />
                  ) : null}
                </SimpleGrid>
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                  <Select
                    label="For"
                    allowDeselect={false}
                    data={[
                      { value: 'item', label: 'One item' },
                      { value: 'category', label: 'All items of a category' },
                    ]}
                    {...form.getInputProps('subject')}
                  />
                  {values.subject === 'item' ? (
                    <ItemPicker
                      label="Item"
                      required
                      placeholder="By SKU or name"
                      initialLabel={itemLabel}
                      {...form.getInputProps('itemId')}
                      value={values.itemId}
                    />
                  ) : (
                    <Select
                      label="Category"
                      required
                      searchable
                      description="It holds for all items in it and below it that have no plan of their own"
                      inputWrapperOrder={['label', 'input', 'description', 'error']}
                      nothingFoundMessage={
                        categories.data?.items.length === 0
                          ? 'There are no categories yet'
                          : 'No category has this in its name'
                      }
                      data={(categories.data?.items ?? []).map(({ id, path }) => ({ value: String(id), label: path }))}
                      value={values.categoryId === null ? null : String(values.categoryId)}
                      error={form.errors.categoryId}
                      onChange={(next) => form.setFieldValue('categoryId', next === null ? null : Number(next))}
                    />
                  )}
                </SimpleGrid>
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                  <Select
                    label="Sample"
                    allowDeselect={false}
                    data={[
                      { value: 'ALL', label: 'Every piece' },
                      { value: 'FIXED', label: 'So many pieces' },
                      { value: 'PERCENT', label: 'A part of them' },
                    ]}
                    {...form.getInputProps('sampling')}
                  />
                  {values.sampling === 'ALL' ? null : (
                    <DecimalInput
                      label={values.sampling === 'FIXED' ? 'Pieces' : 'Percent'}
                      required
                      {...form.getInputProps('sampleValue')}
                      value={values.sampleValue}
                    />
                  )}
                </SimpleGrid>
                <Textarea
                  label="Instructions"
                  autosize
                  minRows={2}
                  maxLength={2000}
                  {...form.getInputProps('instructions')}
                />
              </Stack>
            </Section>
            <Section title="What is looked at">
              <Stack gap="md">
                {values.characteristics.map((one, at) => (
                  <CharacteristicFields key={one.key} form={form} at={at} />
                ))}
                {values.characteristics.length < 50 ? (
                  <Button
                    variant="default"
                    style={{ alignSelf: 'flex-start' }}
                    leftSection={<IconPlus size={16} aria-hidden />}
                    onClick={() => form.insertListItem('characteristics', emptyCharacteristic())}
                  >
                    Add a characteristic
                  </Button>
                ) : null}
              </Stack>
            </Section>
          </Stack>
          <FormButtons verb={verb} loading={saving} onCancel={onCancel} />
        </Form>
      </div>
      <UnsavedGuard dirty={form.isDirty} />
    </Page>
  )
}
