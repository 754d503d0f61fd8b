// What the columns say together, after each found its field: a lone status that holds steps is the stage, "Nom" beside "Prénom" is the
// family name, a customer column of ids holds ids.
import type { EntityName } from '../entities.ts'
import type { Vendor } from '../plan.ts'
import { reachedStage } from './headers/smaller-tables.ts'
import type { Assignment, Column, Match } from './match-columns.ts'
import { readOutcome } from './outcome-words.ts'

type Matches = Map<string, Match>

function move(matches: Matches, from: string, to: string, support: Match['support']): void {
  const match = matches.get(from)
  if (match === undefined) return
  matches.delete(from)
  matches.set(to, { ...match, field: to, support })
}

/** A status whose values are steps of a pipeline, where no column is the stage. */
function settleStage(matches: Matches, vendor: Vendor): void {
  const status = matches.get('status')
  if (status === undefined || matches.has('stage')) return
  const values = [...status.column.look.folded]
  const unread = values.filter((value) => readOutcome(value, vendor) === null)
  if (unread.length < 2 || unread.length < values.length / 3 || values.length > 40) return
  const some = unread.slice(0, 3).join(', ')
  move(matches, 'status', 'stage', {
    fr: `ses valeurs sont des étapes (${some})`,
    en: `its values are stages (${some})`,
  })
}

/** What was sold, where no column says what was hoped for, is the amount. */
function settleAmount(matches: Matches): void {
  if (matches.has('wonAmount') && !matches.has('amount'))
    move(matches, 'wonAmount', 'amount', {
      fr: 'aucune autre colonne ne donne le montant',
      en: 'no other column gives the amount',
    })
}

/** Ids where the name of a customer is expected. */
function settleAccount(matches: Matches): void {
  const account = matches.get('account')
  if (account === undefined || matches.has('accountId')) return
  const { header, look } = account.column
  const isId = look.opaque > 0.8 || (look.numbers > 0.9 && header.key.endsWith('id'))
  if (isId)
    move(matches, 'account', 'accountId', {
      fr: 'ses valeurs sont des identifiants',
      en: 'its values are ids',
    })
}

/** Odoo keeps leads and opportunities in one table: its type is not the kind of sale. */
function settleType(matches: Matches): void {
  const type = matches.get('type')
  if (type === undefined || type.column.look.count === 0) return
  const isRecordKind = [...type.column.look.folded].every((value) =>
    /^(?:lead|opportunity|piste|opportunite)$/.test(value),
  )
  if (isRecordKind) matches.delete('type')
}

/**
 * Of tickets, a type is what they are about ("incident", "question"); of anything else it may be whatever its writer sorts by, and a figure by
 * theme would say nonsense. Notes are stars only where none is above five.
 */
function settleFeedback(matches: Matches, columns: readonly Column[]): void {
  const theme = matches.get('theme')
  const isOfTickets = columns.some(({ header }) =>
    header.words.some((word) => /^(?:tickets?|cases?)$/.test(word)),
  )
  if (theme?.column.header.key === 'type' && !isOfTickets) matches.delete('theme')
  const stars = matches.get('stars')
  if (stars !== undefined && (stars.column.look.most ?? 0) > 5) matches.delete('stars')
}

/** Lines of invoices carry the number of their invoice: it names no row. */
function settleInvoiceLines(matches: Matches): void {
  const id = matches.get('externalId')
  if (id !== undefined && id.column.look.count > 0 && !id.column.look.isUnique) matches.delete('externalId')
}

function settleNames(matches: Matches): void {
  const name = matches.get('name')
  if (name === undefined || !matches.has('firstName') || matches.has('lastName')) return
  if (name.column.header.key !== 'nom' && name.column.header.key !== 'name') return
  const first = matches.get('firstName')?.column.header.written ?? ''
  move(matches, 'name', 'lastName', {
    fr: `« ${first} » donne le prénom`,
    en: `“${first}” gives the first name`,
  })
}

/** The date of the change says it better than the creation date of the record that changed. */
function settleEntry(matches: Matches, assignment: Assignment): void {
  const entered = matches.get('enteredAt')
  if (entered === undefined || entered.column.header.key !== 'createddate') return
  const better = assignment.passedOver.find(
    ({ match }) =>
      match.field === 'enteredAt' &&
      /stagechange|editdate|changedate|modification/.test(match.column.header.key),
  )
  if (better !== undefined) matches.set('enteredAt', better.match)
}

/** Of "from stage" and "to stage", the stage that is entered. */
function settleReached(matches: Matches, assignment: Assignment): void {
  const reached = assignment.passedOver.find(
    ({ match }) => match.field === 'stage' && reachedStage.includes(match.column.header.key),
  )
  if (reached !== undefined) matches.set('stage', reached.match)
}

/** Parts of whole numbers are no seconds: a timer that shows decimals counts hours. */
function settleHours(matches: Matches): void {
  const seconds = matches.get('seconds')
  if (seconds === undefined) return
  const { folded, most } = seconds.column.look
  if ((most ?? 0) > 24 || ![...folded].some((value) => /^\d+[.,]\d*[1-9]/.test(value))) return
  if (matches.has('hours')) matches.delete('seconds')
  else
    move(matches, 'seconds', 'hours', {
      fr: 'ses valeurs sont des heures et leurs parties',
      en: 'its values are hours and parts of hours',
    })
}

/** A form asks in its own words: the one question that is answered in words is the comment. */
function settleQuestion(matches: Matches, columns: readonly Column[]): void {
  if (matches.has('comment')) return
  const taken = new Set([...matches.values()].map(({ column }) => column.index))
  const asked = columns.filter(
    ({ index, header, look }) =>
      !taken.has(index) &&
      /\?\s*$/.test(header.written) &&
      Math.max(look.numbers, look.dates, look.emails, look.flags, look.times) < 0.5,
  )
  const [column, ...others] = asked.filter(({ look }) => look.count > 0)
  if (column === undefined || others.length > 0) return
  matches.set('comment', {
    column,
    field: 'comment',
    score: 0.6,
    basis: { by: 'words' },
    support: {
      fr: 'c’est la seule question à laquelle on répond en mots',
      en: 'it is the only question that is answered in words',
    },
  })
}

/** The assignment with such cases put right. */
export function settle(
  entity: EntityName,
  assignment: Assignment,
  vendor: Vendor,
  columns: readonly Column[],
): Assignment {
  const matches = new Map(assignment.matches)
  if (entity === 'opportunities') {
    settleStage(matches, vendor)
    settleAmount(matches)
    settleType(matches)
  }
  if (['opportunities', 'leads', 'revenue', 'subscriptions', 'feedback', 'activities'].includes(entity))
    settleAccount(matches)
  if (entity === 'activities') settleHours(matches)
  if (entity === 'survey-answers') settleQuestion(matches, columns)
  if (entity === 'revenue') settleInvoiceLines(matches)
  if (entity === 'feedback') settleFeedback(matches, columns)
  if (entity === 'people') settleNames(matches)
  if (entity === 'stage-history') {
    settleEntry(matches, assignment)
    settleReached(matches, assignment)
  }
  const used = new Set([...matches.values()].map((match) => match.column.index))
  const passedOver = assignment.passedOver.filter(({ match }) => !used.has(match.column.index))
  return { ...assignment, matches, passedOver }
}
