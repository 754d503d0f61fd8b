// Who may import whom: every import of every file against the table of docs/architecture.md. The compiler refuses most
// of it; a folder that is referenced by way of another one stays importable for it, and not here.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** Rooms in which code lives, the most exact first. A metric's folder is a room of its own. */
const rooms = [
  'api/contract',
  'statistics',
  'embedded',
  'model',
  'metric',
  'access',
  'kpis',
  'outcomes',
  'sources',
  'enablement',
  'demo',
  'api',
  'cli',
  'web',
] as const
type Room = (typeof rooms)[number]

const below: readonly Room[] = [
  'statistics',
  'embedded',
  'model',
  'metric',
  'access',
  'kpis',
  'outcomes',
  'sources',
  'enablement',
  'demo',
]
const mayImport: Record<Room, readonly Room[]> = {
  statistics: [],
  embedded: [],
  model: ['embedded'],
  metric: ['model', 'statistics'],
  access: ['model'],
  kpis: ['metric', 'model', 'statistics'],
  outcomes: ['metric', 'model', 'statistics'],
  sources: ['model', 'access', 'statistics'],
  enablement: ['model', 'access', 'statistics'],
  demo: ['model', 'statistics', 'sources'],
  // What the world sees: schemas, and the types of what they describe.
  'api/contract': ['model', 'metric'],
  api: [...below, 'api/contract'],
  cli: [...below, 'api/contract', 'api'],
  web: ['api/contract', 'metric'],
}
/** Rooms from which only types may come. */
const typesOnly: Partial<Record<Room, readonly Room[]>> = {
  web: ['api/contract', 'metric'],
  'api/contract': ['model', 'metric'],
}

/** Folders of metric/, each of which imports only those before it. What stands beside them is what all of them speak of. */
const floorsOfMetric: readonly (string | undefined)[] = [
  'tallies',
  'rows',
  'answers',
  'compare',
  'kept',
  'groups',
  'runner',
]

interface Import {
  readonly file: string
  readonly target: string
  readonly isType: boolean
}

/** Code files of the checkout, without tests, which may look anywhere. */
function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesIn(name)
    return /\.(ts|tsx|mts)$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name) ? [name] : []
  })
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  const statement =
    /^\s*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/gm
  return [...text.matchAll(statement)].map((match) => ({
    file,
    target: path.posix.join(path.posix.dirname(file), match[3] ?? match[4] ?? ''),
    isType: match[1] !== undefined || everyNameIsType(match[2]),
  }))
}

/** `{ type A, type B }` brings nothing at run time. */
function everyNameIsType(names: string | undefined): boolean {
  const inside = /^\{([^}]*)\}$/.exec((names ?? '').trim())?.[1]
  if (inside === undefined) return false
  const listed = inside.split(',').filter((name) => name.trim() !== '')
  return listed.length > 0 && listed.every((name) => /^\s*type\s/.test(name))
}

function roomOf(file: string): Room | undefined {
  return rooms.find((room) => file.startsWith(`${room}/`))
}

/** Why an import is not allowed; null when it is. */
function faultOf({ file, target, isType }: Import): string | null {
  const from = roomOf(file)
  const to = roomOf(target)
  if (from === undefined) return null
  if (to === undefined) return `${file} imports ${target}, which is in no room`
  if (from === 'metric' && to === from && isUpwards(file, target)) return `${file} imports upwards, ${target}`
  if (from === to)
    return isOtherMetric(from, file, target) ? `${file} imports another metric, ${target}` : null
  if (!mayImport[from].includes(to)) return `${file} (${from}) must not import ${target} (${to})`
  if (typesOnly[from]?.includes(to) === true && !isType && !isMadeForBoth(target))
    return `${file} may only import types from ${target}`
  return null
}

/** Files without imports at run time, made to be read by the page too. */
function isMadeForBoth(target: string): boolean {
  return ['metric/period.ts', 'metric/scope.ts', 'metric/words.ts'].includes(target)
}

function isOtherMetric(room: Room, file: string, target: string): boolean {
  if (room !== 'kpis' && room !== 'outcomes') return false
  const folder = (name: string): string | undefined =>
    name.split('/').length > 2 ? name.split('/')[1] : undefined
  const own = folder(file)
  return own !== undefined && folder(target) !== undefined && folder(target) !== own
}

function isUpwards(file: string, target: string): boolean {
  const [from, to] = [file, target].map((name) => floorsOfMetric.indexOf(name.split('/')[1]))
  return from! >= 0 && to! > from!
}

/** Files of which each leads back to itself by way of the next; null where there are none. */
function circleIn(imported: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>()
  const follow = (file: string, way: readonly string[]): readonly string[] | null => {
    const at = way.indexOf(file)
    if (at >= 0) return way.slice(at)
    if (done.has(file)) return null
    for (const target of imported.get(file) ?? []) {
      const found = follow(target, [...way, file])
      if (found !== null) return found
    }
    done.add(file)
    return null
  }
  for (const file of imported.keys()) {
    const found = follow(file, [])
    if (found !== null) return found
  }
  return null
}

const folders = [...new Set(rooms.map((room) => room.split('/')[0] ?? room))].filter((folder) =>
  readdirSync(root).includes(folder),
)
const imports = folders.flatMap(filesIn).flatMap(importsOf)

describe('imports', () => {
  it('keep to the table of the architecture', () => {
    expect(imports.length).toBeGreaterThan(200)
    expect(imports.flatMap((one) => faultOf(one) ?? [])).toEqual([])
  })

  it('never lead back to the file that they stand in', () => {
    const imported = new Map<string, string[]>()
    for (const { file, target } of imports) imported.set(file, [...(imported.get(file) ?? []), target])
    expect(circleIn(imported)).toBeNull()
    expect(
      circleIn(
        new Map([
          ['a', ['b']],
          ['b', ['c', 'd']],
          ['d', ['b']],
        ]),
      ),
    ).toEqual(['b', 'd'])
  })

  it('bring random cases from the one seed of test/chance.ts', () => {
    const listed = spawnSync(
      'git',
      ['grep', '-l', '--untracked', "from 'fast-check'", '--', '*.ts', ':!test/imports.test.ts'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    )
    expect(listed.stdout.trim()).toBe('test/chance.ts')
  })

  it('notice what the table forbids', () => {
    const fault = (file: string, target: string, isType = false): boolean =>
      faultOf({ file, target, isType }) !== null
    expect(fault('statistics/a.ts', 'model/database.ts')).toBe(true)
    expect(fault('model/a.ts', 'metric/unit.ts')).toBe(true)
    expect(fault('kpis/conversion-rate/a.ts', 'kpis/customer-churn/b.ts')).toBe(true)
    expect(fault('kpis/conversion-rate/a.ts', 'outcomes/sales-cycle/b.ts')).toBe(true)
    expect(fault('sources/a.ts', 'metric/unit.ts', true)).toBe(true)
    expect(fault('metric/rows/a.ts', 'metric/groups/b.ts', true)).toBe(true)
    expect(fault('metric/groups/a.ts', 'metric/rows/b.ts')).toBe(false)
    expect(fault('metric/rows/a.ts', 'metric/period.ts')).toBe(false)
    expect(fault('web/a.tsx', 'api/errors/errors.ts', true)).toBe(true)
    expect(fault('web/a.tsx', 'api/contract/endpoints.ts')).toBe(true)
    expect(fault('web/a.tsx', 'api/contract/endpoints.ts', true)).toBe(false)
    expect(fault('api/a.ts', 'cli/main.ts')).toBe(true)
    expect(fault('cli/a.ts', 'api/app.ts')).toBe(false)
  })

  it('reads every way to write an import', () => {
    const found = importsOf('cli/main.ts').map((one) => one.target)
    expect(found).toContain('api/house.ts')
    expect(found).toContain('cli/commands.ts')
  })
})
