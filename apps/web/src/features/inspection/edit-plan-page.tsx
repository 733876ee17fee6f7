import type { InspectionPlan } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { errorBody } from '~/lib/errors.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { notifyDone } from '~/lib/notify.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { draftOfPlan, type PlanDraft, planInput } from './plan-draft.ts'
import { PlanForm } from './plan-form.tsx'
import { usePlanForm } from './use-plan-form.ts'

const VersionConflict = lazyDialog(
  () => import('~/components/version-conflict.tsx').then((part) => part.VersionConflict),
  { opened: false },
)

/** Changes a plan; inspections that were made from it keep what it said. On two at once one chooses whose words stand. */
export function EditPlanPage({ plan }: { plan: InspectionPlan }) {
  const navigate = useNavigate()
  // The plan as it was when the editing began, or was begun again.
  const [base, setBase] = useState(plan)
  const [first] = useState(() => draftOfPlan(plan))
  const [conflict, setConflict] = useState(false)
  const { form, refuse } = usePlanForm(first)
  const leave = () => void navigate({ to: '/quality/plans/$id', params: { id: plan.id } })
  const update = useDocumentAction(trpc.inspectionPlan.update, {
    entity: 'inspectionPlan',
    done: (saved) => `${saved.name} saved`,
    onDone: () => {
      setConflict(false)
      form.resetDirty()
      leave()
    },
    onError: (error) => {
      const others = errorBody(error).code === 'VERSION_CONFLICT'
      setConflict(others)
      if (!others) refuse(error)
      return true
    },
  })
  const save = ({ version, active }: InspectionPlan, draft: PlanDraft) =>
    update.mutate({ id: plan.id, version, active, ...planInput(draft) })
  const current = () => utils.inspectionPlan.get.fetch({ id: plan.id }, { staleTime: 0 })
  const takeTheirs = async () => {
    const theirs = await current()
    const draft = draftOfPlan(theirs)
    setBase(theirs)
    form.setInitialValues(draft)
    form.setValues(draft)
    form.resetDirty(draft)
    setConflict(false)
    notifyDone(`This is ${theirs.name} as it is now`)
  }
  return (
    <>
      <PlanForm
        key={base.version}
        form={form}
        title={`Change ${base.name}`}
        verb="Save"
        itemLabel={base.item ? `${base.item.sku} · ${base.item.name}` : undefined}
        saving={update.isPending}
        onSubmit={(draft) => save(base, draft)}
        onCancel={leave}
      />
      <VersionConflict
        opened={conflict}
        number={base.name}
        saving={update.isPending}
        onClose={() => setConflict(false)}
        onTakeTheirs={() => void takeTheirs()}
        onKeepMine={() => void current().then((theirs) => save(theirs, form.values))}
      />
    </>
  )
}
