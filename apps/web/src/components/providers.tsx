import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo } from 'react'
import { queryClient } from '~/lib/query-client.ts'
import { useStore } from '~/lib/store.ts'
import { client, trpc } from '~/lib/trpc.ts'
import { density, makeTheme } from '~/theme.ts'

// The same name as in public/color-scheme.js, which applies the choice before the first paint.
const schemes = localStorageColorSchemeManager({ key: 'framewright.color-scheme' })

/** Theme, cache and API client: what every page stands on. */
export function Providers({ children }: { children: ReactNode }) {
  const chosen = useStore(density)
  const theme = useMemo(() => makeTheme(chosen), [chosen])
  useEffect(() => {
    document.documentElement.dataset.density = chosen
  }, [chosen])
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={schemes}>
          {children}
        </MantineProvider>
      </QueryClientProvider>
    </trpc.Provider>
  )
}
