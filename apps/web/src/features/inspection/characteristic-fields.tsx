import { ActionIcon, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconArrowUp, IconTrash } from '@tabler/icons-react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import classes from './plan.module.css'
import type { PlanDraft } from './plan-draft.ts'

/** One thing that is looked at or measured, with its limits, its place in the order, and how it is done. */
export function CharacteristicFields({ form, at }: { form: UseFormReturnType<PlanDraft>; at: number }) {
  const one = form.values.characteristics[at]
  if (one === undefined) return null
  const field = (name: keyof typeof one) => form.getInputProps(`characteristics.${at}.${name}`)
  const many = form.values.characteristics.length > 1
  return (
    <fieldset className={classes.characteristic}>
      <legend className={classes.legend}>
        <Text component="span" size="sm" fw={500}>
          {at + 1}. {one.name.trim() === '' ? 'Characteristic' : one.name}
        </Text>
      </legend>
      <Stack gap="sm">
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" style={{ flex: 1, minWidth: 0 }}>
            <TextInput label="What is looked at" required maxLength={120} {...field('name')} />
            <Select
              label="As"
              allowDeselect={false}
              data={[
                { value: 'PASS_FAIL', label: 'Good or not' },
                { value: 'NUMERIC', label: 'A number' },
              ]}
              {...field('kind')}
            />
          </SimpleGrid>
          {many ? (
            <Group gap={0} wrap="nowrap" mt={24}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                disabled={at === 0}
                aria-label={`Move characteristic ${at + 1} up`}
                onClick={() => form.reorderListItem('characteristics', { from: at, to: at - 1 })}
              >
                <IconArrowUp size={17} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={`Take characteristic ${at + 1} away`}
                onClick={() => form.removeListItem('characteristics', at)}
              >
                <IconTrash size={17} aria-hidden />
              </ActionIcon>
            </Group>
          ) : null}
        </Group>
        {one.kind === 'NUMERIC' ? (
          <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
            <DecimalInput label="Lower limit" {...field('lower')} value={one.lower} />
            <DecimalInput label="Nominal" {...field('nominal')} value={one.nominal} />
            <DecimalInput label="Upper limit" {...field('upper')} value={one.upper} />
            <TextInput label="Unit" placeholder="mm" maxLength={20} {...field('unit')} />
          </SimpleGrid>
        ) : null}
        <TextInput label="How it is done" maxLength={1000} {...field('instructions')} />
      </Stack>
    </fieldset>
  )
}
