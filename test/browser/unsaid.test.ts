// What a file leaves unsaid, in a real browser: dropped, said once by a person, and read again by it.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newFolder, type Running, startDouze } from '../processes.ts'
import { accessibilityFaults, browserProgram, looks, openBrowser, overflow, visit } from './visitor.ts'

const sales = ' Acme  20260105   12.50\n Bolt  20260106    7.00\n Acme  20260201  103.25\n'

const visits = `Viewed at,Name,Email,Link Name,Total Visit Duration (s),Document version,Downloaded at,Browser,City
2026-03-04T10:00:00.000Z,Zoe,zoe@acme.example,L,42.4,2,NaN,Chrome,Lyon
`

const courses = `person_email,course,completed_on
ana@example.com,Closing,21-Sep-22
ana@example.com,Discovery,05-Oct-22
`

const patience = { timeout: 60_000 }

describe.skipIf(browserProgram === null)('what a file leaves unsaid', { timeout: 180_000 }, () => {
  const folder = newFolder()
  let running: Running
  let browser: Browser

  beforeAll(async () => {
    running = await startDouze({ DOUZE_DATA: path.join(folder, 'data') })
    browser = await openBrowser(running.link)
  })
  afterAll(async () => {
    await browser.close()
    await running.end('SIGTERM')
  })

  async function dropped(name: string, content: string) {
    writeFileSync(path.join(folder, name), content)
    const visited = await visit(browser, running.address, looks[0])
    await visited.page.locator('input[type=file]').first().setInputFiles(path.join(folder, name))
    return visited
  }

  async function looksRight(page: Page, shot: string) {
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    const shots = process.env['DOUZE_SHOTS']
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${shot}.png`), fullPage: true })
  }

  const confirm = (page: Page) => page.getByRole('button', { name: 'Confirmer et rendre visible' })
  const accepted = (page: Page) =>
    page.locator('.file-counts div').filter({ hasText: 'acceptées' }).locator('dd').textContent()

  it('its titles: read once its columns have a meaning, the first line included', async () => {
    const { page, faults, close } = await dropped('ventes.txt', sales)
    await page.getByText('Aucune ligne de titres n’a été trouvée').waitFor(patience)
    expect(await page.getByLabel('une ligne comme les autres').isChecked()).toBe(true)
    await looksRight(page, 'untitled')
    // A person may say otherwise, and take it back.
    await page.getByLabel('les titres des colonnes').click()
    await page
      .getByText('Aucune ligne de titres n’a été trouvée')
      .waitFor({ state: 'detached', timeout: 60_000 })
    await page.getByLabel('une ligne comme les autres').click()
    await page.getByText('Aucune ligne de titres n’a été trouvée').waitFor(patience)
    // What to do next stands open.
    await page.getByLabel('Ce fichier contient').selectOption('revenue')
    await page.getByLabel('Colonne 1').selectOption('account')
    await page.getByLabel('Colonne 2').selectOption('day')
    await page.getByLabel('Colonne 3').selectOption('amount')
    await page.getByRole('button', { name: 'Relire' }).first().click()
    await confirm(page).waitFor(patience)
    expect(await accepted(page)).toBe('3')
    expect(faults).toEqual([])
    await close()
  })

  it('who had shared what buyers saw: asked in words, with a field that a person can leave', async () => {
    const { page, faults, close } = await dropped('visits-Deck-2026-03-05.csv', visits)
    const field = page.getByLabel('Qui avait partagé')
    await field.waitFor(patience)
    expect(await page.getByText('Lyon').count()).toBe(0)
    expect(await page.getByText('La première ligne contient').count()).toBe(0)
    await looksRight(page, 'shared-by')
    await field.fill('ana@douze.example')
    await field.press('Enter')
    await field.waitFor({ state: 'detached', timeout: 60_000 })
    await confirm(page).waitFor(patience)
    expect(faults).toEqual([])
    await close()
  })

  it('its century: refused, and taken with one click', async () => {
    const { page, faults, close } = await dropped('formations.csv', courses)
    const allow = page.getByRole('button', { name: 'Permettre et relire' })
    await allow.waitFor(patience)
    expect(await accepted(page)).toBe('0')
    await looksRight(page, 'short-years')
    await allow.click()
    await allow.waitFor({ state: 'detached', timeout: 60_000 })
    await confirm(page).waitFor(patience)
    expect(await accepted(page)).toBe('2')
    expect(faults).toEqual([])
    await close()
  })
})
