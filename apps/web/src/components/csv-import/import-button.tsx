import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUpload } from '@tabler/icons-react'
import { lazyPart } from '~/lib/lazy-part.tsx'
import type { ImportPath } from '~/lib/send-csv.ts'

const ImportDialog = lazyPart(() => import('./import-dialog.tsx').then((part) => part.default))

export interface ImportKind {
  path: ImportPath
  /** "items". */
  plural: string
  /** Which columns a file must have, and which others are usual. */
  columns: string
  /** What becomes of what is there already and of what is not, where it is not as with records. */
  existing?: string
}

/** Beside the export of a list: takes a file with the same columns. */
export function ImportButton(kind: ImportKind) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconUpload size={16} aria-hidden />}
        onClick={open}
      >
        Import
      </Button>
      {opened ? <ImportDialog {...kind} onClose={close} /> : null}
    </>
  )
}
