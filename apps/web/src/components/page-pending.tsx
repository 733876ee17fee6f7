import { Skeleton, Stack } from '@mantine/core'
import { Page } from './page.tsx'

/** The shape of a page while its code or its document loads. */
export function PagePending() {
  return (
    <Page>
      <Stack gap="md" role="status" aria-label="Loading">
        <Skeleton height={28} width={240} />
        <Skeleton height={180} />
        <Skeleton height={120} />
      </Stack>
    </Page>
  )
}
