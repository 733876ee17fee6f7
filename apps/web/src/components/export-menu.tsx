import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { download } from '~/lib/download.ts'
import { errorSentence } from '~/lib/errors.ts'
import { exportUrl } from '~/lib/export-url.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { notifyDone, notifyError } from '~/lib/notify.ts'

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
  const { busy, start } = useDownload()
  const look = {
    size: 'compact-sm',
    variant: 'subtle',
    color: 'gray',
    loading: busy,
    leftSection: <IconDownload size={16} aria-hidden />,
  } as const
  if (!withLines) {
    return (
      <Button {...look} onClick={() => start(exportUrl(path, filters))}>
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
    { label: `One row an ${noun}`, run: () => start(exportUrl(path, filters)) },
    { label: 'One row a line', run: () => start(exportUrl(path, { ...filters, lines: true })) },
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

/** Downloads, and says in a sentence what was refused; `busy` where it takes over a second. */
function useDownload(): { busy: boolean; start: (address: `/api/${string}`) => void } {
  const [busy, setBusy] = useState(false)
  const under = useRef(false)
  const start = async (address: `/api/${string}`) => {
    if (under.current) return
    under.current = true
    const slow = setTimeout(() => setBusy(true), 1000)
    try {
      const done = await download(address)
      notifyDone(done === 'saved' ? 'Downloaded' : 'The download has begun')
    } catch (error) {
      notifyError(errorSentence(error))
    } finally {
      clearTimeout(slow)
      setBusy(false)
      under.current = false
    }
  }
  return { busy, start: (address) => void start(address) }
}
