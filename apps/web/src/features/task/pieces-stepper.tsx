import { ActionIcon, Group, NumberInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './pickers.module.css'

interface Props {
  label: string
  /** Whole pieces as a decimal string; empty while being typed. */
  value: string
  onChange: (value: string) => void
  error?: ReactNode
  /** The fewest there can be: one, unless said otherwise. */
  least?: number
}

/** A number of pieces with a large minus and plus. */
export function PiecesStepper({ label, value, onChange, error, least = 1 }: Props) {
  const pieces = /^\d+$/.test(value) ? Number(value) : 0
  return (
    <Group gap={8} align="flex-end" wrap="nowrap" className={classes.stepper}>
      <ActionIcon
        variant="default"
        size={56}
        aria-label="One fewer"
        disabled={pieces <= least}
        onClick={() => onChange(String(pieces - 1))}
      >
        <IconMinus size={24} aria-hidden />
      </ActionIcon>
      <NumberInput
        label={label}
        size="xl"
        flex={1}
        min={least}
        max={9999}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={value}
        error={error}
        onChange={(next) => onChange(String(next))}
      />
      <ActionIcon variant="default" size={56} aria-label="One more" onClick={() => onChange(String(pieces + 1))}>
        <IconPlus size={24} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
