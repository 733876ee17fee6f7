import { Text } from '@mantine/core'
import { Section } from '~/components/section.tsx'
import { OutgoingStanding } from './outgoing-standing.tsx'
import { type DeliverySource, useOutgoing } from './use-outgoing.ts'

/** On the page of what is about to leave: whether it has to be inspected first, and how far that is. Nothing where it has not. */
export function OutgoingSection({ source }: { source: DeliverySource }) {
  const { data: quality } = useOutgoing(source)
  // What is not known is not guessed at: the server refuses what may not leave, and says why.
  if (quality === undefined) return null
  if (!quality.needed && !quality.mayRequest && quality.inspections.length === 0) return null
  return (
    <Section title="Outgoing inspection">
      {!quality.needed && quality.mayRequest ? (
        <Text size="sm" c="dimmed">
          No plan asks for one before this leaves.
        </Text>
      ) : null}
      <OutgoingStanding source={source} quality={quality} />
    </Section>
  )
}
