// One delivery of statements into the house: stored, resolved to people, and turned into training records, in one
// transaction. Either all of it is there afterwards, with what it means, or nothing.
import { noteChange } from '../../model/data-version.ts'
import type { Query } from '../../model/database.ts'
import type { JsonObject } from './json/parse-json.ts'
import type { XapiVersion } from './check/shape.ts'
import { deriveActivities, deriveFor } from './meaning/derive.ts'
import { type Prepared, prepare } from './prepare.ts'
import { type AttachedFile, keepFiles } from './store/attachments.ts'
import { nameNewActors } from './store/agents.ts'
import { writeStatements } from './store/write-statements.ts'

export interface Taking {
  readonly credentialId: number
  readonly authority: JsonObject
  readonly version: XapiVersion
  readonly now: Date
  readonly makeId: () => string
}

export interface Taken {
  readonly ids: readonly string[]
  readonly added: number
  readonly unchanged: number
}

/** Takes checked statements and their files. @throws XapiRefused 'conflict' */
export async function takeStatements(
  query: Query,
  {
    statements,
    files,
  }: { readonly statements: readonly JsonObject[]; readonly files: readonly AttachedFile[] },
  { credentialId, authority, version, now, makeId }: Taking,
): Promise<Taken> {
  const delivery: readonly Prepared[] = statements.map((statement) =>
    prepare(statement, { version, authority, makeId }),
  )
  await keepFiles(query, credentialId, files)
  const stored = await writeStatements(query, credentialId, delivery, now)
  if (stored.added.length > 0) {
    await nameNewActors(query, credentialId, stored.added)
    const isDerived = await deriveFor(query, { positions: stored.added, statements: stored.voided })
    const isRenamed = await deriveActivities(query, stored.renamed)
    // Figures that are remembered are measured anew only when something that they rest on has changed.
    if (isDerived || isRenamed) await noteChange(query)
  }
  return { ids: stored.ids, added: stored.added.length, unchanged: stored.unchanged }
}
