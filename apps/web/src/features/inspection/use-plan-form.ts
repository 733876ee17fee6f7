import { useForm } from '@mantine/form'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { type PlanDraft, planChecks } from './plan-draft.ts'

/** The form of a plan; `refuse` puts the server's errors where they belong. */
export function usePlanForm(initialValues: PlanDraft) {
  const form = useForm<PlanDraft>({ mode: 'controlled', initialValues, validate: planChecks })
  const refuse = (error: unknown) => {
    const fields = fieldErrors(error)
    const shown = Object.entries(fields).filter(([path]) => path in form.values || path.startsWith('characteristics.'))
    form.setErrors(shown.length > 0 ? Object.fromEntries(shown) : { whole: errorSentence(error) })
  }
  return { form, refuse }
}
