// The lists behind the figures: people, certifications, assessments, workshops person by person, coaching, content shared.
import { sql } from 'kysely'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { type Listing, listRows } from '../../metric/rows/listing.ts'
import { certified, required, uncertified } from './certifications.ts'
import {
  actions,
  begun,
  firstAssessments,
  hours,
  judged,
  progress,
  sessions,
  situations,
  trained,
} from './learning.ts'
import { isCompared, notCompared, observed, scores, windowDays } from './workshops.ts'

export function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const listing =
    request.excluded === undefined ? listingOf(context, request.answer) : leftOut(context, request.excluded)
  return listRows(context, listing, request)
}

const percent = (share: Sql): Sql => sql`round((${share} * 100)::numeric, 1)::double precision`
const hour = (seconds: Sql): Sql => sql`round((${seconds} / 3600.0)::numeric, 1)::double precision`
const byRep = { column: 'rep', descending: false } as const
const latest = { column: 'day', descending: true } as const

function listingOf(context: MetricContext, answer: string): Listing {
  const periods = [context.period]
  const people = ['rep', 'team'] as const
  switch (answer) {
    case 'valid-certifications':
      return {
        counted: required(context, periods),
        with: people,
        cells: {
          course: sql`row.course`,
          valid: sql`row.is_valid`,
          day: sql`row.passed_on`,
          valid_until: sql`row.valid_until`,
          source: sql`row.source`,
        },
        usual: byRep,
        tie: sql`row.rep_id, row.course_id`,
      }
    case 'progress':
      return {
        counted: progress(context, periods),
        with: people,
        cells: {
          course: sql`row.course`,
          day: sql`row.day`,
          before: percent(sql`row.before`),
          score: percent(sql`row.score`),
          source: sql`row.source`,
        },
        usual: latest,
        tie: sql`row.training_result_id`,
      }
    case 'training-hours':
      return {
        counted: hours(context, periods),
        with: people,
        cells: { hours: hour(sql`row.seconds`) },
        usual: { column: 'hours', descending: true },
        tie: sql`row.rep_id`,
      }
    case 'trained':
      return {
        counted: trained(context, periods),
        with: people,
        cells: { finished: sql`row.finished` },
        usual: { column: 'finished', descending: true },
        tie: sql`row.rep_id`,
      }
    case 'completion':
      return {
        counted: begun(context, periods),
        with: people,
        cells: {
          course: sql`row.course`,
          day: sql`row.day`,
          done_on: sql`row.done_on`,
          over: sql`row.is_over`,
          source: sql`row.source`,
        },
        usual: latest,
        tie: sql`row.training_result_id`,
      }
    case 'pass-rate':
      return {
        counted: judged(context, periods),
        with: people,
        cells: {
          course: sql`row.course`,
          day: sql`row.day`,
          passed: sql`row.is_passed`,
          score: percent(sql`row.score`),
          source: sql`row.source`,
        },
        usual: latest,
        tie: sql`row.training_result_id`,
      }
    case 'workshop-scores':
      return {
        counted: scores(context, periods),
        with: people,
        cells: {
          workshop: sql`row.workshop`,
          day: sql`row.held_on`,
          before: percent(sql`row.score_before`),
          after: percent(sql`row.score_after`),
        },
        usual: latest,
        tie: sql`row.workshop_id, row.rep_id`,
      }
    case 'workshop-opportunities':
    case 'workshop-effect':
    case 'workshop-cycle':
      return aroundWorkshops(
        sql`(select person.* from ${observed(context, periods)} as person where ${isCompared(answer)})`,
        answer,
      )
    case 'coaching-sessions':
    case 'coaching-actions':
      return {
        counted: answer === 'coaching-sessions' ? sessions(context, periods) : actions(context, periods),
        with: people,
        cells: {
          day: sql`row.held_on`,
          skill: sql`row.skill`,
          action: sql`row.action`,
          ...(answer === 'coaching-actions' && {
            due: sql`row.day`,
            done_on: sql`row.done_on`,
            done: sql`row.is_done`,
          }),
        },
        usual: latest,
        tie: sql`row.coaching_session_id`,
      }
    case 'content-fit':
      return {
        counted: situations(context, periods),
        with: ['account', 'rep', 'team'],
        cells: {
          day: sql`row.day`,
          content: sql`row.title`,
          made_for: sql`row.made_for`,
          stage: sql`row.stage`,
          fits: sql`row.fits`,
        },
        usual: latest,
        tie: sql`row.rep_id, row.content_event_id`,
      }
    default:
      return {
        counted: certified(context, periods),
        with: people,
        cells: {
          up_to_date: sql`row.is_up_to_date`,
          required: sql`row.required`,
          held: sql`row.valid`,
          valid_until: sql`row.valid_until`,
        },
        usual: byRep,
        tie: sql`row.rep_id`,
      }
  }
}

function aroundWorkshops(counted: Sql, answer: string): Listing {
  const opened = sql`row.opened_early + row.opened_late`
  const closed = sql`row.closed_early + row.closed_late`
  const weeks = (deals: Sql, days: Sql) =>
    sql`round((${deals} * 7.0 / nullif(${days}, 0))::numeric, 2)::double precision`
  const values: Readonly<Record<string, { readonly before: Sql; readonly after: Sql }>> = {
    'workshop-opportunities': {
      before: weeks(sql`(${opened})`, sql`${windowDays}::integer`),
      after: weeks(sql`row.opened_after`, sql`(row.opens_to - row.held_on)`),
    },
    'workshop-effect': {
      before: percent(sql`(row.won_early + row.won_late)::double precision / nullif(${closed}, 0)`),
      after: percent(sql`row.won_after::double precision / nullif(row.closed_after, 0)`),
    },
    'workshop-cycle': {
      before: sql`row.soon_won_before::double precision`,
      after: sql`row.soon_won_after::double precision`,
    },
  }
  return {
    counted,
    with: ['rep', 'team'],
    cells: {
      workshop: sql`row.workshop`,
      day: sql`row.held_on`,
      invited: sql`row.is_invited`,
      came: sql`row.has_attended`,
      ...values[answer],
    },
    usual: { column: 'invited', descending: true },
    tie: sql`row.workshop_id, row.rep_id`,
  }
}

function leftOut(context: MetricContext, code: string): Listing {
  const periods = [context.period]
  const of = (counted: Sql): Sql => sql`(select * from ${counted} as row where code = ${code})`
  if (code === 'not-compared') return aroundWorkshops(of(notCompared(context, periods)), 'workshop-effect')
  if (code === 'no-certification' || code === 'before-notice')
    return {
      counted: of(uncertified(context, periods)),
      with: ['rep', 'team'],
      cells: {},
      usual: byRep,
      tie: sql`row.rep_id`,
    }
  return {
    counted: of(firstAssessments(context, periods)),
    with: ['rep', 'team'],
    cells: {
      course: sql`row.course`,
      day: sql`row.day`,
      score: percent(sql`row.score`),
      source: sql`row.source`,
    },
    usual: latest,
    tie: sql`row.training_result_id`,
  }
}
