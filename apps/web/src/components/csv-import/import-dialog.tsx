import type { CsvImportResult } from '@framewright/contracts/core/csv-import'
import { Alert, Button, FileInput, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconFileTypeCsv } from '@tabler/icons-react'
import { useState } from 'react'
import { errorSentence } from '~/lib/errors.ts'
import { formatCount, plural } from '~/lib/format.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyDone } from '~/lib/notify.ts'
import { sendCsv } from '~/lib/send-csv.ts'
import type { ImportKind } from './import-button.tsx'
import { ImportPreview } from './import-preview.tsx'

interface Props extends ImportKind {
  onClose: () => void
}

const changed = 'What is there already is changed, what is not is made.'

/** Choose a file, see what it would do, do it. Nothing is changed before the last step. */
export default function ImportDialog({ path, plural: noun, columns, existing = changed, onClose }: Props) {
  const [file, setFile] = useState<File | null>(null)
  const [tried, setTried] = useState<CsvImportResult | null>(null)
  const [running, setRunning] = useState<'check' | 'import' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const send = async (chosen: File, dryRun: boolean) => {
    setRunning(dryRun ? 'check' : 'import')
    setProblem(null)
    try {
      return await sendCsv(path, chosen, { dryRun, partial: !dryRun })
    } catch (error) {
      setProblem(errorSentence(error).replace(/^csv: /, ''))
      return null
    } finally {
      setRunning(null)
    }
  }
  const choose = async (chosen: File | null) => {
    setFile(chosen)
    setTried(null)
    setProblem(null)
    if (chosen) setTried(await send(chosen, true))
  }
  const run = async () => {
    if (!file) return
    const done = await send(file, false)
    if (!done) return
    if (done.committed) {
      invalidateDocument('importRun', done.importRunId ?? 0)
      notifyDone(`${file.name}: ${outcome(done)}`)
      return onClose()
    }
    setTried(done)
  }
  const changes = tried ? tried.created + tried.changed : 0
  return (
    <Modal opened onClose={onClose} title={`Import ${noun}`} size={760} closeOnClickOutside={running === null}>
      <Stack gap="md">
        <FileInput
          label="CSV file"
          description={`With the columns an export has: ${columns}. ${existing}`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="Choose a file"
          accept=".csv,text/csv"
          clearable
          leftSection={<IconFileTypeCsv size={18} aria-hidden />}
          data-autofocus
          disabled={running !== null}
          value={file}
          onChange={(chosen) => void choose(chosen)}
        />
        {running ? (
          <div role="status">
            <Text size="sm" mb={6}>
              {running === 'check' ? 'Reading and checking…' : 'Importing…'}
            </Text>
            <Progress value={100} animated aria-label={running === 'check' ? 'Checking' : 'Importing'} />
          </div>
        ) : null}
        {problem ? (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
            {problem}
          </Alert>
        ) : null}
        {tried ? <ImportPreview result={tried} summary={outcome(tried)} fileName={file?.name ?? 'import.csv'} /> : null}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} disabled={running === 'import'}>
            Cancel
          </Button>
          <Button
            disabled={changes === 0 || running === 'check'}
            loading={running === 'import'}
            onClick={() => void run()}
          >
            {changes === 0
              ? 'Import'
              : `Import ${plural(changes, 'row')}${tried && tried.refused > 0 ? ', without the refused' : ''}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** "12 new, 30 changed, 2 refused". */
function outcome({ created, changed, unchanged, refused }: CsvImportResult): string {
  const parts = [
    [created, 'new'],
    [changed, 'changed'],
    [unchanged, 'the same as now'],
    [refused, 'refused'],
  ] as const
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${formatCount(count)} ${word}`)
      .join(', ') || 'no rows'
  )
}
