import { Button, Group, Modal, Text } from '@mantine/core'

interface Props {
  opened: boolean
  /** Stays. */
  onClose: () => void
  onLeave: () => void
}

/** The question of the unsaved guard. */
export function UnsavedDialog({ opened, onClose, onLeave }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Leave without saving?">
      <Text size="sm">What you have changed here is not saved and would be lost.</Text>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onLeave}>
          Leave and lose the changes
        </Button>
        <Button data-autofocus onClick={onClose}>
          Stay here
        </Button>
      </Group>
    </Modal>
  )
}
