import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { PersonPicker } from '~/features/task/person-picker.tsx'
import { plural } from '~/lib/format.ts'

/** To whom the selected orders go, in the panel of the button "Assign". */
export function BulkAssign({ count, onAssign }: { count: number; onAssign: (person: number | null) => void }) {
  const [person, setPerson] = useState<number | null>(null)
  return (
    <Stack gap="sm" w={260}>
      <PersonPicker
        label="Assign to"
        nobody="Nobody: take the person away"
        value={person}
        onChange={setPerson}
        comboboxProps={{ withinPortal: false }}
      />
      <Button onClick={() => onAssign(person)}>
        {person === null ? 'Unassign' : 'Assign'} {plural(count, 'work order')}
      </Button>
    </Stack>
  )
}
