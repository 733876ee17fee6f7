import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { errorSentence } from '~/lib/errors.ts'
import { exportUrl } from '~/lib/export-url.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { restoreSession } from '~/lib/renew.ts'

// The same menu as of a page's further actions, and as it loaded when it is first opened.
const loadMenu = () => import('./page-menu.tsx').then((part) => part.default)
const PageMenu = lazyPart(loadMenu)

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
  const [used, setUsed] = useState(false)
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
  const button = (
    <Button {...look} onPointerEnter={() => void loadMenu().catch(() => undefined)} onClick={() => setUsed(true)}>
      Export
    </Button>
  )
  if (!used) return button
  const actions = [
    { label: `One row an ${noun}`, run: () => void download(exportUrl(path, filters)) },
    { label: 'One row a line', run: () => void download(exportUrl(path, { ...filters, lines: true })) },
  ]
  return (
    <PageMenu
      actions={actions}
      target={button}
      fallback={button}
      position="top-end"
      title="What this list shows, as CSV"
    />
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
