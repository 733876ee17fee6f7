import type { Permission } from '@framewright/contracts/permissions'
import { Checkbox } from '@mantine/core'
import { useRef } from 'react'
import { useSession } from '~/lib/session.ts'
import { between, permissionGroups, switched } from './permission-groups.ts'
import classes from './permission-picker.module.css'

interface Props {
  label: string
  value: ReadonlySet<Permission>
  onChange: (value: Set<Permission>) => void
  /** The whole set cannot be changed, and why. */
  locked?: string | undefined
}

/**
 * Permissions by domain, with what each allows. A group's box takes all of it, Shift and a click a range. What one does
 * not hold oneself can neither be given nor taken, and says so.
 */
export function PermissionPicker({ label, value, onChange, locked }: Props) {
  const held = useSession().permissions
  const last = useRef<Permission | null>(null)
  const may = (permission: Permission) => locked === undefined && held.has(permission)
  const toggle = (permission: Permission, on: boolean, range: boolean) => {
    const some = range && last.current ? between(last.current, permission) : [permission]
    last.current = permission
    onChange(switched(value, some, on, may))
  }
  return (
    <fieldset className={classes.picker}>
      <legend className={classes.legend}>{label}</legend>
      {permissionGroups.map((group) => {
        const names = group.permissions.map((permission) => permission.name)
        const count = names.filter((name) => value.has(name)).length
        return (
          <fieldset key={group.domain} className={classes.group}>
            <legend className={classes.title}>
              <Checkbox
                size="sm"
                label={group.title}
                aria-label={`All of ${group.title}`}
                checked={count === names.length}
                indeterminate={count > 0 && count < names.length}
                disabled={!names.some(may)}
                onChange={(event) => onChange(switched(value, names, event.currentTarget.checked, may))}
              />
            </legend>
            {group.permissions.map(({ name, description }) => (
              <div
                key={name}
                className={classes.permission}
                title={
                  may(name)
                    ? undefined
                    : (locked ?? 'You do not hold this yourself, so you can neither give nor take it.')
                }
              >
                <Checkbox
                  size="sm"
                  label={description}
                  description={may(name) || locked ? undefined : 'Not yours to give'}
                  checked={value.has(name)}
                  disabled={!may(name)}
                  onChange={(event) =>
                    toggle(name, event.currentTarget.checked, (event.nativeEvent as MouseEvent).shiftKey === true)
                  }
                />
              </div>
            ))}
          </fieldset>
        )
      })}
    </fieldset>
  )
}
