import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { lazyPart } from '~/lib/lazy-part.tsx'
import type { PageAction } from './page-header.tsx'

const loadMenu = () => import('./page-menu.tsx').then((part) => part.default)
const PageMenu = lazyPart(loadMenu)

/** Three dots at the end of a row that open what can be done to it. The menu's code comes with the first press. */
export function MenuButton({ label, actions }: { label: string; actions: readonly PageAction[] }) {
  const [used, setUsed] = useState(false)
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      aria-haspopup="menu"
      onPointerEnter={() => void loadMenu().catch(() => undefined)}
      onClick={() => setUsed(true)}
    >
      <IconDots size={18} aria-hidden />
    </ActionIcon>
  )
  return used ? <PageMenu actions={actions} target={button} fallback={button} /> : button
}
