import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { BrandMark } from '~/components/shell/brand-mark.tsx'
import { usePageTitle } from '~/lib/page-title.ts'
import classes from './entrance.module.css'

/** The page of someone not signed in: the mark, what to do, and a form. */
export function Entrance({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  usePageTitle(title)
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <div className={classes.brand}>
          <BrandMark size={32} /> Framewright
        </div>
        <Title order={1} size="h2">
          {title}
        </Title>
        {hint ? (
          <Text c="dimmed" size="sm" mt={4}>
            {hint}
          </Text>
        ) : null}
        <div className={classes.form}>{children}</div>
      </div>
    </main>
  )
}
