// Finds a Chromium on this machine: CHROMIUM, else where Debian, Ubuntu, Fedora, macOS and Windows put one.
import { existsSync } from 'node:fs'
import process from 'node:process'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** @returns {string | null} the path of its program */
export function findChromium() {
  const said = process.env.CHROMIUM
  if (said) return existsSync(said) ? said : null
  return places.find((place) => existsSync(place)) ?? null
}
