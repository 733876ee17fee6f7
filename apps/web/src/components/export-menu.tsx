import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { errorSentence } from '~/lib/errors.ts'
import { exportUrl } from '~/lib/export-url.ts'
import { notifyDone, notifyError } from '~/lib/notify.tsx'
import { restoreSession } from '~/lib/renew.ts'

interface Props {
  /** Where the API exports: "/api/purchase-orders/export". */
  path: `/api/${string}`
  filters: Readonly<Record<string, unknown>>
  /** Of documents: also offers one row a line. */
  withLines?: boolean
  /** What a document is, in "one row an …". */
  noun?: string
}

/** Downloads what the list shows as CSV, one row a document or one row a line. */
export function ExportMenu({ path, filters, withLines = false, noun = 'order' }: Props) {
  const look = {
    size: 'compact-sm',
    variant: 'subtle',
    color: 'gray',
    leftSection: <IconDownload size={16} aria-hidden />,
  } as const
  if (!withLines) {
    return (
      <Button {...look} onClick={() => void download(exportUrl(path, filters))}>
        Export
      </Button>
    )
  }
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button {...look}>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>What this list shows, as CSV</Menu.Label>
        <Menu.Item onClick={() => void download(exportUrl(path, filters))}>One row an {noun}</Menu.Item>
        <Menu.Item onClick={() => void download(exportUrl(path, { ...filters, lines: true }))}>
          One row a line
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Left to the browser, which writes to the disk as it arrives, however many there are. */
async function download(address: string): Promise<void> {
  try {
    // A download cannot renew the session on its way, as the API's client does.
    await restoreSession()
  } catch (error) {
    return notifyError(errorSentence(error))
  }
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
  notifyDone('The download has begun')
}
