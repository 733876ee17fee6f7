import { Alert, Anchor, CloseButton, Group, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { plural } from '~/lib/format.ts'
import type { Refusal } from './use-bulk.ts'

/** The orders a bulk change left as they were, each with the server's reason. */
export function Refusals({ refused, onClose }: { refused: readonly Refusal[]; onClose: () => void }) {
  if (refused.length === 0) return null
  return (
    <Alert color="red" variant="light" role="alert" mah={220} style={{ overflow: 'auto', flex: 'none' }}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={550}>
          {plural(refused.length, 'work order')} could not be changed:
        </Text>
        <CloseButton size="sm" aria-label="Close the list of refusals" onClick={onClose} />
      </Group>
      <List size="sm" mt={4} spacing={2}>
        {refused.map(({ id, number, message }) => (
          <List.Item key={id}>
            <Anchor size="sm" renderRoot={(props) => <Link to="/work-orders/$id" params={{ id }} {...props} />}>
              {number}
            </Anchor>
            : {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
