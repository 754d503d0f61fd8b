// A person's own time in a real browser: she declares a week, sends a tracker's export and a calendar, sees them first, keeps and removes.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBase32, hotp, stepOf } from '../../access/totp.ts'
import { type ImapServer, startImapServer } from '../imap-server.ts'
import { douze, newFolder, type Running, startDouze } from '../processes.ts'
import { accessibilityFaults, browserProgram, looks, openBrowser, overflow, settled } from './visitor.ts'

const people = `courriel;nom;fonction;equipe;arrivee_le
ada@exemple.fr;Ada Byron;Commercial;Nord;01/03/2023
`
/** Some days ago, as the files say it: whatever today is. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const day = daysAgo(3)

const tracker = JSON.stringify({
  buckets: {
    w: {
      type: 'currentwindow',
      hostname: 'pc',
      events: [
        { timestamp: `${day}T08:00:00Z`, duration: 5400, data: { app: 'Thunderbird', title: 'canarytitle' } },
        { timestamp: `${day}T09:30:00Z`, duration: 1800, data: { app: 'firefox', title: 'Pipedrive' } },
        { timestamp: `${day}T10:00:00Z`, duration: 1200, data: { app: 'game', title: 'x' } },
        { timestamp: 'never', duration: 1, data: {} },
      ],
    },
    s: { type: 'screenshot', hostname: 'pc', events: [{}] },
  },
})
const compact = day.replaceAll('-', '')
const calendar = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:a
DTSTART:${compact}T130000Z
DTEND:${compact}T143000Z
SUMMARY:Visite client
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART;VALUE=DATE:${compact}
SUMMARY:Salon
END:VEVENT
END:VCALENDAR
`

const folders = [
  {
    path: 'INBOX',
    messages: [
      {
        uid: 1,
        day,
        headers: `Message-ID: <1@x>\nDate: ${new Date(`${day}T09:00:00Z`).toUTCString().replace('GMT', '+0000')}\nFrom: ada@exemple.fr\nTo: kim@aubrac.example\nSubject: canarytitle`,
        body: '',
      },
    ],
  },
]

describe.skipIf(browserProgram === null)('one’s own time', { timeout: 180_000 }, () => {
  let running: Running
  let mailServer: ImapServer
  let shared: ImapServer
  let browser: Browser
  let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>
  const folder = newFolder()
  const data = path.join(folder, 'data')

  beforeAll(async () => {
    writeFileSync(path.join(folder, 'personnes.csv'), people)
    writeFileSync(path.join(folder, 'export.json'), tracker)
    writeFileSync(path.join(folder, 'agenda.ics'), calendar)
    const { code, err } = await douze(['import', path.join(folder, 'personnes.csv')], { DOUZE_DATA: data })
    expect(code, err).toBe(0)
    const accounts = path.join(folder, 'clients.csv')
    writeFileSync(accounts, 'account_name,domain\nAubrac,aubrac.example\n')
    expect((await douze(['import', accounts], { DOUZE_DATA: data })).code).toBe(0)
    const allowed = await douze(['settings', '--internal-hosts', '127.0.0.1'], { DOUZE_DATA: data })
    expect(allowed.code, allowed.err).toBe(0)
    mailServer = await startImapServer({ user: 'ada@exemple.fr', password: 'mot de passe' }, folders)
    shared = await startImapServer({ user: 'ventes@exemple.fr', password: 'mot de passe' }, folders)
    running = await startDouze({ DOUZE_DATA: data })
    browser = await openBrowser(running.link)
    signedIn = await firstAccount()
  })
  afterAll(async () => {
    await browser.close()
    await running.end('SIGTERM')
    await mailServer.close()
    await shared.close()
  })

  /** The first account, linked to Ada by her address, with its second factor. */
  async function firstAccount() {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(running.link)
    await page.waitForURL((address) => address.pathname === '/' && address.hash === '')
    const api = (address: string, body: object): Promise<unknown> =>
      page.evaluate(
        async ([to, text]) => {
          const answer = await fetch(to, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: text,
          })
          const said = await answer.text()
          if (!answer.ok) throw new Error(`${to}: ${answer.status} ${said}`)
          return JSON.parse(said) as unknown
        },
        [address, JSON.stringify(body)] as const,
      )
    await api('/api/setup', {
      email: 'ada@exemple.fr',
      displayName: 'Ada Byron',
      password: 'trombone violet 8 nuages',
    })
    const { secret } = (await api('/api/second-factor', {})) as { secret: string }
    await api('/api/second-factor/confirm', { code: hotp(fromBase32(secret), stepOf(new Date())) })
    const state = await context.storageState()
    await context.close()
    return state
  }

  async function open(
    look = looks[0]!,
    place = '/me/time',
  ): Promise<{ page: Page; faults: string[]; close: () => Promise<void> }> {
    const context = await browser.newContext({
      viewport: { width: look.width, height: 900 },
      colorScheme: look.theme,
      locale: look.language === 'fr' ? 'fr-FR' : 'en-GB',
      reducedMotion: 'reduce',
      storageState: signedIn,
    })
    await context.addInitScript(
      ([language, theme]) => {
        localStorage.setItem('douze.language', language)
        localStorage.setItem('douze.theme', theme)
      },
      [look.language, look.theme] as const,
    )
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
    await page.goto(`${running.address}${place}`)
    await settled(page)
    return { page, faults, close: () => context.close() }
  }

  const file = (page: Page, name: string) =>
    page.getByLabel('Fichier (.json ou .ics)').setInputFiles(path.join(folder, name))

  it('declares a week in hours as they are written, and says it again', async () => {
    const { page, faults, close } = await open()
    await page.getByRole('button', { name: 'Avant' }).click()
    await page.getByLabel('Avec des clients').fill('12,5')
    await page.getByLabel('Non mesuré').fill('7h')
    await page.getByLabel('Saisie dans le CRM').fill('beaucoup')
    await page.getByText('Les heures s’écrivent 2, 2,5 ou 2h30.').waitFor()
    await page.getByLabel('Saisie dans le CRM').fill('2:30')
    await page.locator('.week-sum').filter({ hasText: '22\u00a0h' }).waitFor()
    await page.getByRole('button', { name: 'Déclarer la semaine' }).click()
    await page.getByText('C’est gardé.').waitFor()
    await page.locator('.time-days').getByText('Avec des clients').first().waitFor()
    expect(faults).toEqual([])
    await close()
  })

  it('shows what a tracker’s export comes to, lets her put it right, and keeps what she confirms', async () => {
    const { page, faults, close } = await open()
    await file(page, 'export.json')
    const shown = page.locator('.time-preview')
    await shown.getByText('1\u00a0h\u00a030').first().waitFor()
    await shown.getByText('1 enregistrement illisible').waitFor()
    await shown.getByText('screenshot (1)').waitFor()
    expect(await shown.textContent()).not.toContain('canarytitle')
    await shown
      .getByRole('listitem')
      .filter({ hasText: 'Sales › CRM' })
      .getByLabel('Compte comme')
      .selectOption('prospecting')
    await shown.getByRole('button', { name: 'Garder 1 jour' }).click()
    await shown.waitFor({ state: 'detached' })
    const kept = page.locator('.time-days > li').filter({ hasText: 'mon suivi' })
    expect(await kept.textContent()).toMatch(/E-mail.*1\u00a0h\u00a030|Prospection.*30/)
    expect(await kept.textContent()).toContain('Prospection')
    expect(await kept.textContent()).not.toContain('Autre')
    expect(faults).toEqual([])
    await close()
  })

  it('shows a calendar with what counts no hours, keeps it, and removes a day', async () => {
    const { page, faults, close } = await open()
    await file(page, 'agenda.ics')
    const shown = page.locator('.time-preview')
    await shown.getByText('Avec des clients').first().waitFor()
    await shown.getByText('Journées entières, qui ne comptent pas d’heures : 1').waitFor()
    await shown.getByRole('button', { name: 'Garder 1 jour' }).click()
    const kept = page.locator('.time-days > li').filter({ hasText: 'mon agenda' })
    await kept.waitFor()
    const opened = kept.locator('details')
    if ((await opened.getAttribute('open')) === null) await opened.locator('summary').click()
    await kept.getByRole('button', { name: /Retirer/ }).click()
    await kept.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await close()
  })

  /** Fills the fields of a mailbox. */
  async function fillMailbox(form: Locator, port: number, user: string, password: string): Promise<void> {
    await form.getByLabel('Serveur IMAP').fill('127.0.0.1')
    await form.getByLabel('Chiffrement').selectOption('none')
    await form.getByLabel('Port').fill(String(port))
    await form.getByLabel('Nom du compte').fill(user)
    await form.getByLabel('Mot de passe').fill(password)
  }

  it('connects her own mailbox once she says so, and hears what is wrong with it', async () => {
    const { page, faults, close } = await open()
    const block = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Ma messagerie' }) })
    await block.locator('summary').filter({ hasText: 'Relier ma messagerie' }).click()
    const form = block.locator('form')
    await fillMailbox(form, mailServer.port, 'ada@exemple.fr', 'faux')
    const connect = form.getByRole('button', { name: 'Relier ma messagerie' })
    expect(await connect.isDisabled()).toBe(true)
    await form.getByRole('checkbox').check()
    await connect.click()
    await form.getByRole('alert').filter({ hasText: 'Le serveur refuse ce nom ou ce mot de passe' }).waitFor()
    await form.getByLabel('Mot de passe').fill('mot de passe')
    await connect.click()
    await block.getByText('ada@exemple.fr').first().waitFor()
    await page.locator('.time-days > li').filter({ hasText: 'ma messagerie' }).waitFor({ timeout: 40_000 })
    await block.getByText('Lue une fois par jour.').waitFor()
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([])
    await close()
  })

  it('connects a shared mailbox among the sources, and never hers', async () => {
    const { page, faults, close } = await open(looks[0], '/data/sources')
    await page.locator('summary').filter({ hasText: 'Boîte partagée (IMAP)' }).click()
    const form = page.locator('form').filter({ has: page.getByLabel('Serveur IMAP') })
    await form.getByLabel('Nom', { exact: true }).fill('boîte commune')
    await fillMailbox(form, mailServer.port, 'ada@exemple.fr', 'mot de passe')
    await form.getByRole('button', { name: 'Connecter' }).click()
    await form.getByRole('alert').filter({ hasText: 'C’est la messagerie d’une personne' }).waitFor()
    await fillMailbox(form, shared.port, 'ventes@exemple.fr', 'mot de passe')
    await form.getByRole('button', { name: 'Connecter' }).click()
    const card = page.locator('section.source').filter({ hasText: 'boîte commune' })
    await card.getByText('Une livraison attend votre confirmation.').waitFor({ timeout: 40_000 })
    expect(await card.textContent()).toContain('ventes@exemple.fr')
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([])
    await close()
  })

  it('shows the sources accessibly in both languages and themes', async () => {
    for (const look of looks) {
      const { page, faults, close } = await open(look, '/data/sources')
      for (const summary of await page.locator('main summary').all()) await summary.click()
      expect(await accessibilityFaults(page), `${look.language} ${look.theme}`).toEqual([])
      expect(await overflow(page), String(look.width)).toBe(0)
      expect(faults).toEqual([])
      const pictures = process.env['DOUZE_TEST_PICTURES']
      if (pictures !== undefined)
        await page.screenshot({
          path: path.join(pictures, `sources-${look.language}-${look.theme}-${look.width}.png`),
          fullPage: true,
        })
      await close()
    }
  })

  it('is accessible in both languages and themes, and on the narrowest phone', async () => {
    for (const look of [...looks, { ...looks[2]!, width: 320 }]) {
      const { page, faults, close } = await open(look)
      await page.locator('input[type=file]').first().setInputFiles(path.join(folder, 'export.json'))
      await page.locator('.time-preview').waitFor()
      for (const summary of await page.locator('main summary').all()) await summary.click()
      expect(await accessibilityFaults(page), `${look.language} ${look.theme}`).toEqual([])
      expect(await overflow(page), String(look.width)).toBe(0)
      expect(faults).toEqual([])
      const pictures = process.env['DOUZE_TEST_PICTURES']
      if (pictures !== undefined)
        await page.screenshot({
          path: path.join(pictures, `time-${look.language}-${look.theme}-${look.width}.png`),
          fullPage: true,
        })
      await close()
    }
  })
})
