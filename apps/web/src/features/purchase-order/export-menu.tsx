import type { PurchaseOrderExportInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { errorSentence } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.tsx'
import { restoreSession } from '~/lib/renew.ts'
import { exportUrl } from './export-url.ts'

/** Downloads what the list shows as CSV, one row an order or one row a line. */
export function ExportMenu({ filters }: { filters: Partial<PurchaseOrderExportInput> }) {
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>What this list shows, as CSV</Menu.Label>
        <Menu.Item onClick={() => void download(filters)}>One row an order</Menu.Item>
        <Menu.Item onClick={() => void download({ ...filters, lines: true })}>One row a line</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Left to the browser, which writes to the disk as it arrives, however many there are. */
async function download(filters: Partial<PurchaseOrderExportInput>): Promise<void> {
  try {
    // A download cannot renew the session on its way, as the API's client does.
    await restoreSession()
  } catch (error) {
    return notifyError(errorSentence(error))
  }
  const link = document.createElement('a')
  link.href = exportUrl(filters)
  link.download = ''
  link.click()
  notifyDone('The download has begun')
}
