import { afterEach } from 'vitest'
import { tellWhatIsShown } from './browser.ts'

/** Where it failed, nobody was looking. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await tellWhatIsShown(task.name)
})
