import { Text } from '@mantine/core'
import { IconHourglassHigh } from '@tabler/icons-react'
import classes from './outgoing.module.css'
import { OutgoingStanding } from './outgoing-standing.tsx'
import { type DeliverySource, useOutgoing } from './use-outgoing.ts'

/** In the dialog that sends it: what keeps it in the house, and the way out. Nothing where nothing does. */
export function CannotLeave({ source }: { source: DeliverySource }) {
  const { data: quality } = useOutgoing(source)
  if (quality === undefined || quality.cleared) return null
  return (
    <section className={classes.blocked} aria-label="Outgoing inspection">
      <p className={classes.title}>
        <IconHourglassHigh size={18} aria-hidden />
        It has to pass its outgoing inspection first
      </p>
      <OutgoingStanding source={source} quality={quality} />
      {quality.mayRequest || quality.items.some((one) => one.clearance === 'OPEN') ? null : (
        <Text size="sm" mt="xs">
          Ask whoever inspects here for it.
        </Text>
      )}
    </section>
  )
}
