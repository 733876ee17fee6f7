import type { TaskKind } from '@framewright/contracts/task/task.kind'
import {
  Autocomplete,
  Checkbox,
  Grid,
  Group,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { WholeInput } from '~/components/whole-input.tsx'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { trpc } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { type FrameValues, frameRules } from './frame-values.ts'

// Nothing is drawn before there are sizes.
const FrameDrawing = lazyPart(() => import('~/components/frame-drawing.tsx').then((part) => part.FrameDrawing))
const CategoryPicker = lazyPart(() =>
  import('~/features/category/category-picker.tsx').then((part) => part.CategoryPicker),
)

interface Props {
  initial: FrameValues
  /** A new frame has an opening stock; one that exists can be made inactive. */
  isNew: boolean
  /** Some is in stock: its cost is then the average of what it came at. */
  held?: boolean
  verb: string
  loading: boolean
  onCancel: () => void
  onSubmit: (values: FrameValues, setErrors: (errors: Record<string, string>) => void) => void
}

/** The fields of a frame beside its drawing, which follows every keystroke. */
export function FrameForm({ initial, isNew, held = false, verb, loading, onCancel, onSubmit }: Props) {
  const form = useForm<FrameValues>({ initialValues: initial, validate: frameRules })
  const facets = trpc.frame.facets.useQuery()
  const { values } = form
  const size = (label: string, name: 'widthMm' | 'heightMm' | 'depthMm', required: boolean) => (
    <WholeInput
      label={label}
      rightSection={<span className="fw-muted">mm</span>}
      rightSectionPointerEvents="none"
      required={required}
      {...form.getInputProps(name)}
      value={values[name]}
    />
  )
  return (
    <Form onSubmit={form.onSubmit((sent) => onSubmit(sent, form.setErrors))}>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, sm: 7 }}>
          <Stack gap="sm">
            <TextInput label="Name" required data-autofocus autoFocus={isNew} {...form.getInputProps('name')} />
            <Group grow align="start">
              <TextInput
                label="SKU"
                placeholder={isNew ? 'Made from the name' : ''}
                required={!isNew}
                {...form.getInputProps('sku')}
              />
              <Autocomplete
                label="Material"
                required
                data={(facets.data?.materials ?? []).map(({ material }) => material)}
                {...form.getInputProps('material')}
              />
            </Group>
            <Group grow align="start">
              {size('Width', 'widthMm', true)}
              {size('Height', 'heightMm', true)}
              {size('Depth', 'depthMm', false)}
            </Group>
            <Group grow align="start">
              <DecimalInput
                label="Price"
                placeholder="0.00"
                {...form.getInputProps('unitPrice')}
                value={values.unitPrice}
              />
              {held ? null : (
                <DecimalInput label="Cost" placeholder="0.00" {...form.getInputProps('cost')} value={values.cost} />
              )}
              <DecimalInput
                label="Tax rate (%)"
                placeholder="0"
                {...form.getInputProps('taxRate')}
                value={values.taxRate}
              />
            </Group>
            <SimpleGrid cols={{ base: 2, lg: isNew ? 3 : 4 }} spacing="md">
              <CategoryPicker
                label="Category"
                placeholder="None"
                {...form.getInputProps('categoryId')}
                value={values.categoryId}
              />
              <DecimalInput
                label="Reorder point"
                placeholder="Not watched"
                {...form.getInputProps('reorderPoint')}
                value={values.reorderPoint}
              />
              <DecimalInput
                label="Reorder quantity"
                placeholder="Up to the point"
                {...form.getInputProps('reorderQuantity')}
                value={values.reorderQuantity}
              />
              <WholeInput
                label="Lead time"
                placeholder="0"
                rightSection={<span className="fw-muted">days</span>}
                rightSectionWidth={44}
                rightSectionPointerEvents="none"
                {...form.getInputProps('leadDays')}
                value={values.leadDays}
              />
              {isNew ? (
                <DecimalInput
                  label="Opening stock"
                  placeholder="0"
                  inputMode="numeric"
                  {...form.getInputProps('openingStock')}
                  value={values.openingStock}
                />
              ) : null}
            </SimpleGrid>
            <Checkbox.Group
              label="Stages"
              description="What it goes through, in this order"
              value={values.stages}
              onChange={(chosen) => form.setFieldValue('stages', chosen as TaskKind[])}
            >
              <Group gap="lg" mt="xs">
                {stateOptions('taskKind').map((stage) => (
                  <Checkbox key={stage.value} value={stage.value} label={stage.label} />
                ))}
              </Group>
            </Checkbox.Group>
            <Textarea label="Description" maxRows={8} {...form.getInputProps('description')} />
            {isNew ? null : (
              <Switch
                label="Active"
                description="An inactive frame keeps its history and is not offered any more"
                {...form.getInputProps('active', { type: 'checkbox' })}
              />
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <Stack align="center" justify="center" mih={260}>
            {values.widthMm && values.heightMm ? (
              <FrameDrawing
                widthMm={values.widthMm}
                heightMm={values.heightMm}
                material={values.material}
                size={280}
                labels
                title={`Elevation, ${values.widthMm} by ${values.heightMm} millimetres`}
              />
            ) : (
              <Text c="dimmed" size="sm">
                Give width and height to see it drawn.
              </Text>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
      <FormButtons verb={verb} loading={loading} onCancel={onCancel} />
    </Form>
  )
}
