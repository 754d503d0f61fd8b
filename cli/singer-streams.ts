// `douze singer --streams` and `--map`: what has landed, and what a person says that it is.
import type { Language } from '../metric/words.ts'
import { owner } from '../model/reader.ts'
import type { StreamMapping } from '../model/tables/landed-streams.ts'
import { entities, type EntityName } from '../sources/entities.ts'
import { ImportRefused } from '../sources/ingest/index.ts'
import { bringUp, type ListedStream, listStreams, lookAtStream, mapStream } from '../sources/singer/index.ts'
import { CommandError, exitCodes, type Given, type Surroundings, UsageError } from './command.ts'
import { decimal } from './figures.ts'
import { inHouse } from './house.ts'
import { importText } from './import-text.ts'
import { table } from './table.ts'

export async function listedStreams(around: Surroundings): Promise<number> {
  const { language } = around
  const fr = language === 'fr'
  const streams = await inHouse(around, async ({ database }) => {
    const listed = await listStreams(database, owner)
    const found: (ListedStream & { readonly likely: EntityName | null })[] = []
    for (const stream of listed) {
      const isWaiting = stream.mapping === null && stream.tap === null
      const look = isWaiting ? await lookAtStream(database, owner, stream.streamId) : null
      found.push({ ...stream, likely: look?.entity ?? null })
    }
    return found
  })
  const rows = streams.map((stream) => [
    stream.source,
    stream.name,
    stream.entity === null
      ? stream.mapping === null && stream.tap === null
        ? waitingText(stream.likely, language)
        : fr
          ? '(laissé de côté)'
          : '(left out)'
      : entities[stream.entity].name[language],
    decimal(stream.rows, language, 0),
    stream.lastLandedAt.toISOString().slice(0, 16).replace('T', ' '),
    stream.properties.filter((path) => !path.includes('.')).join(', '),
  ])
  const columns = [
    { title: 'Source' },
    { title: fr ? 'Flux' : 'Stream' },
    { title: fr ? 'Lu comme' : 'Taken for' },
    { title: fr ? 'Gardés' : 'Kept', align: 'right' as const },
    { title: fr ? 'Reçu (UTC)' : 'Received (UTC)' },
    { title: fr ? 'Propriétés' : 'Properties', isFlexible: true as const },
  ]
  await around.out(table(columns, rows, around.columns))
  return exitCodes.done
}

function waitingText(likely: EntityName | null, language: Language): string {
  const name = likely === null ? null : entities[likely].name[language]
  if (language === 'fr') return name === null ? '(en attente)' : `(en attente ; ressemble à : ${name})`
  return name === null ? '(waiting)' : `(waiting; looks like: ${name})`
}

/** Keeps the mappings, and reads what has landed with them. */
export async function mapStreams(around: Surroundings, given: Given): Promise<number> {
  const asked = mappingsOf(given.values('map'))
  return inHouse(around, async ({ database }, signal) => {
    try {
      const source = given.value('source') ?? 'crm'
      const again = new Set<number>()
      for (const [name, mapping] of asked)
        again.add(await mapStream(database, owner, { source, name }, mapping))
      const report = await bringUp(database, owner, source, { now: around.clock, tap: null, again, signal })
      if (report !== null) await around.out(importText(around, report, false))
      return exitCodes.done
    } catch (error) {
      if (error instanceof ImportRefused) throw new CommandError(error.words.fr, error.words.en)
      throw error
    }
  })
}

/** `invoices=revenue` and `invoices:total=amount` as mappings by stream. */
function mappingsOf(given: readonly string[]): Map<string, StreamMapping> {
  const found = new Map<string, { entity: string | null; columns: Record<string, string | null> }>()
  for (const text of given) {
    const match = /^([^:=]+?)(?::(.+))?=([^=]*)$/.exec(text)
    if (match === null)
      throw new UsageError(
        `« ${text} » : forme attendue FLUX=ENTITÉ ou FLUX:PROPRIÉTÉ=CHAMP.`,
        `"${text}": expected STREAM=ENTITY or STREAM:PROPERTY=FIELD.`,
      )
    const [, stream = '', property, value = ''] = match
    const mapping = found.get(stream) ?? { entity: null, columns: {} }
    found.set(stream, mapping)
    if (property === undefined) mapping.entity = value === '' ? null : value
    else mapping.columns[property] = value === '' ? null : value
  }
  return found
}
