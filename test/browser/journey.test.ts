// The whole way of a newcomer with the real server: an empty page, an export, its report, the figures, each page.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newFolder, type Running, startDouze } from '../processes.ts'
import { smallExport } from './export.ts'
import {
  accessibilityFaults,
  browserProgram,
  focused,
  looks,
  openBrowser,
  overflow,
  settled,
  visit,
} from './visitor.ts'

describe.skipIf(browserProgram === null)('the page', { timeout: 180_000 }, () => {
  let running: Running
  let browser: Browser
  const folder = newFolder()
  const files = Object.entries(smallExport()).map(([name, text]) => {
    const file = path.join(folder, name)
    writeFileSync(file, text)
    return file
  })

  beforeAll(async () => {
    running = await startDouze({ DOUZE_DATA: path.join(newFolder(), 'data') })
    browser = await openBrowser(running.link)
  })
  afterAll(async () => {
    await browser.close()
    await running.end('SIGTERM')
  })

  /** Checks a page in French light, English dark, on a phone and zoomed. */
  async function checkEveryLook(address: string): Promise<void> {
    for (const look of looks) {
      const place = `${address} ${look.language} ${look.theme} ${look.width}`
      const { page, faults, close } = await visit(browser, running.address + address, look)
      expect(await page.locator('html').getAttribute('lang'), place).toBe(look.language)
      expect(await accessibilityFaults(page), place).toEqual([])
      expect(await overflow(page), place).toBe(0)
      // A window of 1280 pixels, zoomed four times.
      if (look.width === 390) {
        await page.setViewportSize({ width: 320, height: 640 })
        await expect.poll(() => overflow(page), { message: `${place}, zoomed` }).toBe(0)
      }
      expect(faults, place).toEqual([])
      await close()
    }
  }

  it('asks a newcomer for a file and nothing else', async () => {
    const { page, close } = await visit(browser, running.address)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Déposez ici l’export de votre CRM',
    )
    expect(await page.getByRole('textbox').count()).toBe(0)
    await page.getByText('Salesforce').click()
    expect(await page.getByText('Lanceur d’applications').isVisible()).toBe(true)
    await close()
    await checkEveryLook('/')
  })

  it('says so when nothing was dropped', async () => {
    const { page, close } = await visit(browser, running.address)
    await page
      .locator('.drop')
      .dispatchEvent('drop', { dataTransfer: await page.evaluateHandle(() => new DataTransfer()) })
    expect(await page.getByRole('alert').textContent()).toBe('Aucun fichier dans ce que vous avez déposé.')
    await close()
  })

  it('takes the files, reports what it understood and what it refused, and shows nothing before it is told', async () => {
    const { page, faults, close } = await visit(browser, running.address)
    await page.locator('input[type=file]').first().setInputFiles(files)
    await page.waitForURL(/\/data\/imports\/1/)
    const confirm = page.getByRole('button', { name: 'Confirmer et rendre visible' })
    await confirm.waitFor()
    const report = page.locator('main')
    expect(await report.textContent()).toContain('Rien n’est encore visible.')
    expect(await page.getByText('Pris pour\u202f: Affaires').count()).toBe(1)
    expect(await page.getByText('Pris pour\u202f: Leads').count()).toBe(1)
    expect(await page.getByRole('heading', { name: /3 lignes refusées/ }).count()).toBe(1)
    expect(await page.getByText('environ 900').count()).toBeGreaterThan(0)
    expect(await page.getByRole('link', { name: 'Télécharger les lignes refusées' }).count()).toBe(1)
    await page
      .getByText(/colonnes utilisées sur/)
      .first()
      .click()
    await page.getByText('Corriger la lecture').first().click()
    await page.getByLabel('Ce fichier contient').waitFor()
    expect(faults).toEqual([])
    await close()
    await checkEveryLook('/data/imports/1')
  })

  it('makes everything visible at once, and opens on figures', async () => {
    const { page, faults, close } = await visit(browser, `${running.address}/data/imports/1`)
    await page.getByRole('button', { name: 'Confirmer et rendre visible' }).click()
    await page.getByRole('link', { name: 'Voir les chiffres' }).click()
    await page.getByRole('heading', { name: 'Trois leviers, douze indicateurs' }).waitFor()
    await settled(page)
    expect(await page.getByLabel('Période').inputValue()).toBe('2026-Q3')
    const cycle = page.getByRole('link', { name: 'Cycle de vente', exact: true })
    expect(await cycle.count()).toBe(1)
    expect(await page.locator('.outcome .figure-number').first().textContent()).toMatch(/^\d+(,\d)?$/)
    // What nobody brought is said, never shown as zero.
    expect(await page.locator('.kpi[data-state="not-connected"]').count()).toBeGreaterThan(5)
    expect(await page.locator('.kpi[data-state="not-connected"] .figure').count()).toBe(0)
    expect(faults).toEqual([])
    await close()
    await checkEveryLook('/')
  })

  it('keeps scope, period and comparison in the address', async () => {
    const { page, close } = await visit(browser, running.address)
    await page.getByLabel('Périmètre').selectOption({ label: 'Grands comptes' })
    await page.getByLabel('Période').selectOption('2026-Q2')
    await page.getByLabel('Comparé à').selectOption('year-ago')
    await page.waitForURL(/scope=team:\d+&period=2026-Q2&against=year-ago/)
    await settled(page)
    await page.getByRole('link', { name: 'Cycle de vente', exact: true }).click()
    await page.waitForURL(/\/metrics\/sales-cycle\?.*period=2026-Q2/)
    await settled(page)
    await expect.poll(() => page.getByText('Cycle de vente · T2\u00a02026 · Grands comptes').count()).toBe(1)
    await close()
  })

  it('answers a metric’s question with its trend, its breakdown, its method and its rows', async () => {
    const { page, faults, close } = await visit(browser, `${running.address}/metrics/sales-cycle`)
    expect(await page.locator('.answer').count()).toBeGreaterThan(4)
    expect(await page.locator('.chart .series').getAttribute('d')).toMatch(/^M/)
    expect(await page.locator('.dot-row').count()).toBe(5)
    const before = await page.locator('tbody').last().textContent()
    await page.getByRole('button', { name: 'Montant' }).click()
    await page.waitForURL(/sort=amount&order=descending/)
    expect(await page.locator('th[aria-sort="descending"]').textContent()).toBe('Montant')
    await expect.poll(() => page.locator('tbody').last().textContent()).not.toBe(before)
    await page.getByRole('button', { name: 'Lignes suivantes' }).click()
    await page.waitForURL(/offset=50/)
    const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
    const answer = await page.request.get(running.address + String(csv))
    expect(answer.status()).toBe(200)
    expect(answer.headers()['content-type']).toContain('text/csv')
    expect(faults).toEqual([])
    await close()
  })

  it('says of an unknown team that it is not there, and of a period without data that it has none', async () => {
    const { page, close } = await visit(browser, `${running.address}/?scope=team:999999`)
    await page.getByText('Cette équipe ou cette personne n’est pas, ou plus, dans les données.').waitFor()
    await page.getByRole('link', { name: 'Voir toute l’organisation' }).click()
    await page.locator('.kpi').first().waitFor()
    await page.goto(`${running.address}/?period=2031-Q1`)
    await page
      .getByText(/cette période n.y est pas/)
      .first()
      .waitFor()
    expect(await page.locator('.headline').first().textContent()).toMatch(/cette période n.y est pas/)
    expect(await page.locator('.chip[data-verdict="better"], .chip[data-verdict="worse"]').count()).toBe(0)
    await page.getByRole('option', { name: 'T1 2031' }).waitFor({ state: 'attached' })
    await close()
  })

  it('draws nothing of a breakdown in which no part has a value, and says so line by line', async () => {
    const { page, faults, close } = await visit(browser, `${running.address}/metrics`)
    await page.route('**/breakdown*', async (route) => {
      const found = (await (await route.fetch()).json()) as { lines: { answer: object }[] }
      const lines = found.lines.map((line) => ({
        ...line,
        verdict: 'too-few',
        answer: { ...line.answer, state: 'no-data', value: null, interval: null },
      }))
      await route.fulfill({ json: { ...found, lines } })
    })
    await page.goto(`${running.address}/metrics/sales-cycle`)
    await page.locator('.dot-drawing svg text').first().waitFor()
    expect(await page.locator('.dot-drawing svg').innerHTML()).not.toContain('NaN')
    expect(await page.locator('.dot-drawing svg text').allTextContents()).toEqual(
      Array(5).fill('pas de valeur'),
    )
    expect(faults).toEqual([])
    await close()
  })

  it.each([
    '/metrics',
    '/metrics/sales-cycle',
    '/metrics/conversion-rate?answer=win-rate&by=rep',
    '/metrics/cross-sell-upsell',
    '/metrics/net-promoter-score',
    '/data',
    '/data/add',
    '/data/imports/1',
    '/settings',
  ])('is accessible in both languages and themes, and on a phone: %s', checkEveryLook)

  it('is used by keyboard alone', async () => {
    const { page, close } = await visit(browser, running.address)
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Aller au contenu')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.getByRole('link', { name: 'Cycle de vente', exact: true }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await page.getByRole('tooltip').first().isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('tooltip').first().isVisible()).toBe(false)
    await page.keyboard.press('Enter')
    await page.waitForURL(/sales-cycle/)
    await settled(page)
    await page.getByRole('group', { name: /par mois/ }).focus()
    await page.keyboard.press('End')
    const last = await page.locator('.chart-reading').textContent()
    await page.keyboard.press('ArrowLeft')
    const previous = await page.locator('.chart-reading').textContent()
    expect(last).toMatch(/sept\.\u00a02026\u202f: \d+(,\d)?\u00a0j, n/)
    expect(previous).toMatch(/^août\u00a02026/)
    await close()
  })

  it('changes language and theme at any time, and remembers them', async () => {
    const { page, close } = await visit(browser, running.address)
    await page.getByRole('button', { name: 'Read in English' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Three levers, twelve metrics')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('button', { name: 'Dark theme' }).click()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    const stored = await page.evaluate(() => [
      localStorage.getItem('douze.language'),
      localStorage.getItem('douze.theme'),
    ])
    expect(stored).toEqual(['en', 'dark'])
    await close()
  })

  it('takes an import back', async () => {
    const { page, close } = await visit(browser, `${running.address}/data/imports/1`)
    await page.getByRole('button', { name: 'Annuler cet import' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler cet import' }).click()
    await page.getByText('Les chiffres sont ceux d’avant.').waitFor()
    await page.getByRole('link', { name: 'Santé' }).click()
    await page.getByRole('heading', { name: 'Déposez ici l’export de votre CRM' }).waitFor()
    await close()
  })
})
