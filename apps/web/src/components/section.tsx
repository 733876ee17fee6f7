import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorBoundary } from './error-boundary.tsx'
import classes from './section.module.css'

/** A titled part of a page in its own error boundary. */
export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Title order={2} className={classes.title}>
          {title}
        </Title>
        {action}
      </Group>
      <ErrorBoundary label={title}>{children}</ErrorBoundary>
    </section>
  )
}
