// What a metric is given to work with: the snapshot, the scope, the days, and its own definitions by name.
import type { Query } from '../model/database.ts'
import type { FigureData } from '../model/sight.ts'
import type { AnswerDefinition, MetricContext, MetricDefinition, OrganisationSettings } from './definition.ts'
import type { Facts } from './facts.ts'
import { narrowed } from './groups/permits.ts'
import { RequestError } from './request-error.ts'
import type { Unit, UnitKind } from './unit.ts'
import type { View } from './view.ts'

/** Later than any day: what "as of" means when no row has a date. */
const noDay = '9999-12-30'

/** The context with the scope narrowed to what the reader sees of it. */
export function narrowedContext(context: MetricContext, { sight }: Facts, data: FigureData): MetricContext {
  const scope = narrowed(sight, data, context.scope)
  return scope === context.scope ? context : { ...context, scope }
}

/** What a metric is given to work with. */
export function contextOf(query: Query, facts: Facts, view: View): MetricContext {
  return {
    seen: 'everybody',
    query,
    scope: view.scope,
    period: view.period,
    asOf: facts.asOf ?? noDay,
    settings: facts.settings,
    filled: facts.filled,
    cuts: facts.cuts,
    worked: facts.worked,
    passing: facts.passing,
    ...(facts.isByHash && { isByHash: facts.isByHash }),
  }
}

/** The definition of an answer. @throws RequestError 'unknown-answer' */
export function answerNamed(definition: MetricDefinition, id: string): AnswerDefinition {
  const answer = definition.answers.find((one) => one.id === id)
  if (answer === undefined) throw new RequestError('unknown-answer', id)
  return answer
}

/** The unit of an answer, with the organisation's currency. */
export function unitOf(kind: UnitKind, settings: OrganisationSettings): Unit {
  return kind === 'money' ? { kind, currency: settings.currency } : { kind }
}
