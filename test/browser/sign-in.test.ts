// Signing in as people do: the first account, its second factor, a link of an invitation, and back to the page asked.
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBase32, hotp, stepOf } from '../../access/totp.ts'
import { douze, newFolder, type Running, startDouze } from '../processes.ts'
import { client, startProvider, type TestProvider } from '../sign-in-provider.ts'
import {
  accessibilityFaults,
  browserProgram,
  looks,
  openBrowser,
  overflow,
  settled,
  visit,
} from './visitor.ts'

const password = 'trombone violet 8 nuages'
const data = path.join(newFolder(), 'data')

/** The provider must know where it sends people back to before anything listens there. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

describe.skipIf(browserProgram === null)('signing in', { timeout: 180_000 }, () => {
  let running: Running
  let there: TestProvider
  let browser: Browser
  let recoveryCodes: readonly string[] = []

  beforeAll(async () => {
    const port = await freePort()
    there = await startProvider(`http://127.0.0.1:${port}/sign-in/callback`)
    running = await startDouze({
      DOUZE_DATA: data,
      DOUZE_PORT: String(port),
      DOUZE_OIDC_ISSUER: there.issuer,
      DOUZE_OIDC_CLIENT: client.id,
      DOUZE_OIDC_SECRET: client.secret,
      DOUZE_OIDC_NAME: 'Ateliers',
    })
    browser = await openBrowser(running.link)
  })
  afterAll(async () => {
    await browser.close()
    await running.end('SIGTERM')
    await there.stop()
  })

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()

  it('opens by the printed link alone, and takes its code out of the address at once', async () => {
    const stranger = await openBrowser()
    const { page, close } = await visit(stranger, `${running.address}/settings`)
    expect(await heading(page)).toBe('Ouvrez Douze par son lien')
    expect(await accessibilityFaults(page)).toEqual([])
    await page
      .getByLabel('Lien ou code du démarrage')
      .fill(`${running.address}/first-start#${'a'.repeat(43)}`)
    await page.getByRole('button', { name: 'Ouvrir' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Ce code n’ouvre rien')
    await page.getByLabel('Lien ou code du démarrage').fill(running.link)
    await page.getByRole('button', { name: 'Ouvrir' }).click()
    await page.getByRole('heading', { name: 'Réglages' }).waitFor()
    await close()
    const wrong = await visit(stranger, `${running.address}/first-start#${'b'.repeat(43)}`)
    await wrong.page.getByRole('alert').waitFor()
    expect(wrong.page.url()).toBe(`${running.address}/first-start`)
    expect(await wrong.page.evaluate(() => history.length)).toBe(2)
    await wrong.close()
    await stranger.close()
  })

  it('opens the first account with its second factor, and shows the recovery codes before anything else', async () => {
    const { page, close } = await visit(browser, `${running.address}/account`)
    await page.getByLabel('Nom').fill('Ada')
    await page.getByLabel('Adresse e-mail').fill('ada@example.com')
    await page.getByLabel('Nouveau mot de passe').fill('motdepasse')
    await page.getByRole('button', { name: 'Ouvrir ce compte' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('12 caractères')
    await page.getByLabel('Nouveau mot de passe').fill(password)
    await page.getByRole('button', { name: 'Ouvrir ce compte' }).click()
    await page.getByRole('img', { name: /Code QR/ }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByText('Saisir la clé à la place').click()
    const secret = (await page.locator('.copy-value').textContent()) ?? ''
    const code = hotp(fromBase32(secret.replaceAll(' ', '')), stepOf(new Date()))
    await page.getByLabel(/six chiffres/).fill(code)
    await page.getByRole('button', { name: 'Confirmer' }).click()
    await page.getByRole('heading', { name: 'Gardez ces codes de secours' }).waitFor()
    recoveryCodes = await page.locator('.recovery-codes code').allTextContents()
    expect(await page.getByRole('button', { name: 'Continuer' }).isDisabled()).toBe(true)
    await page.getByLabel('Je les ai mis en lieu sûr').check()
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByRole('heading', { name: 'Mon compte' }).waitFor()
    await page.getByText('Une application d’authentification est en place').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click()
    await page.getByRole('heading', { name: 'Connexion' }).waitFor()
    await close()
  })

  it('asks for both factors in place of any page, says what was wrong, and opens the page asked', async () => {
    const { page, close } = await visit(browser, `${running.address}/settings?period=2026-Q2`)
    expect(await heading(page)).toBe('Connexion')
    expect(await page.getByRole('navigation').count()).toBe(0)
    await page.getByLabel('Adresse e-mail').fill('ada@example.com')
    await page.getByLabel('Mot de passe', { exact: true }).fill('autre chose')
    await page.keyboard.press('Enter')
    await page.getByText('Cette adresse et ce mot de passe ne vont pas ensemble.').waitFor()
    await page.getByLabel('Mot de passe', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Je n’ai pas mon application sous la main' }).click()
    await page.getByLabel('Code de secours').fill(recoveryCodes[0] ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Réglages', level: 1 }).waitFor()
    expect(page.url()).toContain('/settings?period=2026-Q2')
    await settled(page)
    // Ended elsewhere: the next answer asks for a sign-in, on whatever page that is.
    await page.context().clearCookies()
    await page.getByRole('link', { name: 'Données' }).click()
    await page.getByRole('heading', { name: 'Connexion' }).waitFor()
    await close()
  })

  it('says in words how long to wait after too many tries', async () => {
    const { page, close } = await visit(browser, running.address)
    await page.route('**/api/session', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 429,
            headers: { 'retry-after': '240' },
            json: {
              error: {
                code: 'too-many-tries',
                message: { fr: 'Trop d’essais.', en: 'Too many tries.' },
                requestId: 'req-8K',
              },
            },
          })
        : route.continue(),
    )
    await page.getByLabel('Adresse e-mail').fill('ada@example.com')
    await page.getByLabel('Mot de passe', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByText('Trop d’essais. Le prochain essai sera possible dans 4 minutes.').waitFor()
    await close()
  })

  it('takes the link that the command line prints', async () => {
    const { out } = await douze(
      ['users', 'invite', 'zoe@example.com', '--name', 'Zoé', '--roles', 'rep', '--lang', 'fr'],
      { DOUZE_DATA: data, DOUZE_PORT: new URL(running.address).port },
    )
    const link = /http:\/\/\S+\/invitation#\S+/.exec(out)?.[0] ?? ''
    const { page, close } = await visit(browser, link)
    expect(await heading(page)).toBe('Ouvrez votre compte')
    await page.getByLabel('Nouveau mot de passe').fill('gâteau de lune 77')
    await page.getByRole('button', { name: 'Ouvrir mon compte' }).click()
    await page.getByRole('link', { name: 'Zoé' }).waitFor()
    expect(new URL(page.url()).hash).toBe('')
    await close()
    const again = await visit(browser, link)
    await again.page.getByLabel('Nouveau mot de passe').fill('gâteau de lune 77')
    await again.page.getByRole('button', { name: 'Ouvrir mon compte' }).click()
    await again.page.getByText('Ce lien n’est plus valable').waitFor()
    await again.close()
  })

  it('goes to the organisation’s own sign-in and back to the page asked', async () => {
    await douze(['users', 'invite', 'lea@example.com', '--name', 'Léa', '--roles', 'rep'], {
      DOUZE_DATA: data,
    })
    const { page, close } = await visit(browser, `${running.address}/settings/privacy`)
    there.signIn({ subject: 's-0', email: 'stranger@example.com', isVerified: true })
    await page.getByRole('button', { name: 'Se connecter avec Ateliers' }).click()
    await page.getByText('Aucun compte n’est ouvert ici pour vous.').waitFor()
    await close()
    const invited = await visit(browser, `${running.address}/settings/privacy`)
    there.signIn({ subject: 's-1', email: 'lea@example.com', isVerified: true })
    await invited.page.getByRole('button', { name: 'Se connecter avec Ateliers' }).click()
    await invited.page.getByRole('heading', { name: 'Vie privée', level: 1 }).waitFor()
    expect(new URL(invited.page.url()).pathname).toBe('/settings/privacy')
    expect(await invited.page.getByRole('link', { name: 'Léa' }).count()).toBe(1)
    // The way back works once: its code and what the tab kept are used up.
    await invited.page.goto(`${running.address}/sign-in/callback?code=x&state=y`)
    await invited.page.getByText('La connexion par votre organisation n’a pas abouti.').waitFor()
    await invited.close()
  })

  it('says to somebody whom no person is linked to that nothing is held under her name', async () => {
    const { page, close } = await visit(browser, `${running.address}/me`)
    await page.getByLabel('Adresse e-mail').fill('zoe@example.com')
    await page.getByLabel('Mot de passe', { exact: true }).fill('gâteau de lune 77')
    await page.keyboard.press('Enter')
    // Nobody of the organisation has her address: nothing is held under her name, and the page says so.
    await page.getByText('Votre compte n’est relié à aucune personne').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await close()
  })

  it.each(['/', '/invitation', '/reset'])(
    'is accessible in both languages and themes: %s',
    async (address) => {
      for (const look of looks) {
        const { page, close } = await visit(browser, running.address + address, look)
        await settled(page)
        expect(await accessibilityFaults(page)).toEqual([])
        expect(await overflow(page)).toBe(0)
        await close()
      }
    },
  )
})
