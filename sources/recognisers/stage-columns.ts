// Columns that hold the dates of one stage each: HubSpot's `hs_v2_date_entered_<stage>` and "Date entered "Contract sent (Sales)"", or
// "Date Proposition" in a list made by hand. Turned into rows of stage history.
import { foldCode } from '../../model/names.ts'
import { conceptsOf } from './headers/concepts.ts'
import type { Column } from './match-columns.ts'

export interface StageColumn {
  readonly column: Column
  readonly stage: { readonly name: string; readonly edge: 'entered' | 'left' }
}

const property = /^(?:propert(?:y_|ies[._]{1,2}))?hs_(?:v2_)?date_(entered|exited)_(\S+)$/i
const english = /^date (entered|exited|left) (.+)$/i
const french =
  /^date (?:d['’ ]|de )(entr[ée]e|sortie) (?:dans |de |à |a |en )?(?:l['’]|la |le )?(?:[ée]tape |phase )?(.+)$/i
const quoted = /["“”«»„]/

/** "Closed won (Sales Pipeline)" without quotes and pipeline. */
function bareStage(text: string): string {
  const bare = text.replace(/["“”«»„]/g, '').trim()
  const pipeline = bare.endsWith(')') ? bare.lastIndexOf('(') : -1
  return pipeline > 0 ? bare.slice(0, pipeline).trim() : bare
}

function byVendor(column: Column, knownStages: ReadonlySet<string>): StageColumn | null {
  const text = column.header.written.normalize('NFC')
  const raw = property.exec(text)
  if (raw?.[1] !== undefined && raw[2] !== undefined) {
    return { column, stage: { name: raw[2], edge: raw[1].toLowerCase() === 'entered' ? 'entered' : 'left' } }
  }
  const spoken = english.exec(text) ?? french.exec(text)
  if (spoken?.[1] === undefined || spoken[2] === undefined) return null
  const name = bareStage(spoken[2])
  // Without quotes, "Date d’entrée pipe" must name a stage that the deals are in.
  if (!quoted.test(text) && !knownStages.has(foldCode(name))) return null
  const isEntry = /^(?:entered|entr)/i.test(spoken[1])
  return name === '' ? null : { column, stage: { name, edge: isEntry ? 'entered' : 'left' } }
}

/** "Date Proposition", "Proposition (entrée)": what is left beside the words for dates is the name of a stage. */
function byStageName(column: Column, knownStages: ReadonlyMap<string, string>): StageColumn | null {
  if (column.look.dates < 0.5) return null
  let edge: 'entered' | 'left' = 'entered'
  const left = column.header.written
    .replace(/([\p{Ll}])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => {
      const concepts = conceptsOf(foldCode(word))
      if (concepts.includes('LEAVE')) edge = 'left'
      return (
        word !== '' &&
        !/^[dl]$/i.test(word) &&
        !concepts.some((concept) => concept === 'DATE' || concept === 'ENTER' || concept === 'LEAVE')
      )
    })
  const name = knownStages.get(foldCode(left.join('')))
  return name === undefined || left.length === 0 ? null : { column, stage: { name, edge } }
}

/** The columns of a deals table that carry stage dates. `stages` are the stage names that occur in its stage column. */
export function findStageColumns(columns: readonly Column[], stages: readonly string[]): StageColumn[] {
  const known = new Map(stages.map((name) => [foldCode(name), name] as const))
  const keys = new Set(known.keys())
  return columns.flatMap((column) => byVendor(column, keys) ?? byStageName(column, known) ?? [])
}
