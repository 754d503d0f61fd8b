// What the page says when something is missing or broken: answers of the API replaced on their way to the browser.
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newFolder, type Running, startDouze } from '../processes.ts'
import { accessibilityFaults, browserProgram, openBrowser, visit } from './visitor.ts'

const refusal = {
  error: {
    code: 'starting',
    message: { fr: 'Douze démarre, un instant.', en: 'Douze is starting, one moment.' },
    requestId: 'req-7Q',
  },
}

describe.skipIf(browserProgram === null)('the page in trouble', { timeout: 180_000 }, () => {
  let running: Running
  let browser: Browser

  beforeAll(async () => {
    running = await startDouze({ DOUZE_DATA: path.join(newFolder(), 'data') })
    browser = await openBrowser(running.link)
  })
  afterAll(async () => {
    await browser.close()
    await running.end('SIGTERM')
  })

  /** Goes to an address with some answers replaced. */
  async function visitWith(address: string, replace: (page: Page) => Promise<unknown>) {
    const { page, close } = await visit(browser, `${running.address}/nowhere`)
    await replace(page)
    await page.goto(running.address + address)
    return { page, close: () => close() }
  }

  it('says that the server is silent, and that the data are safe', async () => {
    const { page, close } = await visitWith('/', (one) => one.route('**/api/**', (route) => route.abort()))
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('Douze ne répond pas.')
    expect(await page.getByRole('alert').textContent()).toContain('Vos données sont en sécurité.')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.unroute('**/api/**')
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await page.getByRole('heading', { name: 'Déposez ici l’export de votre CRM' }).waitFor()
    await close()
  })

  it('of a delivery that nobody knows: leads home, and does not offer to ask again', async () => {
    const { page, close } = await visit(browser, `${running.address}/data/imports/999999`)
    await page.getByRole('heading', { name: 'Rien ici à cette adresse.' }).waitFor()
    expect(await page.getByRole('button', { name: 'Réessayer' }).count()).toBe(0)
    await page.getByRole('alert').getByRole('link').click()
    await page.getByRole('heading', { name: 'Déposez ici l’export de votre CRM' }).waitFor()
    await close()
  })

  it('says so on a page that was never opened before, and opens it once the server answers', async () => {
    const { page, close } = await visit(browser, running.address)
    await page.getByRole('link', { name: 'Réglages' }).waitFor()
    await page.waitForLoadState('networkidle')
    await page.route('**/*', (route) => route.abort())
    await page.getByRole('link', { name: 'Réglages' }).click()
    await page.getByRole('heading', { name: 'Douze ne répond pas.' }).waitFor()
    expect(page.url()).toContain('/settings')
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await page.unroute('**/*')
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await page.getByRole('heading', { name: 'Réglages', level: 1 }).waitFor()
    await close()
  })

  it('shows the reason of a refusal with its request number', async () => {
    const { page, close } = await visitWith('/', (one) =>
      one.route('**/api/home', (route) => route.fulfill({ status: 503, json: refusal })),
    )
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('Douze démarre, un instant.')
    expect(await page.getByRole('alert').textContent()).toContain('Requête req-7Q')
    await close()
  })

  it('shows an answer that is not ours as our fault, without its text', async () => {
    const { page, close } = await visitWith('/data', (one) =>
      one.route('**/api/imports', (route) => route.fulfill({ status: 500, body: 'Error: at secret.ts:12' })),
    )
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('Quelque chose a échoué de notre côté.')
    expect(await page.locator('body').textContent()).not.toContain('secret.ts')
    await close()
  })

  it('draws the four states of a metric apart, and no zero for what is unknown', async () => {
    const period = { kind: 'quarter', id: '2026-Q3', start: '2026-07-01', end: '2026-10-01' }
    const states = ['measured', 'no-data', 'not-connected', 'failed'] as const
    const ids = ['time-spent-selling', 'content-accessibility', 'training-and-coaching', 'conversion-rate']
    const { page, close } = await visitWith('/', async (one) => {
      await one.route('**/api/home', async (route) => {
        const answer = await route.fetch()
        const home = (await answer.json()) as object
        await route.fulfill({ json: { ...home, hasData: true, defaultPeriod: period, periods: [period] } })
      })
      await one.route('**/api/health*', (route) =>
        route.fulfill({
          json: {
            headlines: [],
            metrics: ids.map((metric, index) => ({
              trend: null,
              measurement: measurement(metric, states[index] ?? 'failed', period),
            })),
          },
        }),
      )
    })
    await page.locator('.kpi').first().waitFor()
    const rows = await page
      .locator('.kpi')
      .evaluateAll((all) =>
        all.map((row) => [row.getAttribute('data-state'), row.querySelector('.kpi-value')?.textContent]),
      )
    expect(rows).toEqual([
      ['measured', '33,8\u202f%'],
      ['no-data', 'aucune donnée'],
      ['not-connected', 'non relié'],
      ['failed', 'en échec'],
    ])
    expect(await page.locator('.kpi.hatched').count()).toBe(1)
    expect(await accessibilityFaults(page)).toEqual([])
    await close()
  })

  it('writes what users typed as text, never as markup', async () => {
    const { page, close } = await visitWith('/data', (one) =>
      one.route('**/api/imports', (route) =>
        route.fulfill({ json: [delivery('<img src=x onerror=alert(1)>.csv')] }),
      ),
    )
    await page.getByText('<img src=x onerror=alert(1)>.csv').waitFor()
    expect(await page.locator('main img').count()).toBe(0)
    await close()
  })
})

function measurement(
  metric: string,
  state: 'measured' | 'no-data' | 'not-connected' | 'failed',
  period: object,
) {
  const isMeasured = state === 'measured'
  const answer = {
    id: 'share',
    state,
    value: isMeasured ? 0.338 : null,
    unit: { kind: 'ratio' },
    n: isMeasured ? 41 : null,
    numerator: null,
    denominator: null,
    interval: null,
    isFragile: false,
    details: [],
    comparisons: [],
    note: null,
  }
  return {
    metric,
    definitionVersion: 1,
    scope: { kind: 'organisation' },
    period,
    asOf: null,
    timeZone: 'Europe/Paris',
    state,
    headline: 'share',
    answers: [answer],
    exclusions: [],
    coverage: { firstDay: null, lastDay: null, people: null, note: null },
    sources: [],
    reason: null,
  }
}

function delivery(name: string) {
  const words = { fr: 'Une raison.', en: 'A reason.' }
  const counts = { rows: 1, accepted: 1, rejected: 0, duplicates: 0, added: 1, changed: 0, unchanged: 0 }
  const file = {
    fileId: 1,
    name,
    entity: null,
    entityName: null,
    vendor: null,
    reason: words,
    verdict: 'accept',
    ...counts,
    columns: [],
    warnings: [],
    errors: [],
    encoding: null,
    delimiter: null,
    checks: [],
  }
  return {
    importId: 1,
    state: 'visible',
    source: 'files',
    startedAt: '2026-09-30T08:00:00Z',
    visibleAt: null,
    progress: null,
    files: [file],
    findings: [],
    provisionalPeople: [],
    decisions: [],
    canBeUndone: false,
    refusal: null,
  }
}
