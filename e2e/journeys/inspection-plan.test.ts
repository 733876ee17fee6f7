import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let rest: Rest
let browser: Browser
let page: Page

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  await rest('POST', '/inventory/products', { sku: 'SASH-1', name: 'Tilt and turn sash', unitPrice: '400' })
  browser = await openBrowser({ size: 'phone' })
  page = browser.page
  await signIn(page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

interface Plan {
  id: number
  version: number
  name: string
  characteristics: { name: string; lower: string | null; upper: string | null }[]
}
const planOf = async (id: string) => (await rest<Plan>('GET', `/qc/plans/${id}`)).body

it('a plan is written on a phone, told what is missing, and changed while somebody else changes it', async () => {
  await page.goto(`${server.url}/quality/plans/new`)
  const create = page.getByRole('button', { name: 'Create plan' })
  await create.tap()
  await page.getByText('What is it called?').waitFor()
  await page.getByText('Which item is it for?').waitFor()
  await page.getByText('What is looked at?').waitFor()

  await page.getByLabel('Name').fill('Sashes, when they are made')
  await page.getByRole('combobox', { name: 'Kind' }).tap()
  await page.getByRole('option', { name: 'In process' }).tap()
  await page.getByRole('combobox', { name: 'Item' }).fill('sash')
  await page.getByRole('option', { name: /SASH-1/ }).tap()
  await page.getByRole('combobox', { name: 'Sample' }).tap()
  await page.getByRole('option', { name: 'So many pieces' }).tap()
  await page.getByLabel('Pieces').fill('2')
  await page.getByRole('textbox', { name: 'What is looked at' }).fill('Gap')
  await page.getByRole('combobox', { name: 'As', exact: true }).tap()
  await page.getByRole('option', { name: 'A number' }).tap()
  await page.getByLabel('Lower limit').fill('4.5')
  await page.getByLabel('Upper limit').fill('3.5')
  await page.getByLabel('Unit').fill('mm')
  await create.tap()
  // What only the server knows stands at its field too.
  await page.getByText('The upper limit cannot be below the lower one').waitFor()
  await page.getByLabel('Lower limit').fill('3.5')
  await page.getByLabel('Upper limit').fill('4.5')
  await create.tap()
  await page.waitForURL(/\/quality\/plans\/\d+$/)
  await page.getByText('2 pieces').waitFor()
  await page.getByText('3.5 to 4.5 mm').waitFor()
  const id = page.url().split('/').at(-1) ?? ''

  await page.getByRole('link', { name: 'Edit' }).tap()
  await page.getByLabel('Name').fill('Sashes, mine')
  const before = await planOf(id)
  const { body: found } = await rest<{ items: { id: number }[] }>('GET', '/inventory/products?limit=1')
  const changed = await rest('PUT', `/qc/plans/${id}`, {
    ...{
      version: before.version,
      active: true,
      name: 'Sashes, theirs',
      type: 'IN_PROCESS',
      itemId: found.items[0]?.id,
    },
    ...{ sampling: 'ALL', characteristics: [{ name: 'Gap', kind: 'NUMERIC', unit: 'mm', lower: '3', upper: '5' }] },
  })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  await page.getByRole('button', { name: 'Save' }).tap()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  expect((await planOf(id)).name).toBe('Sashes, theirs')
  await dialog.getByRole('button', { name: /mine/i }).tap()
  await page.waitForURL(/\/quality\/plans\/\d+$/)
  expect(await planOf(id)).toMatchObject({
    ...{ name: 'Sashes, mine', version: before.version + 2 },
    characteristics: [{ name: 'Gap', lower: '3.5', upper: '4.5' }],
  })

  // Leaving with something typed asks first.
  await page.goto(`${server.url}/quality/plans/${id}/edit`)
  await page.getByRole('button', { name: 'Add a characteristic' }).tap()
  await page.getByRole('textbox', { name: 'What is looked at' }).last().fill('Seal')
  await page.getByRole('button', { name: 'Cancel', exact: true }).tap()
  await page.getByRole('dialog').waitFor()
  expect(page.url()).toMatch(/\/edit$/)
  expect(browser.faults).toEqual([])
})
