// One visitor at her own browser: every page she opens is read whole, with what the browser keeps and what the page was answered,
// and looked up among the words of test/canary/world.ts.
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import type { House, Visitor } from '../canary/house.ts'
import { wordsIn } from '../canary/world.ts'

/** One browser, its page, and what was found there. */
export class Sitting {
  readonly leaks: string[] = []
  /** The words that stood in a document. */
  readonly shown = new Set<string>()
  /** Words that an answer held. */
  readonly told = new Set<string>()
  readonly #asked = new Set<Request>()
  #answers: Promise<void>[] = []

  readonly context: BrowserContext
  readonly page: Page
  readonly #visitor: Visitor
  readonly #address: string
  readonly #house: House

  private constructor(context: BrowserContext, page: Page, visitor: Visitor, address: string, house: House) {
    this.context = context
    this.page = page
    this.#visitor = visitor
    this.#address = address
    this.#house = house
    page.on('pageerror', (error) => this.leaks.push(`${page.url()}: ${error.message}`))
    page.on('request', (request) => this.#asked.add(request))
    page.on('requestfinished', (request) => this.#asked.delete(request))
    page.on('requestfailed', (request) => this.#asked.delete(request))
    page.on('response', (response) => {
      const { pathname, search } = new URL(response.url())
      if (!pathname.startsWith('/api/')) return
      this.#answers.push(
        response.text().then(
          (text) => this.#look(`${pathname}${search}`, text),
          () => {},
        ),
      )
    })
  }

  /** Opens a browser of her own, signed in with what she holds, at a server on the house's database. */
  static async open(browser: Browser, visitor: Visitor, address: string, house: House): Promise<Sitting> {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
    const session = visitor.browser.cookies.get('douze-session-1212')
    const name = `douze-session-${new URL(address).port}`
    if (session !== undefined) await context.addCookies([{ name, value: session, url: address }])
    return new Sitting(context, await context.newPage(), visitor, address, house)
  }

  /** Goes there as a click does: the document stays, and with it what the page holds in memory. */
  async goTo(address: string): Promise<void> {
    if (this.page.url() === 'about:blank') await this.page.goto(this.#address + address)
    else await this.page.evaluate((to) => history.pushState({}, '', to), address)
    await this.look(address)
  }

  /** Reads what stands there once nothing loads any more. */
  async look(address: string): Promise<void> {
    await this.#settled()
    const text = await this.page.evaluate(kept)
    await Promise.all(this.#answers)
    this.#answers = []
    for (const word of wordsIn(text)) this.shown.add(word)
    this.#look(address, text)
  }

  /** Nothing is asked any more, and nothing on the page waits: seen three times running. */
  async #settled(): Promise<void> {
    const until = performance.now() + 60_000
    for (let quiet = 0; quiet < 3;) {
      if (performance.now() > until) throw new Error(`${this.page.url()} does not come to rest`)
      const isWaiting = await this.page.evaluate(
        () =>
          document.querySelector('h1') === null ||
          document.querySelector('[aria-busy="true"], .chart-place') !== null,
      )
      quiet = isWaiting || this.#asked.size > 0 ? 0 : quiet + 1
      await pause(15)
    }
  }

  /** A word that an answer told this reader, for which it was looked up there, may stand in her document too: who looked, by name. */
  #look(address: string, text: string): void {
    const rest = address.startsWith('/api/')
      ? text
      : text.replaceAll(/qz\d+x\d+x\d+zq/gi, (word) => (this.told.has(word.toLowerCase()) ? '' : word))
    const leaks = this.#house.leaksIn(this.#visitor, address, rest)
    this.leaks.push(...leaks)
    if (address.startsWith('/api/') && leaks.length === 0)
      for (const word of wordsIn(text)) this.told.add(word)
  }
}

/** In the page: the document with its title, attributes and fields, and whatever the browser keeps for it. */
async function kept(): Promise<string> {
  for (const one of document.querySelectorAll('details')) one.open = true
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')]
  return [
    document.title,
    document.documentElement.outerHTML,
    ...fields.map(({ value }) => value),
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
    JSON.stringify(history.state),
    location.href,
    document.cookie,
    ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
    ...(await caches.keys()),
  ].join('\n')
}
