import type { Frame } from '@framewright/contracts/frame/frame.schema'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useNavigate } from '@tanstack/react-router'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { FramePicker } from '~/features/task/frame-picker.tsx'
import { PersonPicker } from '~/features/task/person-picker.tsx'
import { frameSize } from '~/features/task/task-words.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { lookOf } from '~/state/state-table.ts'
import { FreePeople } from './free-people.tsx'
import { OrderFields, type OrderValues, orderRules } from './order-fields.tsx'
import classes from './work-order.module.css'

interface Values extends OrderValues {
  frameId: number | null
  assignedToId: number | null
}

/** Creates a work order; a frame's page leads here with its frame chosen. */
export function CreateWorkOrderPage({ frameId }: { frameId: number | undefined }) {
  const navigate = useNavigate()
  const mayAssign = useMay('workOrder.assign')
  const form = useForm<Values>({
    initialValues: {
      frameId: frameId ?? null,
      description: '',
      quantity: '1',
      priority: 'NORMAL',
      dueDate: '',
      assignedToId: null,
    },
    validate: { ...orderRules, frameId: (value) => (value === null ? 'Choose the frame to make' : null) },
  })
  const chosen = form.values.frameId
  const frame = trpc.frame.get.useQuery({ id: chosen ?? 0 }, { enabled: chosen !== null })
  const create = useDocumentAction(trpc.workOrder.create, {
    entity: 'workOrder',
    done: (order) => `${order.number} created`,
    setErrors: form.setErrors,
    onDone: (order) => void navigate({ to: '/work-orders/$id', params: { id: order.id } }),
  })
  const save = form.onSubmit(({ frameId: id, dueDate, quantity, ...rest }) => {
    if (id === null) return
    create.mutate({ ...rest, frameId: id, quantity: String(quantity), dueDate: dueDate === '' ? null : dueDate })
  })
  const shown = chosen === null ? undefined : frame.data
  return (
    <Page narrow>
      <PageHeader title="New work order" />
      <Section title="What to make, for whom, by when">
        <form onSubmit={save} noValidate>
          <Stack>
            <FramePicker
              label="Frame"
              required
              value={chosen}
              error={form.errors.frameId}
              onChange={(id) => {
                form.setFieldValue('frameId', id)
                form.setFieldValue('assignedToId', null)
              }}
            />
            {shown ? <FramePreview frame={shown} /> : null}
            <OrderFields form={form} />
            {mayAssign ? (
              <>
                <PersonPicker
                  label="Assigned to"
                  nobody="Nobody yet"
                  value={form.values.assignedToId}
                  error={form.errors.assignedToId}
                  onChange={(id) => form.setFieldValue('assignedToId', id)}
                />
                <FreePeople
                  kind={shown?.stages[0]}
                  chosen={form.values.assignedToId}
                  onPick={(id) => form.setFieldValue('assignedToId', id)}
                />
              </>
            ) : null}
            <Group justify="flex-end">
              <Button variant="default" renderRoot={(props) => <Link to="/work-orders" {...props} />}>
                Back
              </Button>
              <Button type="submit" loading={create.isPending}>
                Create work order
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
    </Page>
  )
}

function FramePreview({ frame }: { frame: Frame }) {
  const stages = frame.stages.map((stage) => lookOf('taskKind', stage).word).join(', ')
  return (
    <div className={classes.preview}>
      <FrameDrawing
        widthMm={frame.widthMm}
        heightMm={frame.heightMm}
        material={frame.material}
        size={170}
        labels
        title={`${frame.name}, ${frameSize(frame)}`}
      />
      <div>
        <Text fw={550}>{frame.name}</Text>
        <Text size="sm" c="dimmed">
          {frame.sku} · {frame.material}
        </Text>
        <Text size="sm" c="dimmed">
          {frame.stock.available} in stock
        </Text>
        <Text size="sm" c="dimmed">
          {stages || 'No stages'}
        </Text>
      </div>
    </div>
  )
}
