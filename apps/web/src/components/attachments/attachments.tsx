import type { Attachable, Attachment, AttachmentPage } from '@framewright/contracts/attachment/attachment.schema'
import { ActionIcon, Button, FileButton, Progress } from '@mantine/core'
import { IconCamera, IconFile, IconFileTypePdf, IconPhoto, IconTrash, IconUpload } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useCapabilities } from '~/lib/capabilities.ts'
import { confirm } from '~/lib/confirm.ts'
import { errorSentence } from '~/lib/errors.ts'
import { formatBytes } from '~/lib/format-bytes.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { sendFile } from '~/lib/send-file.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { QueryBlock } from '../query-block.tsx'
import { Section } from '../section.tsx'
import { RelativeTime } from '../text.tsx'
import classes from './attachments.module.css'

const accepted = 'image/png,image/jpeg,image/webp,application/pdf,text/csv,text/plain,.csv,.txt'

/** The files on a document: look, add by dropping or choosing, take away. */
export function Attachments({ entity, id }: { entity: Attachable; id: number }) {
  const query = trpc.attachment.list.useQuery({ entity, entityId: id })
  return (
    <Section title="Files">
      <QueryBlock query={query}>{(page) => <Files entity={entity} id={id} page={page} />}</QueryBlock>
    </Section>
  )
}

function Files({ entity, id, page }: { entity: Attachable; id: number; page: AttachmentPage }) {
  const { items, mayChange, limitBytes } = page
  const [sending, setSending] = useState<{ done: number; of: number } | null>(null)
  const { camera } = useCapabilities()
  const [over, setOver] = useState(false)
  const upload = async (files: readonly File[]) => {
    if (files.length === 0 || sending !== null) return
    setSending({ done: 0, of: files.length })
    let arrived = 0
    for (const [index, file] of files.entries()) {
      try {
        if (file.size > limitBytes) throw tooLarge(file.name, limitBytes)
        await sendFile('POST', `/attachments/${entity}/${id}?name=${encodeURIComponent(file.name)}`, file)
        arrived += 1
      } catch (error) {
        notifyError(`${file.name}: ${errorSentence(error)}`)
      }
      setSending({ done: index + 1, of: files.length })
    }
    setSending(null)
    invalidateDocument(entity, id, {})
    if (arrived > 0) notifyDone(arrived === 1 ? 'File attached' : `${arrived} files attached`)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void upload([...event.dataTransfer.files])
  }
  const list = (
    <ul className={classes.list}>
      {items.map((file) => (
        <FileRow key={file.id} file={file} mayChange={mayChange} />
      ))}
    </ul>
  )
  if (!mayChange) return items.length === 0 ? <p className="fw-muted">No files.</p> : list
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button does the same for everybody
    <div
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {items.length > 0 ? list : null}
      {sending ? (
        <Progress value={(100 * (sending.done + 0.5)) / sending.of} animated aria-label="Sending files" />
      ) : null}
      <div className={`${classes.add} fw-no-print`}>
        <FileButton onChange={(files) => void upload(files)} accept={accepted} multiple>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              loading={sending !== null}
              leftSection={<IconUpload size={14} aria-hidden />}
            >
              Add files
            </Button>
          )}
        </FileButton>
        {camera ? (
          <FileButton
            onChange={(photo) => void upload(photo ? [photo] : [])}
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
          >
            {(props) => (
              <Button
                {...props}
                size="xs"
                variant="default"
                disabled={sending !== null}
                leftSection={<IconCamera size={14} aria-hidden />}
              >
                Take a photo
              </Button>
            )}
          </FileButton>
        ) : null}
        <span className="fw-muted">or drop them here: pictures, PDF, CSV, text, up to {formatBytes(limitBytes)}</span>
      </div>
    </div>
  )
}

function FileRow({ file, mayChange }: { file: Attachment; mayChange: boolean }) {
  const remove = useDocumentAction(trpc.attachment.remove, {
    entity: file.entity,
    done: `${file.name} deleted`,
    onDone: () => invalidateDocument(file.entity, file.entityId, {}),
  })
  const ask = async () => {
    const message = 'The file is taken off this document. The history goes on telling that it was there.'
    if (await confirm({ title: `Delete ${file.name}?`, message, verb: 'Delete', danger: true })) {
      remove.mutate({ id: file.id })
    }
  }
  const Icon = file.type.startsWith('image/') ? IconPhoto : file.type === 'application/pdf' ? IconFileTypePdf : IconFile
  return (
    <li className={classes.file}>
      <Icon size={18} aria-hidden />
      <div className={classes.name}>
        <a href={`/api/attachments/${file.id}/content`} target="_blank" rel="noreferrer" className="fw-link">
          {file.name}
        </a>
        <div className={classes.facts}>
          {formatBytes(file.size)} · {file.uploadedBy?.name ?? 'Somebody who has left'} ·{' '}
          <RelativeTime value={file.at} />
        </div>
      </div>
      {mayChange ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Delete ${file.name}`}
          loading={remove.isPending}
          onClick={() => void ask()}
          className="fw-no-print"
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      ) : null}
    </li>
  )
}

/** Said before anything is sent, as the server would say it. */
function tooLarge(name: string, limitBytes: number): Error {
  const message = `${name} is larger than ${formatBytes(limitBytes)}.`
  const error = { code: 'PAYLOAD_TOO_LARGE', message, details: { limitBytes } }
  return Object.assign(new Error(message), { data: { error } })
}
