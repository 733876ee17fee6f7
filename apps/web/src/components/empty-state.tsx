import { Button, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export interface Empty {
  /** What would be here: "No frames yet". */
  title: string
  hint?: string
  /** The first step, usually a button. */
  action?: ReactNode
}

/** The first step, where it is taken on another page. */
export const stepTo = (to: string, label: string): ReactNode => (
  <Button component={Link} to={to} variant="default">
    {label}
  </Button>
)

/** An empty list says what would be here and offers the first step. With `page` it is all of the page. */
export function EmptyState({ title, hint, action, page = false }: Empty & { page?: boolean }) {
  return (
    <Stack align="center" gap="xs" py={48} px="md">
      <Title order={page ? 1 : 2} size="h4" ta="center">
        {title}
      </Title>
      {hint ? (
        <Text c="dimmed" size="sm" maw={420} ta="center">
          {hint}
        </Text>
      ) : null}
      {action ? <div style={{ marginTop: 8 }}>{action}</div> : null}
    </Stack>
  )
}
