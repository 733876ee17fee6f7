export type GroupKind = 'department' | 'jobTitle'

/** How the two kinds are called. */
export const groupWords: Record<GroupKind, { one: string; One: string; many: string; Many: string; hint: string }> = {
  department: {
    one: 'department',
    One: 'Department',
    many: 'departments',
    Many: 'Departments',
    hint: 'Where people work: the glass shop, the office, the road.',
  },
  jobTitle: {
    one: 'job title',
    One: 'Job title',
    many: 'job titles',
    Many: 'Job titles',
    hint: 'What people are called by their work: foreman, bookkeeper, fitter.',
  },
}
