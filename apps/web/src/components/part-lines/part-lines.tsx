import { Button, Group, Text, TextInput } from '@mantine/core'
import { QuantityText } from '../text.tsx'
import { allOutstanding, nothing, type PartLine } from './part-draft.ts'
import classes from './part-lines.module.css'
import type { PartCounts } from './use-part-counts.ts'

interface Props {
  parts: PartCounts
  /** What to do, above the lines. */
  hint: string
  /** What the field of a line is called: "Received of Hinge". */
  labelOf: (line: PartLine) => string
  /** What a line's quantity and what is left of it are called. */
  words?: { whole: string; open: string }
}

const ofOrders = { whole: 'ordered', open: 'outstanding' }

/** The outstanding lines of a document, each with a field for how much of it. */
export function PartLines({ parts, hint, labelOf, words = ofOrders }: Props) {
  return (
    <>
      <Group gap="xs">
        <Text size="sm" c="dimmed" flex={1}>
          {hint}
        </Text>
        <Button size="compact-sm" variant="subtle" onClick={() => parts.set(nothing(parts.waiting))}>
          None
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => parts.set(allOutstanding(parts.waiting))}>
          All
        </Button>
      </Group>
      <ul className={classes.lines} aria-label="Outstanding lines">
        {parts.waiting.map((line, index) => (
          <li key={line.id} className={classes.line}>
            <div className={classes.what}>
              <div>{line.itemName}</div>
              <div className={classes.facts}>
                {line.sku ?? 'Free text'} · {words.whole} <QuantityText value={line.quantity} {...unitOf(line)} /> ·{' '}
                {words.open} <QuantityText value={line.outstanding} {...unitOf(line)} />
              </div>
            </div>
            <TextInput
              className={classes.count}
              aria-label={labelOf(line)}
              data-autofocus={index === 0 || undefined}
              inputMode="decimal"
              autoComplete="off"
              error={parts.errorAt(line)}
              value={parts.counts[line.id] ?? ''}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => parts.set({ ...parts.counts, [line.id]: event.currentTarget.value })}
              rightSection={line.unit && line.unit !== 'each' ? <span className="fw-unit">{line.unit}</span> : null}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

const unitOf = (line: PartLine) => (line.unit === null ? {} : { unit: line.unit })
