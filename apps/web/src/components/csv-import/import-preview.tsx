import type { CsvImportResult } from '@framewright/contracts/core/csv-import'
import { Button, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { plural } from '~/lib/format.ts'
import { saveCsv } from '~/lib/save-file.ts'
import classes from './import-preview.module.css'

interface Props {
  result: CsvImportResult
  summary: string
  fileName: string
}

/** What an import would do: in a line, as its first rows with the columns that are known, and what is refused why. */
export function ImportPreview({ result, summary, fileName }: Props) {
  const { columns, preview, refusals, refused, refusedCsv } = result
  const left = columns.filter(({ field }) => field === null).map(({ name }) => name)
  return (
    <Stack gap="sm">
      <Text fw={600} aria-live="polite">
        {summary}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label="The first rows">
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map(({ name, field }) => (
                <th key={name} scope="col" data-left={field === null || undefined}>
                  {field ?? name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
              <tr key={line}>
                {columns.map(({ name, field }, at) => (
                  <td key={name} data-left={field === null || undefined}>
                    {row[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left.length > 0 ? (
        <Text size="sm" c="dimmed">
          Left out, because no field has {left.length === 1 ? 'this name' : 'these names'}: {left.join(', ')}.
        </Text>
      ) : null}
      {refused > 0 ? (
        <div>
          <ul className={classes.refusals} aria-label="Refused rows">
            {refusals.slice(0, 8).map(({ line, reason }) => (
              <li key={line}>
                <strong>Line {line}</strong> {reason}
              </li>
            ))}
          </ul>
          {refused > 8 ? (
            <Text size="sm" c="dimmed">
              And {plural(refused - 8, 'more row')}.
            </Text>
          ) : null}
          {refusedCsv === null ? null : (
            <Button
              mt="xs"
              size="xs"
              variant="default"
              leftSection={<IconDownload size={15} aria-hidden />}
              onClick={() => saveCsv(fileName.replace(/(\.csv)?$/i, '.refused.csv'), refusedCsv)}
            >
              Download the refused rows with their reasons
            </Button>
          )}
        </div>
      ) : null}
    </Stack>
  )
}
