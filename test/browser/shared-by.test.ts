// Visits of a shared document, dropped on the page: what the file does not say is asked, and everything is read again by the answer.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder, startDouze } from '../processes.ts'
import { accessibilityFaults, browserProgram, looks, openBrowser, overflow, visit } from './visitor.ts'

const visits = `Viewed at,Name,Email,Link Name,Total Visit Duration (s),Document version,Downloaded at,Browser,City
2026-03-04T10:00:00.000Z,Zoe,zoe@acme.example,L,42.4,2,NaN,Chrome,Lyon
`

describe.skipIf(browserProgram === null)('visits of a shared document', { timeout: 180_000 }, () => {
  it('ask who had shared, in words and with a field that a person can leave', async () => {
    const folder = newFolder()
    const running = await startDouze({ DOUZE_DATA: path.join(folder, 'data') })
    const browser = await openBrowser(running.link)
    const file = path.join(folder, 'visits-Deck-2026-03-05.csv')
    try {
      writeFileSync(file, visits)
      const { page, faults } = await visit(browser, running.address, looks[0])
      await page.locator('input[type=file]').first().setInputFiles(file)
      const field = page.getByLabel('Qui avait partagé')
      await field.waitFor({ timeout: 60_000 })
      expect(await page.getByText('Lyon').count()).toBe(0)
      expect(await page.getByText('La première ligne contient').count()).toBe(0)
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await overflow(page)).toBe(0)
      const shots = process.env['DOUZE_SHOTS']
      if (shots !== undefined)
        await page.screenshot({ path: path.join(shots, 'shared-by.png'), fullPage: true })
      await field.fill('ana@douze.example')
      await field.press('Enter')
      await field.waitFor({ state: 'detached', timeout: 60_000 })
      await page.getByRole('button', { name: 'Confirmer et rendre visible' }).waitFor({ timeout: 60_000 })
      expect(faults).toEqual([])
    } finally {
      await browser.close()
      await running.end('SIGTERM')
    }
  })
})
