import { UnstyledButton } from '@mantine/core'
import { useStore } from '~/lib/store.ts'
import { updateReady } from '~/lib/update-state.ts'
import classes from './app-shell.module.css'

/** Offers a new version when it lies ready; the person chooses when, because a reload loses what a form holds. */
export function UpdateBanner() {
  if (!useStore(updateReady)) return null
  return (
    <div className={classes.update} role="status">
      A new version is there.
      <UnstyledButton
        className={classes.updateNow}
        onClick={() => void import('~/lib/app-update.ts').then(({ takeUpdate }) => takeUpdate())}
      >
        Reload
      </UnstyledButton>
    </div>
  )
}
