import * as decimal from '@framewright/contracts/core/decimal'
import type { Frame } from '@framewright/contracts/frame/frame.schema'
import { Modal } from '@mantine/core'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { FrameForm } from './frame-form.tsx'
import { fieldsOf, orZero, valuesOf } from './frame-values.ts'

/** Changes a frame, based on the version that was read: a change by somebody else in between is not lost. */
export function EditFrame({ frame, onClose }: { frame: Frame; onClose: () => void }) {
  const update = useDocumentAction(trpc.frame.update, { entity: 'frame', onError: () => true })
  const held = decimal.compare(frame.stock.onHand, 0) !== 0
  return (
    <Modal opened onClose={onClose} title={`Edit ${frame.name}`} size={880}>
      <FrameForm
        initial={valuesOf(frame)}
        isNew={false}
        held={held}
        verb="Save"
        loading={update.isPending}
        onCancel={onClose}
        onSubmit={(values, setErrors) =>
          update.mutate(
            {
              id: frame.id,
              version: frame.version,
              ...fieldsOf(values),
              ...(held || values.cost === frame.cost ? {} : { cost: orZero(values.cost) }),
              sku: values.sku.trim(),
              active: values.active,
            },
            {
              onSuccess: () => {
                notifyDone('Saved')
                onClose()
              },
              onError: (error) => {
                const fields = fieldErrors(error)
                if (Object.keys(fields).length > 0) setErrors(fields)
                else notifyError(errorSentence(error))
              },
            },
          )
        }
      />
    </Modal>
  )
}
