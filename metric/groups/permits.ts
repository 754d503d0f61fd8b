// What a reader may be told: which figures freely, which as those of a group, and which not at all. No definition has to
// think of it.
import { type FigureData, type Line, lineFor, type Sight } from '../../model/sight.ts'
import { silent } from '../answers/answers.ts'
import { type AnswerDefinition, dataOf, type MetricDefinition } from '../definition.ts'
import type { Facts } from '../facts.ts'
import type { Answer } from '../measurement.ts'
import { RequestError } from '../request-error.ts'
import type { Scope } from '../scope.ts'
import type { Unit } from '../unit.ts'
import { type Words, words } from '../words.ts'

/** free: as it is. groups: where enough people stand behind it. withheld: not at all. */
export type Permit = 'free' | 'groups' | 'withheld'

/** How figures about this data may be told for a scope. */
export function permitFor(sight: Sight, data: FigureData, scope: Scope): Permit {
  const { figures } = sight.of[data]
  if (figures === 'all' || isInLine(lineFor(sight, data), scope)) return 'free'
  return figures === 'groups' && scope.kind !== 'rep' ? 'groups' : 'withheld'
}

function isInLine(line: Line, scope: Scope): boolean {
  if (scope.kind === 'organisation') return false
  return (scope.kind === 'team' ? line.teams : line.people).includes(scope.id)
}

/**
 * Refuses a person or a team that the reader may not see by name, as if there were none.
 * @throws RequestError 'unknown-scope'
 */
export function requireScope({ sight }: Facts, scope: Scope): void {
  const { rows } = sight.of.results
  if (scope.kind === 'organisation' || rows === 'all' || isInLine(lineFor(sight, 'results'), scope)) return
  if (scope.kind === 'team' && rows === 'pseudonyms') return
  throw new RequestError('unknown-scope', `${scope.kind}:${scope.id}`)
}

/**
 * Whether a reader may have figures of a scope split by a dimension. Those of others are split only by who and which team: people of
 * her own line, and teams, where she has some or knows every one by name.
 */
export function maySplit(sight: Sight, data: FigureData, scope: Scope, dimension: string): boolean {
  if (permitFor(sight, data, scope) === 'free') return true
  if (scope.kind !== 'organisation') return false
  const line = lineFor(sight, data)
  if (dimension === 'rep') return line.people.length > 0
  return dimension === 'team' && (line.teams.length > 0 || sight.of.results.rows !== 'line')
}

/** The scope as it may be counted: of a person whom the reader sees on some days only, those days. */
export function narrowed(sight: Sight, data: FigureData, scope: Scope): Scope {
  const line = lineFor(sight, data)
  if (scope.kind !== 'rep' || sight.of[data].figures === 'all' || line.whole.includes(scope.id)) return scope
  return { ...scope, line }
}

/** How a person is called on a line: by name, or by what stands for it. */
export function personLabel(
  sight: Sight,
  data: FigureData,
  personId: number,
  name: string,
): { readonly label: string; readonly isNamed: boolean } {
  const { rows } = sight.of[data]
  if (rows === 'all' || lineFor(sight, data).people.includes(personId)) return { label: name, isNamed: true }
  const label = rows === 'pseudonyms' ? sight.pseudonym?.(personId) : undefined
  return { label: label ?? '–', isNamed: false }
}

/** Whether an answer can say how many people stand behind it: it can be split by person. */
export function hasPeople(definition: MetricDefinition, id: string): boolean {
  const own = definition.answers.find((answer) => answer.id === id)?.dimensions
  return (own ?? definition.dimensions.map((one) => one.id)).includes('rep')
}

/** An answer that is there and not told. */
export function withheld(
  definition: MetricDefinition,
  answer: AnswerDefinition,
  unit: Unit,
  { group, of }: Sight,
): Answer {
  const why = of[dataOf(definition, answer.id)].figures === 'none' ? notForRoles : tooFew(group)
  return notTold(answer.id, unit, hasPeople(definition, answer.id) ? why : peopleUnknown)
}

/** An answer that this reader is not told, and why. */
function notTold(id: string, unit: Unit, why: Words): Answer {
  return { ...silent(id, unit, 'no-data', why), isWithheld: true }
}

/** An answer that rests on too few answers of customers to be told. */
export function withoutEnoughAnswers({ id, unit }: Answer): Answer {
  return notTold(id, unit, tooFewAnswers)
}

/** A manager reads what is said of a member of her line from five answers on. */
export const fewestAnswers = 5

/** Whether a figure of the reader's line has too few answers of customers behind it to be told. */
export function isTooFewAnswers(sight: Sight, data: FigureData, scope: Scope, n: number | null): boolean {
  if (data !== 'feedback' || sight.of.feedback.figures === 'all') return false
  const isOwn = scope.kind === 'rep' && scope.id === sight.line.self
  return !isOwn && n !== null && n < fewestAnswers
}

const tooFewAnswers = words(
  "Moins de 5 réponses : ce chiffre n'est pas montré.",
  'Fewer than 5 answers: this figure is not shown.',
)

export function tooFew(group: number): Words {
  return words(
    `Moins de ${group} personnes, ou un chiffre dont on en déduirait un de moins de ${group} : il n'est pas montré.`,
    `Fewer than ${group} people, or a figure that would give one of fewer than ${group} away: it is not shown.`,
  )
}

const notForRoles: Words = words(
  "Vos rôles n'ouvrent pas ce chiffre hors de votre propre ligne.",
  'Your roles do not open this figure outside your own line.',
)

const peopleUnknown: Words = words(
  "On ne peut pas compter les personnes derrière ce chiffre : il n'est pas montré hors de leur équipe.",
  'The people behind this figure cannot be counted: it is not shown outside their team.',
)
