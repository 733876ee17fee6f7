import type { Me } from '@framewright/contracts/auth/auth.schema'
import { Button, FileButton, Group } from '@mantine/core'
import { useState } from 'react'
import { PersonAvatar } from '~/components/person-avatar.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { sendFile } from '~/lib/send-file.ts'
import { personName, session, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'

/** A picture's side in pixels: twice the largest it is shown at. */
const side = 256

/** One's own picture: chosen, its middle cut out, sent. */
export function Picture() {
  const { user } = useSession()
  const [sending, setSending] = useState(false)
  const remove = trpc.avatar.remove.useMutation({
    onSuccess: (me) => session.update(me),
    onError: (error) => notifyError(errorSentence(error)),
  })
  const choose = async (file: File | null) => {
    if (file === null) return
    setSending(true)
    try {
      session.update(await sendFile<Me>('PUT', '/users/me/avatar', await middleOf(file)))
      notifyDone('Picture changed')
    } catch (error) {
      notifyError(error instanceof NoPicture ? error.message : errorSentence(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <Group>
      <PersonAvatar id={user.id} name={personName(user)} avatar={user.avatar} size={72} />
      <FileButton onChange={(file) => void choose(file)} accept="image/png,image/jpeg,image/webp">
        {(props) => (
          <Button {...props} variant="default" loading={sending}>
            {user.avatar ? 'Another picture' : 'Choose a picture'}
          </Button>
        )}
      </FileButton>
      {user.avatar ? (
        <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          Remove
        </Button>
      ) : null}
    </Group>
  )
}

class NoPicture extends Error {}

/** The middle of a picture as a square of `side` pixels. */
async function middleOf(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new NoPicture('This file is no picture that the browser can read.')
  })
  const edge = Math.min(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const [x, y] = [(picture.width - edge) / 2, (picture.height - edge) / 2]
  canvas.getContext('2d')?.drawImage(picture, x, y, edge, edge, 0, 0, side, side)
  picture.close()
  return new Promise((resolve, reject) => {
    // A browser that cannot write WebP writes PNG instead.
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new NoPicture('The picture could not be cut.'))),
      'image/webp',
      0.9,
    )
  })
}
