import { Button, TextInput } from '@mantine/core'
import { IconCamera, IconCameraOff } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { CameraScan } from '~/components/scanning/camera-scan.tsx'
import { useKeyboardWedge } from '~/components/scanning/use-keyboard-wedge.ts'
import { useCapabilities } from '~/lib/capabilities.ts'
import classes from './scan.module.css'

interface Props {
  /** What is expected now: "Item", "Badge". */
  label: string
  busy: boolean
  onCode: (code: string) => void
}

/** Where codes come in: from a scanner that types, from the camera, or by hand. All are one to the screen above. */
export function ScanEntry({ label, busy, onCode }: Props) {
  const [typed, setTyped] = useState('')
  const [camera, setCamera] = useState(false)
  const { camera: hasCamera } = useCapabilities()
  const take = (code: string) => {
    if (!busy && code.trim() !== '') onCode(code.trim())
  }
  useKeyboardWedge(take)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    take(typed)
    setTyped('')
  }
  return (
    <div className={classes.entry}>
      {camera ? <CameraScan onCode={take} /> : null}
      <form onSubmit={submit} className={classes.entryRow}>
        <TextInput
          className={classes.entryField}
          size="xl"
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {typed === '' && hasCamera ? (
          <Button
            className={classes.big}
            variant={camera ? 'filled' : 'default'}
            aria-label={camera ? 'Close the camera' : 'Use the camera'}
            onClick={() => setCamera(!camera)}
          >
            {camera ? <IconCameraOff size={28} aria-hidden /> : <IconCamera size={28} aria-hidden />}
          </Button>
        ) : (
          <Button type="submit" className={classes.big} loading={busy}>
            OK
          </Button>
        )}
      </form>
    </div>
  )
}
