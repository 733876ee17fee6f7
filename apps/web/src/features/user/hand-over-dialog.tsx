import type { CreatedUser } from '@framewright/contracts/user/user.schema'
import { Modal } from '@mantine/core'
import { personName } from '~/lib/session.ts'
import { HandOver } from './password-dialog.tsx'

/** The temporary password of somebody who was just given an account, this once. */
export function HandOverDialog({ made, onClose }: { made: CreatedUser | null; onClose: () => void }) {
  return (
    <Modal
      opened={made !== null}
      onClose={onClose}
      title={made ? `${personName(made)} can sign in as ${made.username}` : ''}
    >
      {made?.temporaryPassword ? (
        <HandOver password={made.temporaryPassword} name={personName(made)} onClose={onClose} />
      ) : (
        // The first answer was lost on its way, and with it the password.
        <p>The temporary password was lost on its way here. Make another on the person’s page.</p>
      )}
    </Modal>
  )
}
