import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSearchPatch } from '~/lib/list-search.ts'
import classes from './wall.module.css'
import { type WallPanel, type WallSearch, wallPanels } from './wall-page.tsx'

const names: Record<WallPanel, string> = { stages: 'Stages', late: 'Lateness', plan: 'Plan' }

/** What the display shows, kept in its link: shown while somebody is at it, and gone when they leave. */
export function WallControls({ search, hidden }: { search: WallSearch; hidden: boolean }) {
  const patch = useSearchPatch<WallSearch>()
  const chosen = search.panels ?? []
  const toggle = (name: WallPanel) => {
    const next = wallPanels.filter((one) => (one === name ? !chosen.includes(name) : chosen.includes(one)))
    patch({ panels: next.length > 0 ? next : undefined })
  }
  return (
    <div className={classes.controls} data-hidden={hidden || undefined}>
      <Group gap="xs" wrap="wrap" role="group" aria-label="What this display shows">
        {wallPanels.map((name) => (
          <Button
            key={name}
            size="compact-md"
            variant={chosen.includes(name) ? 'filled' : 'default'}
            aria-pressed={chosen.includes(name)}
            onClick={() => toggle(name)}
          >
            {names[name]}
          </Button>
        ))}
        <Button
          size="compact-md"
          variant="default"
          aria-pressed={search.light === true}
          onClick={() => patch({ light: search.light ? undefined : true })}
        >
          {search.light ? 'Dark' : 'Bright'}
        </Button>
        <Button size="compact-md" variant="default" onClick={() => void fullScreen()}>
          Full screen
        </Button>
        <Button size="compact-md" variant="default" component={Link} to="/production">
          Leave
        </Button>
      </Group>
      <span className={classes.hint}>Choose several and they take turns. The link keeps what you chose.</span>
    </div>
  )
}

async function fullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await document.documentElement.requestFullscreen()
  } catch {
    // A browser that does not let a page do so has a key for it.
  }
}
