import { Outlet } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { startLive } from '~/lib/live.ts'
import { useSession } from '~/lib/session.ts'
import { recall, remember } from '~/lib/storage.ts'
import { useGoKeys } from '~/lib/use-go-keys.ts'
import { whenIdle } from '~/lib/when-idle.ts'
import { ErrorBoundary } from '../error-boundary.tsx'
import classes from './app-shell.module.css'
import { BottomBar } from './bottom-bar.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { SideMenu } from './side-menu.tsx'
import { TopBar } from './top-bar.tsx'
import { UpdateBanner } from './update-banner.tsx'
import { useShopCurrency } from './use-shop-currency.ts'

const FirstPassword = lazyPart(() => import('~/features/auth/first-password.tsx').then((part) => part.default))

/** Keeps what is read and pressed here over a dead network; its code comes after the first screen. */
function useOffline(): void {
  useEffect(() => {
    let stop: (() => void) | undefined
    let ended = false
    const cancel = whenIdle(() => {
      void import('~/lib/offline/offline.ts').then(({ startOffline }) => {
        if (!ended) stop = startOffline()
      })
    })
    return () => {
      ended = true
      cancel()
      stop?.()
    }
  }, [])
}

/** Follows what happens, from what the first answer knew on: nothing is missed by beginning once the page is painted. */
function useLive(): void {
  useEffect(() => {
    let stop: (() => void) | undefined
    const cancel = whenIdle(() => {
      stop = startLive()
    })
    return () => {
      cancel()
      stop?.()
    }
  }, [])
}

const collapsedKey = 'menu-collapsed'

/** The frame of every page: menus left (below on a phone), title and tools on top, the page, and the live connection. */
export function AppShell() {
  const [collapsed, setCollapsed] = useState(() => recall(collapsedKey, false))
  useLive()
  useOffline()
  useGoKeys()
  useShopCurrency()
  const { user } = useSession()
  const toggle = () => {
    remember(collapsedKey, !collapsed)
    setCollapsed(!collapsed)
  }
  if (user.mustChangePassword) {
    return (
      <ErrorBoundary label="The first password">
        <FirstPassword />
      </ErrorBoundary>
    )
  }
  return (
    <div className={classes.shell} data-collapsed={collapsed || undefined}>
      <a href="#main" className={classes.skip}>
        Skip to the page
      </a>
      <SideMenu collapsed={collapsed} onToggle={toggle} />
      <TopBar />
      <main id="main" tabIndex={-1} className={classes.main}>
        <UpdateBanner />
        <OfflineBanner />
        <div className={classes.page}>
          <ErrorBoundary label="The page">
            <Outlet />
          </ErrorBoundary>
        </div>
      </main>
      <BottomBar />
    </div>
  )
}
