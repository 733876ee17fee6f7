import { afterEach } from 'vitest'
import { openBrowsers } from './browser.ts'

const longest = 6_000

/** What a failed journey's browsers showed and were answered last: where it failed, nobody was looking. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const { context, heard } of openBrowsers) {
    for (const page of context.pages()) {
      const shown = await page
        .locator('body')
        .ariaSnapshot({ timeout: 5_000 })
        .catch((error: Error) => error.message)
      console.error(`${task.name}: ${page.url()} showed\n${shown.slice(0, longest)}`)
    }
    console.error(`${task.name}: and was answered last\n${heard.join('\n')}`)
  }
})
