import * as decimal from '@framewright/contracts/core/decimal'
import type { Item } from '@framewright/contracts/item/item.schema'
import { Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorBody, errorSentence, fieldErrors } from '~/lib/errors.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { notifyDone } from '~/lib/notify.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { ItemFields } from './item-fields.tsx'
import { type ItemValues, itemRules, updateInput, valuesOf } from './item-values.ts'

const VersionConflict = lazyDialog(
  () => import('~/components/version-conflict.tsx').then((part) => part.VersionConflict),
  { opened: false },
)

interface Props {
  item: Item
  opened: boolean
  onClose: () => void
}

/** Changes an item. What others save meanwhile does not disturb the typing; on saving one chooses. */
export function EditItemDialog({ item, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Change ${item.name}`} size="lg">
      {opened ? <EditItemForm item={item} onClose={onClose} /> : null}
    </Modal>
  )
}

function EditItemForm({ item, onClose }: Omit<Props, 'opened'>) {
  // The item as it was when the editing began, or was begun again.
  const [base, setBase] = useState(item)
  const [conflict, setConflict] = useState(false)
  const form = useForm<ItemValues>({ initialValues: valuesOf(item), validate: itemRules })
  const update = useDocumentAction(trpc.item.update, {
    entity: 'item',
    done: (saved) => `${saved.name} saved`,
    onDone: onClose,
    onError: (error) => {
      const stale = errorBody(error).code === 'VERSION_CONFLICT'
      setConflict(stale)
      if (stale) return true
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  })
  const save = (version: number) => update.mutate(updateInput(base, version, form.values))
  const current = () => utils.item.get.fetch({ id: item.id }, { staleTime: 0 })
  const takeTheirs = async () => {
    const theirs = await current()
    setBase(theirs)
    form.setValues(valuesOf(theirs))
    setConflict(false)
    notifyDone(`This is ${theirs.sku} as it is now`)
  }
  const keepMine = async () => save((await current()).version)
  return (
    <>
      <Form onSubmit={form.onSubmit(() => save(base.version))}>
        <ItemFields form={form} isNew={false} held={decimal.compare(base.stock.onHand, 0) !== 0} />
        <FormButtons verb="Save" loading={update.isPending} onCancel={onClose} />
      </Form>
      <VersionConflict
        opened={conflict}
        number={base.sku}
        saving={update.isPending}
        onClose={() => setConflict(false)}
        onTakeTheirs={() => void takeTheirs()}
        onKeepMine={() => void keepMine()}
      />
    </>
  )
}
