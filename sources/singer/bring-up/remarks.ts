// What the report says of a stream beside its rows: what was replaced, what was missing, what waits.
import type { Remark } from '../../files/reading/index.ts'
import type { LandingCounts } from '../landing/open-stream.ts'

export interface RunRemarks {
  readonly counts: LandingCounts
  /** False when no record of the stream is kept. */
  readonly isKept: boolean
}

interface AboutStream {
  readonly rows: number
  readonly mapping: unknown
  readonly found: unknown
}

export function remarksOf(stream: AboutStream, seen: RunRemarks | undefined): Remark[] {
  const remarks: Remark[] = []
  const say = (code: string, fr: string, en: string): void =>
    void remarks.push({ code, sentence: { fr, en } })
  if (stream.found === null && stream.mapping === null)
    say(
      'STREAM_UNKNOWN',
      `${stream.rows} enregistrements gardés en attente d’une correspondance.`,
      `${stream.rows} records kept, waiting for a mapping.`,
    )
  if (seen === undefined) return remarks
  const { counts, isKept } = seen
  if (!isKept)
    say(
      'STREAM_NOT_KEPT',
      `${counts.records} enregistrements reçus, aucun gardé.`,
      `${counts.records} records received, none kept.`,
    )
  if (counts.isKeyUnsaid)
    say(
      'KEY_NOT_DECLARED',
      'Le message SCHEMA ne dit pas quelle est la clé (key_properties) : un flux connu a la sienne, tout autre s’allonge à chaque réception.',
      'The SCHEMA message does not say which key there is (key_properties): a known stream has its own, any other grows with each run.',
    )
  for (const [name, times] of counts.missing)
    say(
      'PROPERTY_MISSING',
      `La propriété « ${name} », obligatoire d’après le schéma, manque à ${times} enregistrements.`,
      `The property “${name}”, required by the schema, is missing in ${times} records.`,
    )
  for (const [name, times] of counts.other)
    say(
      'PROPERTY_OTHER',
      `La propriété « ${name} » n’est pas ce que dit le catalogue dans ${times} enregistrements : gardée telle quelle.`,
      `The property “${name}” is not what the catalogue says in ${times} records: kept as it came.`,
    )
  if (counts.replaced > 0)
    say(
      'TEXT_NUL',
      `${counts.replaced} enregistrements contiennent un caractère qu’aucune base ne garde (U+0000) : il est remplacé par ␀.`,
      `${counts.replaced} records hold a character that no database keeps (U+0000): it is replaced by ␀.`,
    )
  if (counts.notANumber > 0)
    say(
      'NOT_A_NUMBER',
      `${counts.notANumber} enregistrements contiennent NaN ou un infini au lieu d’un nombre : lu comme vide.`,
      `${counts.notANumber} records hold NaN or an infinity instead of a number: read as empty.`,
    )
  return remarks
}
