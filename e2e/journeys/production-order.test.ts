import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let browser: Browser
let rest: Rest
let table: number

const make = async (body: object) => (await rest<{ id: number }>('POST', '/inventory/products', body)).body.id

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  await make({ sku: 'LEG', name: 'Leg', cost: '1', openingStock: '30' })
  await make({ sku: 'BAR', name: 'Bar', unit: 'm', cost: '5', openingStock: '5' })
  table = await make({ sku: 'TABLE', name: 'Table' })
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

const stock = async (sku: string) =>
  (await rest<{ items: { stock: { onHand: string; reserved: string } }[] }>('GET', `/inventory/products?search=${sku}`))
    .body.items[0]?.stock

describe('a production order', () => {
  it('goes from the materials of an item through a shortage to the last piece', async () => {
    const { page } = browser
    await page.goto(`${server.url}/items/${table}`)
    await page.getByRole('button', { name: 'Add materials' }).click()
    await page.getByRole('combobox', { name: 'Material of line 1' }).fill('leg')
    await page.getByRole('option', { name: /LEG/ }).click()
    await page.getByLabel('Quantity of line 1').fill('5')
    await page.getByRole('button', { name: 'Add line' }).click()
    await page.getByRole('combobox', { name: 'Material of line 2' }).fill('bar')
    await page.getByRole('option', { name: /BAR/ }).click()
    await page.getByLabel('Quantity of line 2').fill('150')
    await page.getByLabel('Unit of line 2').selectOption('cm')
    await page.getByRole('button', { name: 'Save materials' }).click()
    await page.getByText(/^Revision 1, in force/).waitFor()

    await page.getByRole('link', { name: 'Make some' }).click()
    await page.getByLabel('Quantity').fill('4')
    await page.getByText('One material is short').waitFor()
    await page.getByRole('button', { name: 'Plan it' }).click()
    await page.getByRole('heading', { name: /JO-\d{8}-0001/ }).waitFor()

    await page.getByRole('button', { name: 'Release' }).click()
    await page.getByText('Bar (BAR): 6 needed, 5 available').waitFor()
    await page.getByRole('button', { name: 'Release with what there is' }).click()
    await page.getByRole('button', { name: 'Reserve what is there now' }).waitFor()
    expect(await stock('BAR')).toMatchObject({ onHand: '5', reserved: '5' })

    await page.getByRole('button', { name: 'Record output' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Good').fill('2')
    await dialog.getByLabel('Lost').fill('1')
    await dialog.getByRole('button', { name: 'Record output' }).click()
    await dialog.getByText('Say why they were lost').waitFor()
    await dialog.getByLabel('Why they were lost').fill('Cracked')
    await dialog.getByRole('button', { name: 'Record output' }).click()
    await page.getByText('1 lost: Cracked').waitFor()
    expect(await stock('TABLE')).toMatchObject({ onHand: '2' })
    expect(await stock('BAR')).toMatchObject({ onHand: '0.5', reserved: '0.5' })

    await page.getByRole('button', { name: 'Record output' }).click()
    await dialog.getByRole('button', { name: 'Record output' }).click()
    await dialog.getByText(/Bar \(BAR\): 1 needed, 0 available/).waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    await page.getByRole('button', { name: 'Complete short' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Complete short' }).click()
    await page.getByText('Completed').first().waitFor()
    const { body } = await rest<{ items: { id: number; status: string; produced: string; scrapped: string }[] }>(
      'GET',
      '/erp/production/orders',
    )
    expect(body.items[0]).toMatchObject({ status: 'COMPLETED', produced: '2', scrapped: '1', left: '1' })
    expect(await stock('BAR')).toMatchObject({ onHand: '0.5', reserved: '0' })
    expect((await rest('DELETE', `/production/orders/${body.items[0]?.id}`)).status).toBe(409)
    expect(browser.faults).toEqual([])
  })
})
