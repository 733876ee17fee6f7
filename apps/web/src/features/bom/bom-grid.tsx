import type { Bom } from '@framewright/contracts/bom/bom.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { ActionIcon, Button, Group, NativeSelect, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { DayInput } from '~/components/day-input.tsx'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form } from '~/components/form.tsx'
import { ItemPicker } from '~/components/pickers/pickers.tsx'
import classes from '~/components/plain-table.module.css'
import { randomId } from '~/lib/random-id.ts'
import { stateOptions } from '~/state/state-table.ts'
import { type DraftLine, draftOf, emptyLine, lineError, unitsFor } from './bom-draft.ts'

/** A line as it is saved. */
export type SavedLine = Pick<DraftLine, 'quantity' | 'unit' | 'scrapPercent' | 'stage'> & {
  componentId: number
  validFrom: string | null
  validTo: string | null
}

interface Props {
  bom: Bom
  /** The stage a first line is for; null where lines have none. */
  firstStage: TaskKind | null
  /** What one of it is called: "one frame". */
  one: string
  saving: boolean
  /** What the button says: "Save materials" when not given. */
  saveLabel?: string
  onSave: (lines: SavedLine[]) => void
  /** Saves it without releasing it, where that can be. */
  onDraft?: (lines: SavedLine[]) => void
  onClose: () => void
}

/** A bill of materials as a grid; what is saved becomes the next revision. */
export function BomGrid({
  bom,
  firstStage,
  one,
  saving,
  saveLabel = 'Save materials',
  onSave,
  onDraft,
  onClose,
}: Props) {
  const staged = firstStage !== null
  const [lines, setLines] = useState<DraftLine[]>(() => {
    const draft = draftOf(bom)
    return draft.length > 0 ? draft : [emptyLine(randomId(), firstStage)]
  })
  const [checked, setChecked] = useState(false)
  const [dated, setDated] = useState(() => bom.lines.some((line) => line.validFrom !== null || line.validTo !== null))
  const change = (key: string, patch: Partial<DraftLine>) =>
    setLines((old) => old.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  const submit = (save: (lines: SavedLine[]) => void) => {
    setChecked(true)
    if (lines.some((line) => lineError(line) !== null)) return
    save(
      lines.flatMap(({ componentId, quantity, unit, scrapPercent, stage, validFrom, validTo }) =>
        componentId === null
          ? []
          : [
              {
                componentId,
                quantity,
                unit,
                scrapPercent,
                stage,
                validFrom: validFrom || null,
                validTo: validTo || null,
              },
            ],
      ),
    )
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        submit(onSave)
      }}
    >
      <div className={classes.scroll}>
        <table className={`${classes.table} ${classes.editor}`}>
          <thead>
            <tr>
              <th scope="col" style={{ minWidth: 220 }}>
                Material
              </th>
              <th scope="col" style={{ width: 104 }} data-align="right">
                For {one}
              </th>
              <th scope="col" style={{ width: 92 }}>
                Unit
              </th>
              <th scope="col" style={{ width: 84 }} data-align="right">
                Scrap (%)
              </th>
              {staged ? (
                <th scope="col" style={{ width: 132 }}>
                  Stage
                </th>
              ) : null}
              {dated ? (
                <>
                  <th scope="col" style={{ width: 140 }}>
                    From
                  </th>
                  <th scope="col" style={{ width: 140 }}>
                    To
                  </th>
                </>
              ) : null}
              <td style={{ width: 40 }} />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <LineRow
                key={line.key}
                line={line}
                number={index + 1}
                dated={dated}
                error={checked ? lineError(line) : null}
                change={(patch) => change(line.key, patch)}
                remove={() => setLines((old) => old.filter((other) => other.key !== line.key))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Group justify="space-between" mt="sm">
        <Group gap={4}>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setLines((old) => [...old, emptyLine(randomId(), old.at(-1)?.stage ?? firstStage)])}
          >
            Add line
          </Button>
          {dated ? null : (
            <Button size="xs" variant="subtle" color="gray" onClick={() => setDated(true)}>
              Lines of some days
            </Button>
          )}
        </Group>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          {onDraft ? (
            <Button variant="default" loading={saving} onClick={() => submit(onDraft)}>
              Save as draft
            </Button>
          ) : null}
          <Button type="submit" loading={saving}>
            {saveLabel}
          </Button>
        </Group>
      </Group>
    </Form>
  )
}

interface RowProps {
  line: DraftLine
  number: number
  dated: boolean
  error: string | null
  change: (patch: Partial<DraftLine>) => void
  remove: () => void
}

function LineRow({ line, number, dated, error, change, remove }: RowProps) {
  return (
    <tr>
      <td>
        <ItemPicker
          aria-label={`Material of line ${number}`}
          placeholder="SKU or name"
          value={line.componentId}
          initialLabel={line.label || undefined}
          onChange={(componentId, item) =>
            change(
              item
                ? { componentId, label: item.label, componentUnit: item.unit, unit: item.unit }
                : { componentId: null, label: '' },
            )
          }
        />
        {error ? (
          <Text size="xs" c="var(--fw-late)" role="alert" mt={2}>
            {error}
          </Text>
        ) : null}
      </td>
      <td>
        <DecimalInput
          aria-label={`Quantity of line ${number}`}
          value={line.quantity}
          onChange={(quantity) => change({ quantity })}
        />
      </td>
      <td>
        <NativeSelect
          aria-label={`Unit of line ${number}`}
          size="sm"
          data={unitsFor(line.componentUnit)}
          value={line.unit}
          onChange={(event) => change({ unit: event.currentTarget.value })}
        />
      </td>
      <td>
        <DecimalInput
          aria-label={`Scrap of line ${number} in percent`}
          value={line.scrapPercent}
          onChange={(scrapPercent) => change({ scrapPercent })}
        />
      </td>
      {line.stage === null ? null : (
        <td>
          <NativeSelect
            aria-label={`Stage of line ${number}`}
            size="sm"
            data={stateOptions('taskKind')}
            value={line.stage}
            onChange={(event) => change({ stage: event.currentTarget.value as DraftLine['stage'] })}
          />
        </td>
      )}
      {dated ? (
        <>
          <td>
            <DayInput
              aria-label={`First day of line ${number}`}
              value={line.validFrom}
              onChange={(validFrom) => change({ validFrom })}
            />
          </td>
          <td>
            <DayInput
              aria-label={`Last day of line ${number}`}
              value={line.validTo}
              onChange={(validTo) => change({ validTo })}
            />
          </td>
        </>
      ) : null}
      <td>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Remove line ${number}`} onClick={remove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </td>
    </tr>
  )
}
