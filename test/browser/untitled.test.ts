// A list without titles, in a real browser: dropped, told to have none, its columns named by a person, and read again by them.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder, startDouze } from '../processes.ts'
import { accessibilityFaults, browserProgram, looks, openBrowser, overflow, visit } from './visitor.ts'

const sales = ' Acme  20260105   12.50\n Bolt  20260106    7.00\n Acme  20260201  103.25\n'

describe.skipIf(browserProgram === null)('a file without titles', { timeout: 180_000 }, () => {
  it('is read once its columns have a meaning, its first line included', async () => {
    const folder = newFolder()
    const running = await startDouze({ DOUZE_DATA: path.join(folder, 'data') })
    const browser = await openBrowser(running.link)
    try {
      writeFileSync(path.join(folder, 'ventes.txt'), sales)
      const { page, faults } = await visit(browser, running.address, looks[0])
      await page.locator('input[type=file]').first().setInputFiles(path.join(folder, 'ventes.txt'))
      await page.getByText('Aucune ligne de titres n’a été trouvée').waitFor({ timeout: 60_000 })
      expect(await page.getByLabel('une ligne comme les autres').isChecked()).toBe(true)
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await overflow(page)).toBe(0)
      // A person may say otherwise, and take it back.
      await page.getByLabel('les titres des colonnes').click()
      await page
        .getByText('Aucune ligne de titres n’a été trouvée')
        .waitFor({ state: 'detached', timeout: 60_000 })
      await page.getByLabel('une ligne comme les autres').click()
      await page.getByText('Aucune ligne de titres n’a été trouvée').waitFor({ timeout: 60_000 })
      // What to do next stands open.
      await page.getByLabel('Ce fichier contient').selectOption('revenue')
      await page.getByLabel('Colonne 1').selectOption('account')
      await page.getByLabel('Colonne 2').selectOption('day')
      await page.getByLabel('Colonne 3').selectOption('amount')
      await page.getByRole('button', { name: 'Relire' }).first().click()
      await page.getByRole('button', { name: 'Confirmer et rendre visible' }).waitFor({ timeout: 60_000 })
      const accepted = page.locator('.file-counts div').filter({ hasText: 'acceptées' })
      expect(await accepted.locator('dd').textContent()).toBe('3')
      expect(faults).toEqual([])
    } finally {
      await browser.close()
      await running.end('SIGTERM')
    }
  })
})
