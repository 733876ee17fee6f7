import { Select, type SelectProps } from '@mantine/core'
import { errorSentence } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  value: number | null
  onChange: (roleId: number | null) => void
}

/** A role to give; which ones the caller may give is the server's to say. */
export function RoleSelect({ value, onChange, error, ...rest }: Props) {
  const roles = trpc.role.list.useQuery()
  const byId = new Map((roles.data?.items ?? []).map((role) => [String(role.id), role]))
  return (
    <Select
      searchable
      allowDeselect={false}
      placeholder="Choose a role"
      {...rest}
      data={[...byId].map(([id, role]) => ({ value: id, label: role.name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      error={error ?? (roles.error ? errorSentence(roles.error) : undefined)}
      renderOption={({ option }) => (
        <div>
          <div>{option.label}</div>
          <div className="fw-muted" style={{ fontSize: 'var(--mantine-font-size-xs)' }}>
            {byId.get(option.value)?.description}
          </div>
        </div>
      )}
    />
  )
}
