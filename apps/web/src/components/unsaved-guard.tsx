import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'

/**
 * Asks before changes are lost, on the way to another page and on closing the tab. `dirty` is a function because a form
 * that has just been saved leaves in the same breath.
 */
export function UnsavedGuard({ dirty }: { dirty: () => boolean }) {
  const blocker = useBlocker({
    // The same page with another link (a filter, an opened drawer) loses nothing.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && dirty(),
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  return (
    <Modal opened={blocker.status === 'blocked'} onClose={() => blocker.reset?.()} title="Leave without saving?">
      <Text size="sm">What you have changed here is not saved and would be lost.</Text>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          Leave and lose the changes
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          Stay here
        </Button>
      </Group>
    </Modal>
  )
}
