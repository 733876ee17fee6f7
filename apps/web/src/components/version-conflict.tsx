import { Button, Modal, Stack, Text } from '@mantine/core'

interface Props {
  opened: boolean
  number: string
  saving: boolean
  onClose: () => void
  /** Take theirs and begin again. */
  onTakeTheirs: () => void
  /** Save what is on the screen over theirs. */
  onKeepMine: () => void
}

/** Two people changed the same order: the later one chooses whose words stand. */
export function VersionConflict({ opened, number, saving, onClose, onTakeTheirs, onKeepMine }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Somebody else has changed ${number}`}>
      <Text size="sm">
        It was saved by somebody else while you were editing. Nothing of yours has been saved yet, and nothing of theirs
        is lost.
      </Text>
      <Stack gap="xs" mt="lg">
        <Button onClick={onClose} variant="default" data-autofocus>
          Keep editing, decide later
        </Button>
        <Button onClick={onTakeTheirs} variant="default">
          Take theirs and drop my changes
        </Button>
        <Button onClick={onKeepMine} loading={saving} color="red" variant="light">
          Save mine over theirs
        </Button>
      </Stack>
    </Modal>
  )
}
