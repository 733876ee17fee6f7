import { useNavigate } from '@tanstack/react-router'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { FrameForm } from './frame-form.tsx'
import { emptyFrame, fieldsOf, orZero } from './frame-values.ts'

/** A new frame with its live drawing and how many there are already. */
export function NewFramePage() {
  const navigate = useNavigate()
  const create = useDocumentAction(trpc.frame.create, { entity: 'frame', onError: () => true })
  return (
    <Page>
      <PageHeader title="New frame" />
      <Section title="Frame">
        <FrameForm
          initial={emptyFrame}
          isNew
          verb="Create frame"
          loading={create.isPending}
          onCancel={() => void navigate({ to: '/frames' })}
          onSubmit={(values, setErrors) =>
            create.mutate(
              {
                ...fieldsOf(values),
                cost: orZero(values.cost),
                ...(values.sku.trim() ? { sku: values.sku.trim() } : {}),
                ...(values.openingStock ? { openingStock: values.openingStock } : {}),
              },
              {
                onSuccess: (frame) => {
                  notifyDone(`${frame.name} created`)
                  void navigate({ to: '/frames/$id', params: { id: frame.id }, replace: true })
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
      </Section>
    </Page>
  )
}
