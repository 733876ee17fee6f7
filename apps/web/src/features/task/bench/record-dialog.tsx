import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { phone } from '~/lib/breakpoints.ts'
import { RecordForm } from './record-form.tsx'

interface Props {
  opened: boolean
  blocked: string | null
  onClose: () => void
}

/** Records work that is already done; the whole screen on a phone. */
export function RecordDialog({ opened, blocked, onClose }: Props) {
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Record finished work"
      size="lg"
      fullScreen={narrow}
      closeButtonProps={{ size: 48, 'aria-label': 'Close' }}
    >
      <RecordForm blocked={blocked} onDone={onClose} />
    </Modal>
  )
}
