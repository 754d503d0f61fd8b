// The page of courses: an administrator excuses somebody from a unit and takes it back, in both languages, on a desk and on a phone.
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { douze, folderOf, newFolder, type Running, startDouze } from '../processes.ts'
import { accessibilityFaults, browserProgram, desk, looks, openBrowser, overflow, visit } from './visitor.ts'

const course = `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.com/course"><title><langstring lang="fr">Négociation</langstring></title>
    <description><langstring lang="fr">x</langstring></description></course>
  <au id="https://example.com/au/1" moveOn="Passed"><title><langstring lang="fr">Les objections</langstring></title>
    <description><langstring lang="fr">x</langstring></description><url>https://content.example.com/1/</url></au>
</courseStructure>`

describe.skipIf(browserProgram === null)('the page of courses', { timeout: 180_000 }, () => {
  let running: Running
  let browser: Browser

  beforeAll(async () => {
    const variables = { DOUZE_DATA: path.join(newFolder(), 'data') }
    const files = folderOf({
      'people.csv': 'person_email,display_name\nlea@example.com,Léa Martin\n',
      'cmi5.xml': course,
    })
    for (const words of [
      ['import', path.join(files, 'people.csv')],
      ['cmi5', 'add', path.join(files, 'cmi5.xml')],
    ]) {
      const done = await douze(words, variables)
      expect(done.code, done.err + done.out).toBe(0)
    }
    running = await startDouze(variables)
    browser = await openBrowser(running.link)
  }, 180_000)
  afterAll(async () => {
    await browser.close()
    await running.end('SIGTERM')
  })

  it('excuses a person, says what was done, and takes it back', async () => {
    const { page, faults, close } = await visit(browser, `${running.address}/me/courses`, desk)
    await page.getByText('Dispenser une personne').click()
    await page.getByLabel('Personne').selectOption({ label: 'Léa Martin' })
    const status = page.getByRole('status').filter({ hasText: /\S/ })
    await page.getByRole('button', { name: 'Dispenser', exact: true }).click()
    await expect.poll(() => status.textContent()).toContain('compte comme faite')
    await page.getByRole('button', { name: 'Dispenser', exact: true }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('déjà dispensée')
    await page.getByRole('button', { name: 'Reprendre la dispense' }).click()
    await expect.poll(() => status.textContent()).toContain('Reprise')
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.getByRole('button', { name: 'Reprendre la dispense' }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('n’est pas dispensée')
    // Refusals of the server are the only faults there may be.
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([])
    await close()
  })

  it.each(looks)('can be read and used: $language $theme $width', async (look) => {
    const { page, close } = await visit(browser, `${running.address}/me/courses`, look)
    await page.locator('details.as-table summary').first().click()
    await page
      .getByRole('button', { name: look.language === 'fr' ? 'Dispenser' : 'Excuse', exact: true })
      .waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    const shots = process.env['DOUZE_SHOTS']
    if (shots !== undefined)
      await page.screenshot({ path: path.join(shots, `${look.language}-${look.width}.png`), fullPage: true })
    await close()
  })
})
