// Answers for tables that cannot be taken in: data where the header should be, a column missing, nothing known.
import { entities, type EntityName, type Words } from '../entities.ts'
import type { Recognition, TableSketch } from '../plan.ts'
import { fieldName } from './build-plan.ts'
import { looksLikeDate, looksLikeEmail, looksLikeNumber } from './column-values.ts'
import { currencyCodes } from './currency-words.ts'
import { readOutcome } from './outcome-words.ts'
import type { Candidate } from './score-entities.ts'
import { templateColumns } from './templates.ts'

/** Weight below which a table is not taken for anything. */
export const leastWeight = 4

/** A first row of data: dates, amounts, addresses where names of columns should stand. */
export function recogniseHeadless(sketch: TableSketch): Recognition | null {
  if (sketch.titles === 'asked') return null
  const first = sketch.titles === 'none' ? sketch.samples.map(([cell = '']) => cell) : sketch.header
  const cells = first.map((cell) => cell.replace(/^\ufeff/, '').trim()).filter((cell) => cell !== '')
  const dates = cells.filter(looksLikeDate).length
  const numbers = cells.filter(looksLikeNumber).length
  const emails = cells.filter(looksLikeEmail).length
  const values = dates + numbers + emails
  if (sketch.titles !== 'none' && (values < 2 || values / cells.length < 0.3)) return null
  // Years and months as columns of a table of targets: "2024, 2025, 2026" are names.
  if (
    sketch.titles !== 'none' &&
    emails === 0 &&
    cells.every((cell) => !looksLikeNumber(cell) || /^(?:19|20)\d\d$/.test(cell)) &&
    dates === 0
  )
    return null
  const currency = cells.some((cell) => currencyCodes.has(cell))
  const outcome = cells.some((cell) => readOutcome(cell) !== null)
  const isDeals = numbers > 0 && (currency || outcome) && (dates > 0 || emails > 0)
  const isPeople = emails > 0 && dates + numbers === 0
  const reason = {
    fr: 'La première ligne contient des données, pas des noms de colonnes : dites ce qu’est chaque colonne, ou ajoutez une ligne d’en-têtes.',
    en: 'The first row holds data, not the names of columns: say what each column is, or add a header row.',
  }
  if (!isDeals && !isPeople) return { kind: 'unknown', reason }
  const entity: EntityName = isDeals ? 'opportunities' : 'people'
  const missing = templateColumns(entity, 'en').filter((column) => column.isRequired)
  return { kind: 'missing-columns', entity, missing: missing.map((column) => column.name), reason }
}

/** What to say of a table that is no entity: the one column that it lacks, or that nothing is known of it. */
export function notUnderstood(sketch: TableSketch, candidates: readonly Candidate[]): Recognition {
  const [nearest] = candidates
  const headers = sketch.header.filter((header) => header.trim() !== '').slice(0, 8).map((header) => `« ${header.trim().slice(0, 40)} »`) // prettier-ignore
  if (
    nearest !== undefined &&
    nearest.weight >= leastWeight &&
    nearest.isNamed &&
    nearest.entity !== 'people' &&
    nearest.lacks.length === 1
  ) {
    const missing = nearest.lacks.map((group) => group[0]).filter((field) => field !== undefined)
    const say = (language: keyof Words): string =>
      nearest.lacks
        .map((group) =>
          group
            .map((field) => fieldName(nearest.entity, field)[language])
            .join(language === 'fr' ? ' ou ' : ' or '),
        )
        .join(' ; ')
    const { name } = entities[nearest.entity]
    const fields = nearest.lacks.flat()
    const empty = fields.flatMap(
      (field) => nearest.assignment.matches.get(field)?.column.header.written ?? [],
    )[0]
    const also =
      empty === undefined
        ? { fr: '', en: '' }
        : { fr: ` (« ${empty} » est là, mais vide)`, en: ` (“${empty}” is there, but empty)` }
    return {
      kind: 'missing-columns',
      entity: nearest.entity,
      missing,
      reason: {
        fr: `On dirait « ${name.fr} », mais il manque une colonne : ${say('fr')}${also.fr}.`,
        en: `It looks like “${name.en}”, but a column is missing: ${say('en')}${also.en}.`,
      },
    }
  }
  return {
    kind: 'unknown',
    reason: {
      fr: `Aucune table connue ne porte ces colonnes (${headers.join(', ')}) : il faudrait par exemple une étape ou un statut, un montant et des dates pour des affaires.`,
      en: `No known table has these columns (${headers.join(', ').replaceAll('« ', '“').replaceAll(' »', '”')}): deals, for example, need a stage or a status, an amount and dates.`,
    },
  }
}
