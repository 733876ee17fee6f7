import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { emptyPlan, planInput } from './plan-draft.ts'
import { PlanForm } from './plan-form.tsx'
import { usePlanForm } from './use-plan-form.ts'

/** A plan that is new: for an item or a category, what is looked at, and when. */
export function NewPlanPage() {
  const navigate = useNavigate()
  const [blank] = useState(emptyPlan)
  const { form, refuse } = usePlanForm(blank)
  const create = useDocumentAction(trpc.inspectionPlan.create, {
    entity: 'inspectionPlan',
    done: (plan) => `${plan.name} is in use`,
    onDone: ({ id }) => {
      form.resetDirty()
      void navigate({ to: '/quality/plans/$id', params: { id } })
    },
    onError: (error) => {
      refuse(error)
      return true
    },
  })
  return (
    <PlanForm
      form={form}
      title="New inspection plan"
      verb="Create plan"
      saving={create.isPending}
      onSubmit={(draft) => create.mutate(planInput(draft))}
      onCancel={() => void navigate({ to: '/quality/plans' })}
    />
  )
}
