import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconCamera } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { CameraScan } from '~/components/scanning/camera-scan.tsx'
import { phone } from '~/lib/breakpoints.ts'
import { useCapabilities } from '~/lib/capabilities.ts'
import classes from './bench.module.css'
import scan from './scan.module.css'

interface Props {
  opened: boolean
  /** Finds the task and says, as a sentence, why not; null when it is on the card. */
  onCode: (code: string) => Promise<string | null>
  onClose: () => void
}

/** Opens a task by its number: with a scanner, the camera, or typed. */
export function ScanDialog({ opened, onCode, onClose }: Props) {
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  const [code, setCode] = useState('')
  const [camera, setCamera] = useState(false)
  const { camera: hasCamera } = useCapabilities()
  const [looking, setLooking] = useState(false)
  const [sentence, setSentence] = useState<string | null>(null)
  const close = () => {
    setCode('')
    setCamera(false)
    setSentence(null)
    onClose()
  }
  const look = async (given: string) => {
    setCamera(false)
    setLooking(true)
    const answer = await onCode(given)
    setLooking(false)
    if (answer === null) return close()
    setCode(given)
    setSentence(answer)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() !== '') void look(code)
  }
  return (
    <Modal opened={opened} onClose={close} title="Open a task" fullScreen={narrow} closeButtonProps={{ size: 48 }}>
      <Stack>
        <form onSubmit={submit} className={scan.scanRow}>
          <TextInput
            label="Task or work order number"
            placeholder="WO-000012"
            size="xl"
            data-autofocus
            autoCapitalize="characters"
            autoComplete="off"
            value={code}
            error={sentence}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" className={classes.big} loading={looking}>
            Open
          </Button>
        </form>
        {camera ? (
          <>
            <CameraScan onCode={(read) => void look(read)} />
            <Button className={classes.big} variant="default" onClick={() => setCamera(false)}>
              Close the camera
            </Button>
          </>
        ) : null}
        {!camera && hasCamera ? (
          <Button
            className={classes.big}
            variant="default"
            leftSection={<IconCamera size={26} aria-hidden />}
            onClick={() => setCamera(true)}
          >
            Use the camera
          </Button>
        ) : null}
      </Stack>
    </Modal>
  )
}
