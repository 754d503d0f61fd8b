// A person with a browser: pages in a language, a theme and a width, and what no page may ever do.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
// @ts-expect-error The launcher's side of the house is plain JavaScript without declarations.
import { findChromium } from '../chromium.mjs'

/** The program to drive; null when there is none, or when the run leaves the browser part out. */
export const browserProgram: string | null =
  process.env['DOUZE_TEST_CHROMIUM'] === undefined
    ? (findChromium() as string | null)
    : process.env['DOUZE_TEST_CHROMIUM'] || null

export interface Look {
  readonly language: 'fr' | 'en'
  readonly theme: 'light' | 'dark'
  readonly width: number
}
export const desk: Look = { language: 'fr', theme: 'light', width: 1440 }
/** The three looks that every page is checked in. */
export const looks: readonly Look[] = [
  desk,
  { language: 'en', theme: 'dark', width: 1440 },
  { language: 'fr', theme: 'dark', width: 390 },
]

/** What a browser that opened the link of a first start holds, for the pages that it opens later. */
const opened = new WeakMap<Browser, Awaited<ReturnType<BrowserContext['storageState']>>>()

/** Starts a browser. With a link that a start printed, it opens that first and is the owner's from then on. */
export async function openBrowser(link?: string): Promise<Browser> {
  const browser = await launch()
  if (link === undefined) return browser
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(link)
  await page.waitForURL((address) => address.pathname === '/' && address.hash === '')
  const { cookies } = await context.storageState()
  opened.set(browser, { cookies, origins: [] })
  await context.close()
  return browser
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserProgram ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

export interface Visit {
  readonly page: Page
  /** Errors in the console (a broken policy among them), thrown errors, requests to elsewhere. */
  readonly faults: readonly string[]
  readonly close: () => Promise<void>
}

/** Opens an address of the page as somebody who chose a language and a theme. */
export async function visit(browser: Browser, address: string, look: Look = desk): Promise<Visit> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.theme,
    locale: look.language === 'fr' ? 'fr-FR' : 'en-GB',
    reducedMotion: 'reduce',
    ...(opened.has(browser) ? { storageState: opened.get(browser)! } : {}),
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
  const own = new URL(address).origin
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== own)
      faults.push(`asked ${request.url()}`)
  })
  await page.goto(address)
  await settled(page)
  return { page, faults, close: () => context.close() }
}

/** Waits until nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.locator('h1').first().waitFor()
  await page.locator('[aria-busy="true"], .chart-place').first().waitFor({ state: 'detached' })
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 AA and its good practices: rule and place. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          root: Document,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
      }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run(document, { runOnly: tags })
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)
  })
}

/** Pixels by which the page is wider than the window; 0 unless it scrolls sideways. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() =>
    // The place kept for a scroll bar makes it negative.
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  )
}

/** Name of what has the focus, as a screen reader would say it, or its tag. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
  })
}
