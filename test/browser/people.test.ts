// The screens of people and their rights, with a small company: joining, teams, accounts, retention, one's own data, notes.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { douze, newFolder, type Running, startDouze } from '../processes.ts'
import {
  accessibilityFaults,
  browserProgram,
  looks,
  openBrowser,
  overflow,
  settled,
  visit,
} from './visitor.ts'

const people = `courriel;nom;fonction;equipe;arrivee_le
ada@exemple.fr;Ada Byron;Commercial;Nord;01/03/2023
grace@exemple.fr;Grace Murray;Commercial;Sud;01/03/2023
`
const owners = ['ada@exemple.fr', 'grace@exemple.fr', 'a.king@exemple.fr']
const deals = `id_affaire;compte;intitule;montant;devise;etape;commercial;cree_le;cloture_le;statut
${Array.from({ length: 30 }, (_, index) => `A-${index};Compte ${index};Licence;100,00;EUR;Gagnée;${owners[index % 3]};01/0${1 + (index % 2)}/2026;01/03/2026;gagnée`).join('\n')}
`

describe.skipIf(browserProgram === null)('people and their rights', { timeout: 180_000 }, () => {
  let running: Running
  let browser: Browser
  const data = path.join(newFolder(), 'data')

  beforeAll(async () => {
    const folder = newFolder()
    writeFileSync(path.join(folder, 'personnes.csv'), people)
    writeFileSync(path.join(folder, 'affaires.csv'), deals)
    const { code, err } = await douze(['import', folder], { DOUZE_DATA: data })
    expect(code, err).toBe(0)
    running = await startDouze({ DOUZE_DATA: data })
    browser = await openBrowser(running.link)
  })
  afterAll(async () => {
    await browser.close()
    await running.end('SIGTERM')
  })

  it.each(['/me', '/account', '/settings/people', '/settings/accounts', '/settings/privacy'])(
    'is accessible in both languages and themes, and on a phone: %s',
    async (address) => {
      for (const look of looks) {
        const { page, faults, close } = await visit(browser, running.address + address, look)
        // Everything that opens, opened.
        for (const summary of await page.locator('main summary').all()) await summary.click()
        expect(await accessibilityFaults(page), `${address} ${look.language}`).toEqual([])
        expect(await overflow(page), `${address} ${look.width}`).toBe(0)
        expect(faults).toEqual([])
        await close()
      }
    },
  )

  it('joins a provisional person to a known one, after asking', async () => {
    const { page, faults, close } = await visit(browser, `${running.address}/settings/people`)
    await page.getByRole('heading', { name: '1 personne provisoire' }).waitFor()
    await page
      .getByLabel(/a\.king@exemple\.fr est la même personne/)
      .selectOption({ label: 'Ada Byron (ada@exemple.fr)' })
    await page.getByRole('button', { name: /Réunir/ }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.textContent()).toContain('Ada Byron')
    await dialog.getByRole('button', { name: 'Réunir' }).click()
    await page.getByRole('heading', { name: /provisoire/ }).waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await close()
  })

  it('ends a stay in a team, and refuses days that overlap in a sentence', async () => {
    const { page, close } = await visit(browser, `${running.address}/settings/people`)
    const ada = page.getByRole('group', { name: 'Ada Byron' })
    await ada.locator('summary').first().click()
    await ada.getByText('Mettre dans une équipe').click()
    await ada.getByLabel('Équipe', { exact: true }).selectOption({ label: 'Sud' })
    await ada.getByLabel('À partir du').fill('2026-02-01')
    await ada.getByRole('button', { name: 'Ajouter' }).click()
    await ada.getByText('Ces dates chevauchent un autre séjour').waitFor()
    await ada.getByRole('button', { name: 'Terminer (Nord)' }).click()
    await ada.getByLabel(/Premier jour hors de cette équipe/).fill('2026-02-01')
    await ada.getByRole('button', { name: 'Enregistrer' }).click()
    await ada.getByText('jusqu’au 1er févr. 2026').first().waitFor()
    await ada.getByRole('button', { name: 'Ajouter' }).click()
    await ada.getByText('depuis le 1er févr. 2026, toujours là').waitFor()
    await close()
  })

  it('sets a retention within its ceiling, and raises the smallest group but never lowers it', async () => {
    const { page, close } = await visit(browser, `${running.address}/settings/privacy`)
    const rule = page.getByRole('listitem').filter({ hasText: 'Lignes refusées des imports' })
    await rule.getByText('Changer').click()
    await rule.getByLabel('Garder pendant').fill('91')
    await rule.getByRole('button', { name: 'Enregistrer' }).click()
    await rule.getByText('Cette durée dépasse le plafond').waitFor()
    await rule.getByLabel('Garder pendant').fill('14')
    await rule.getByRole('button', { name: 'Enregistrer' }).click()
    await rule.locator('.rule-length').filter({ hasText: '14 jours' }).waitFor()
    const groups = page.getByRole('form', { name: 'Plus petit groupe' })
    await groups.getByLabel('Personnes au moins').fill('8')
    await groups.getByRole('button', { name: 'Enregistrer' }).click()
    await groups.getByText('Enregistré').waitFor()
    await page.reload()
    await settled(page)
    expect(await page.getByLabel('Personnes au moins').inputValue()).toBe('8')
    expect(await page.getByLabel('Personnes au moins').getAttribute('min')).toBe('5')
    await close()
  })

  it('takes a note on a row and a contest of a figure, and shows them wherever these show', async () => {
    const { page, faults, close } = await visit(
      browser,
      `${running.address}/metrics/sales-cycle?period=2026-Q1`,
    )
    await page.getByRole('button', { name: 'Noter ou contester (A-0)' }).click()
    const panel = page.getByRole('dialog')
    await panel.getByLabel('Note', { exact: true }).fill('Signée <b>en février</b>.')
    expect(await accessibilityFaults(page)).toEqual([])
    await panel.getByRole('button', { name: 'Noter ou contester' }).click()
    await panel.getByText('Signée <b>en février</b>.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '1 note (A-0)' }).waitFor()
    await page.getByText(/^Noter ou contester\u202f:/).click()
    const notes = page.getByRole('region', { name: 'Notes et contestations' })
    await notes.getByLabel('C’est faux').check()
    await notes.getByLabel('Note', { exact: true }).fill('Il manque une affaire.')
    await notes.getByRole('button', { name: 'Noter ou contester' }).click()
    await notes.getByText('Il manque une affaire.').waitFor()
    await page.getByRole('link', { name: 'Santé' }).click()
    await settled(page)
    await page.getByText('1 note, dont 1 contestation').first().waitFor()
    expect(faults).toEqual([])
    await close()
  })
})
