// A timer's export with words of the house's own, in a real browser: dropped, given meanings where it lies, and read again by them.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder, startDouze } from '../processes.ts'
import { accessibilityFaults, browserProgram, looks, openBrowser, overflow, visit } from './visitor.ts'

const timer = `User;Email;Project;Tags;Start date;Start time;End date;End time;Duration
Ana;ana@example.com;P1;Projet Alpha;2026-03-04;10:00:00;2026-03-04;11:00:00;01:00:00
Ana;ana@example.com;P1;CRM;2026-03-04;13:00:00;2026-03-04;13:30:00;00:30:00
Ana;ana@example.com;P1;Chantier 7;2026-03-04;14:00:00;2026-03-04;14:15:00;00:15:00
`

describe.skipIf(browserProgram === null)('words of a timer', { timeout: 180_000 }, () => {
  it('get a meaning on the page of the delivery, and it is read again', async () => {
    const folder = newFolder()
    const running = await startDouze({ DOUZE_DATA: path.join(folder, 'data') })
    const browser = await openBrowser(running.link)
    try {
      writeFileSync(path.join(folder, 'toggl.csv'), timer)
      const { page, faults } = await visit(browser, running.address, looks[0])
      await page.locator('input[type=file]').first().setInputFiles(path.join(folder, 'toggl.csv'))
      await page.getByText('Que veulent dire ces mots').waitFor({ timeout: 60_000 })
      for (const look of looks) {
        const seen = await visit(browser, page.url(), look)
        await seen.page.getByLabel('Projet Alpha').waitFor()
        expect(await accessibilityFaults(seen.page)).toEqual([])
        expect(await overflow(seen.page)).toBe(0)
        const pictures = process.env['DOUZE_TEST_PICTURES']
        if (pictures !== undefined)
          await seen.page.screenshot({
            path: path.join(pictures, `time-words-${look.language}-${look.theme}-${look.width}.png`),
            fullPage: true,
          })
        await seen.close()
      }
      await page.getByLabel('Projet Alpha').selectOption('buyer-facing')
      await page.getByRole('button', { name: 'Relire' }).first().click()
      await page.getByLabel('Projet Alpha').waitFor({ state: 'detached', timeout: 60_000 })
      await page.getByLabel('Chantier 7').waitFor()
      expect(faults).toEqual([])
    } finally {
      await browser.close()
      await running.end('SIGTERM')
    }
  })
})
