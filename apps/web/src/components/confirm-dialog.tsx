import { Button, Group, Modal, Text } from '@mantine/core'
import { asking } from '~/lib/confirm.ts'
import { useStore } from '~/lib/store.ts'

/** The question `confirm()` asks. */
export default function ConfirmDialog() {
  const question = useStore(asking)
  return (
    <Modal opened={question !== null} onClose={() => question?.answer(false)} title={question?.title} size="sm">
      <Text size="sm">{question?.message}</Text>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={() => question?.answer(false)}>
          Keep
        </Button>
        <Button {...(question?.danger ? { color: 'red.9' } : {})} data-autofocus onClick={() => question?.answer(true)}>
          {question?.verb}
        </Button>
      </Group>
    </Modal>
  )
}
