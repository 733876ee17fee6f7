import type { ProductionSettings } from '@framewright/contracts/production-order/settings.schema'
import { Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { trpc, utils } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** How production is set up. */
export default function SettingsDialog({ onClose }: { onClose: () => void }) {
  const query = trpc.productionOrder.settings.useQuery()
  return (
    <Modal opened onClose={onClose} title="How production is set up">
      <QueryBlock query={query}>{(settings) => <SettingsForm settings={settings} onClose={onClose} />}</QueryBlock>
    </Modal>
  )
}

function SettingsForm({ settings, onClose }: { settings: ProductionSettings; onClose: () => void }) {
  const currency = trpc.shop.get.useQuery().data?.currency ?? ''
  const form = useForm({
    initialValues: { overTolerancePercent: settings.overTolerancePercent, labourRate: settings.labourRate ?? '' },
    validate: {
      overTolerancePercent: (value) =>
        /^\d{1,3}(\.\d{1,4})?$/.test(value) && Number(value) <= 100 ? null : 'A percentage from 0 to 100',
      labourRate: (value) => (/^(\d{1,10}(\.\d{1,4})?)?$/.test(value) ? null : 'An amount, like 38.50, or nothing'),
    },
  })
  const change = useDocumentAction(trpc.productionOrder.changeSettings, {
    entity: 'productionSettings',
    done: 'Saved',
    setErrors: form.setErrors,
    onDone: () => {
      void utils.productionOrder.settings.invalidate()
      onClose()
    },
  })
  return (
    <Form
      onSubmit={form.onSubmit(({ overTolerancePercent, labourRate }) =>
        change.mutate({ overTolerancePercent, labourRate: labourRate === '' ? null : labourRate }),
      )}
    >
      <DecimalInput
        label="Tolerance beyond the plan (%)"
        description="How many more than planned an order may make; beyond it, output is refused."
        data-autofocus
        value={form.values.overTolerancePercent}
        error={form.errors.overTolerancePercent}
        onChange={(value) => form.setFieldValue('overTolerancePercent', value)}
      />
      <DecimalInput
        mt="md"
        label={`An hour of work costs${currency === '' ? '' : ` (${currency})`}`}
        description="Left empty, work is timed and not reckoned. Orders keep the rate they were released with."
        value={form.values.labourRate}
        error={form.errors.labourRate}
        onChange={(value) => form.setFieldValue('labourRate', value)}
      />
      <FormButtons verb="Save" loading={change.isPending} onCancel={onClose} />
    </Form>
  )
}
