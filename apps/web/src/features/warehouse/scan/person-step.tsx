import { fulfilmentStages, stagePermission } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import { Button, Text } from '@mantine/core'
import { IconId } from '@tabler/icons-react'
import { personName, useMayAny, useSession } from '~/lib/session.ts'
import classes from './scan.module.css'
import type { Floor } from './use-floor.ts'

const floorPermissions = fulfilmentStages.map((stage) => stagePermission[stage])

/** Whose hands these are. On one's own device a touch is enough; a shared one wants a badge. */
export function PersonStep({ floor }: { floor: Floor }) {
  const { user } = useSession()
  const works = useMayAny(...floorPermissions)
  return (
    <section className={classes.expect} aria-label="Who works">
      <IconId size={96} stroke={1.5} aria-hidden />
      <p className={classes.ask}>Scan your badge</p>
      {floor.first ? <Text size="xl">Then {floor.first}</Text> : null}
      {works ? (
        <Button
          className={classes.big}
          variant="default"
          loading={floor.busy}
          onClick={() => void floor.identify({ userEmail: user.email })}
        >
          I am {personName(user)}
        </Button>
      ) : null}
    </section>
  )
}
