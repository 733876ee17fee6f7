import { type ReactNode, useEffect, useState } from 'react'
import { ErrorBoundary } from '~/components/error-boundary.tsx'
import { BrandMark } from '~/components/shell/brand-mark.tsx'
import { startLive } from '~/lib/live.ts'
import { usePageTitle } from '~/lib/page-title.ts'
import { LatePanel } from './late-panel.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { StagesPanel } from './stages-panel.tsx'
import { useAwake, useClock, useIdle, useScheme } from './use-display.ts'
import classes from './wall.module.css'
import { WallControls } from './wall-controls.tsx'
import { WallStatus } from './wall-status.tsx'

export const wallPanels = ['stages', 'late', 'plan'] as const
export type WallPanel = (typeof wallPanels)[number]

export interface WallSearch {
  /** Which panels, in turn; without any, stages and lateness stand beside each other. */
  panels?: readonly WallPanel[] | undefined
  /** How long each stands, in seconds. */
  seconds?: number | undefined
  /** Bright instead of dark. */
  light?: boolean | undefined
}

const usualSeconds = 20

const panels: Record<WallPanel, () => ReactNode> = {
  stages: StagesPanel,
  late: LatePanel,
  plan: PlanPanel,
}

/** The shop on a wall: read only, legible from across the hall, up to date by itself. */
export function WallPage({ search }: { search: WallSearch }) {
  usePageTitle('Wall display')
  useEffect(() => startLive(), [])
  useAwake()
  useScheme(search.light ? 'light' : 'dark')
  const now = useClock()
  const idle = useIdle()
  const chosen = search.panels ?? []
  const turn = useTurn(chosen.length, search.seconds ?? usualSeconds)
  const shown: readonly WallPanel[] = chosen.length === 0 ? ['stages', 'late'] : [chosen[turn] ?? 'stages']
  return (
    <div className={classes.wall} data-light={search.light || undefined} data-idle={idle || undefined}>
      <header className={classes.head}>
        <BrandMark size={36} />
        <h1 className={classes.title}>Production</h1>
        <WallStatus />
        <time className={classes.clock} dateTime={now.toISOString()}>
          {clockTime.format(now)}
        </time>
      </header>
      <main className={classes.panels} data-count={shown.length}>
        {shown.map((name) => {
          const Panel = panels[name]
          return (
            <ErrorBoundary key={name} label={`The panel ${name}`}>
              <Panel />
            </ErrorBoundary>
          )
        })}
      </main>
      {chosen.length > 1 ? (
        <div className={classes.dots} aria-hidden>
          {chosen.map((name, index) => (
            <span key={name} data-now={index === turn || undefined} />
          ))}
        </div>
      ) : null}
      <WallControls search={search} hidden={idle} />
    </div>
  )
}

const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** Whose turn it is among so many. */
function useTurn(count: number, seconds: number): number {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (count < 2) return
    const timer = setInterval(() => setTurn((was) => was + 1), seconds * 1000)
    return () => clearInterval(timer)
  }, [count, seconds])
  return count === 0 ? 0 : turn % count
}
