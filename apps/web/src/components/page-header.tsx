import { Button, Group, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ComponentType, type ReactNode, useState } from 'react'
import { phone } from '~/lib/breakpoints.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { usePageTitle } from '~/lib/page-title.ts'
import { type ActionGroup, actionLooks } from '~/state/action-table.ts'
import classes from './page-header.module.css'

/** A button of a page's head: a step of the document's lifecycle, or something else one can do here. */
export interface PageAction {
  label: string
  icon?: ComponentType<{ size?: number | string; 'aria-hidden'?: boolean }>
  /** A page to go to, or … */
  to?: string
  /** … something to do. */
  run?: () => void
  danger?: boolean
  /** Never the primary one, also when it comes first. */
  quiet?: boolean
  loading?: boolean
}

interface Props {
  /** The document's number or name; also the tab's title. */
  title: string
  /** Beside the title: a `StateBadge`. */
  badge?: ReactNode
  /** A line below the title. */
  subtitle?: ReactNode
  /** The first is the primary one; on a phone the others are in a menu. */
  actions?: readonly PageAction[]
}

/** The head of every page: what it is, its state, and what one may do now. */
export function PageHeader({ title, badge, subtitle, actions = [] }: Props) {
  usePageTitle(title)
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  const beside = narrow ? actions.slice(0, 1) : actions.slice(0, 4)
  const inMenu = actions.slice(beside.length)
  return (
    <header className={classes.header}>
      <div className={classes.names}>
        <Group gap="4px 12px">
          <Title order={1} className={classes.title} data-number={isNumber(title) || undefined}>
            {title}
          </Title>
          {badge}
        </Group>
        {subtitle ? <div className={classes.subtitle}>{subtitle}</div> : null}
      </div>
      <Group gap={8} wrap="nowrap" className="fw-no-print">
        {beside.map((action, index) => (
          <ActionButton key={action.label} action={action} primary={index === 0 && !action.danger && !action.quiet} />
        ))}
        {inMenu.length > 0 ? <MoreActions actions={inMenu} /> : null}
      </Group>
    </header>
  )
}

/** A document's number, which is no word to be broken at its hyphens. */
const isNumber = (title: string): boolean => title.length <= 20 && !title.includes(' ')

function ActionButton({ action, primary }: { action: PageAction; primary: boolean }) {
  const { icon: Icon } = action
  const look = {
    variant: primary ? 'filled' : 'default',
    leftSection: Icon ? <Icon size={16} aria-hidden /> : undefined,
    ...(action.danger ? { c: 'var(--fw-late)' } : {}),
  }
  if (action.to !== undefined) {
    return (
      <Button component={Link} to={action.to} {...look}>
        {action.label}
      </Button>
    )
  }
  return (
    <Button {...look} loading={action.loading ?? false} onClick={action.run}>
      {action.label}
    </Button>
  )
}

const loadMenu = () => import('./page-menu.tsx').then((part) => part.default)
const PageMenu = lazyPart(loadMenu)

/** The actions that found no place beside the title. */
function MoreActions({ actions }: { actions: readonly PageAction[] }) {
  const [used, setUsed] = useState(false)
  const button = (
    <Button
      variant="default"
      px={10}
      aria-label="More actions"
      onPointerEnter={() => void loadMenu().catch(() => undefined)}
      onClick={() => setUsed(true)}
    >
      <IconDots size={18} aria-hidden />
    </Button>
  )
  if (!used) return button
  return <PageMenu actions={actions} target={button} fallback={button} />
}

/**
 * The buttons of a document from its `allowedActions`, in the lifecycle's order and words:
 * `lifecycleActions('workOrder', order.allowedActions, (action) => run(action))`.
 */
export function lifecycleActions<A extends string>(
  group: ActionGroup,
  allowed: readonly A[],
  run: (action: A) => void,
  loading?: A | null,
): PageAction[] {
  return actionLooks(group, allowed).map(({ action, verb, icon, danger }) => ({
    label: verb,
    icon,
    danger: danger ?? false,
    run: () => run(action),
    loading: loading === action,
  }))
}
