// Answers to what decides the figures: kept, and followed by the opportunities concerned in the same transaction.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { refreshRollups, touchRows } from '../../model/rollups/index.ts'
import { isCurrency, minorDigits } from '../files/values/index.ts'
import { withClient } from './deliveries.ts'
import { lockModel } from '../../model/data-version.ts'
import { followStageOutcomes } from './merge/follow-stages.ts'
import {
  currentDecisions,
  decisionId,
  loadPipelines,
  loadStages,
  stageId,
  storedWeights,
} from './open-decisions.ts'
import { type Decision, ImportRefused } from './shapes.ts'
import { type Client, inTransaction, json, run, select } from './sql.ts'

/** The decisions as they stand, for the page of settings. */
export async function decisions(database: Database, reader: Reader): Promise<Decision[]> {
  return withClient(database, reader, async (client) => currentDecisions(client, await storedWeights(client)))
}

/**
 * Confirms or changes decisions; the opportunities concerned follow in the same transaction.
 * @throws ImportRefused for a decision or an answer that does not exist
 */
export async function decide(
  database: Database,
  reader: Reader,
  answers: Readonly<Record<string, string>>,
  now: () => Date,
): Promise<Decision[]> {
  return withClient(database, reader, async (client) => {
    await inTransaction(client, async () => {
      await lockModel(client)
      const open = await currentDecisions(client, await storedWeights(client))
      await answerDecisions(client, open, answers, now())
      await refreshRollups(client)
    })
    return currentDecisions(client, await storedWeights(client))
  })
}

/**
 * Names the organisation's currency anew: amounts that came without one of their own follow, whole or not at all.
 * @throws RangeError for a currency that does not exist; nothing is then changed
 */
export async function changeCurrency(
  database: Database,
  reader: Reader,
  currency: string,
  now: () => Date,
): Promise<void> {
  if (!isCurrency(currency)) throw new RangeError(`${currency} is not a currency`)
  await withClient(database, reader, (client) =>
    inTransaction(client, async () => {
      await lockModel(client)
      await assumeCurrency(client, currency, now())
    }),
  )
}

/** Applies answers inside the caller's transaction, which refreshes the rollups; gives the decisions as they stand after. */
export async function answerDecisions(
  client: Client,
  open: readonly Decision[],
  answers: Readonly<Record<string, string>>,
  now: Date,
): Promise<Decision[]> {
  const given = Object.entries(answers)
  if (given.length === 0) return [...open]
  const stages = new Map((await loadStages(client)).map((stage) => [stageId(stage), stage]))
  const pipelines = new Map(
    (await loadPipelines(client)).map((pipeline) => [
      decisionId('pipeline', pipeline.source, pipeline.name_key),
      pipeline,
    ]),
  )
  const changedStages: number[] = []
  for (const [id, answer] of given) {
    const decision = open.find((one) => one.id === id)
    if (decision === undefined || !decision.choices.some(({ value }) => value === answer))
      throw unknownAnswer(id, answer)
    const stage = stages.get(id)
    const pipeline = pipelines.get(id)
    if (stage !== undefined) {
      await run(
        client,
        `update stages set outcome = $2, outcome_basis = 'confirmed', is_confirmed = true where stage_id = $1`,
        [stage.stage_id, answer],
      )
      changedStages.push(stage.stage_id)
    } else if (pipeline !== undefined)
      await run(client, 'update pipelines set is_counted = $2, is_confirmed = true where pipeline_id = $1', [
        pipeline.pipeline_id,
        answer === 'yes',
      ])
    else if (id === 'lead-definition') await store(client, 'lead-definition', answer, now)
    else if (id === 'currency') await assumeCurrency(client, answer, now)
  }
  if (changedStages.length > 0) await touchRows(client, 'stages', 'row.stage_id = any($1)', [changedStages])
  await followStageOutcomes({ client, importId: 0, isRehearsal: false }, changedStages)
  await followClosings(client, changedStages, now)
  return open.map((decision) => {
    const answer = answers[decision.id]
    return answer === undefined ? decision : { ...decision, proposal: answer, isConfirmed: true }
  })
}

/** A closing that nobody knew to be one is an event: the day that its import describes, unless it was asked for, reaches to it. */
async function followClosings(client: Client, stages: readonly number[], now: Date): Promise<void> {
  if (stages.length === 0) return
  await run(
    client,
    `update imports as i set as_of = closing.day
     from (select import_id, max(closed_on) as day from opportunities
       where stage_id = any($1) and outcome <> 'open' and closed_on <= $2::date group by 1) as closing
     where i.import_id = closing.import_id and i.as_of < closing.day and i.options ->> 'asOf' is null`,
    [[...stages], now.toISOString().slice(0, 10)],
  )
}

function unknownAnswer(id: string, answer: string): ImportRefused {
  return new ImportRefused('DECISION_UNKNOWN', {
    fr: `« ${answer} » n’est pas une réponse possible à « ${id} ».`,
    en: `“${answer}” is not a possible answer to “${id}”.`,
  })
}

async function store(client: Client, key: string, value: string, now: Date): Promise<void> {
  await run(
    client,
    `insert into settings (key, value, changed_at) values ($1, $2, $3)
     on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`,
    [key, json(value), now],
  )
}

/** Amounts whose currency was assumed follow the organisation's; nothing is converted, only named otherwise. */
async function assumeCurrency(client: Client, currency: string, now: Date): Promise<void> {
  await store(client, 'currency', currency, now)
  await store(client, 'currency-confirmed', currency, now)
  const digits = minorDigits(currency) ?? 2
  const written = await select<{ currency: string }>(
    client,
    `select distinct currency from opportunities where currency_basis = 'assumed' and currency <> $1`,
    [currency],
  )
  for (const { currency: old } of written) {
    const shift = digits - (minorDigits(old) ?? 2)
    const scaled = (column: string) =>
      shift === 0 ? column : `round(${column} * power(10::numeric, ${shift}))::bigint`
    await run(
      client,
      `update opportunity_lines as l set currency = $1, amount_minor = ${scaled('l.amount_minor')} from opportunities as o
       where o.account_id = l.account_id and o.opportunity_id = l.opportunity_id and o.currency_basis = 'assumed'
         and o.currency = $2 and l.currency = $2`,
      [currency, old],
    )
    await run(
      client,
      `update opportunities set currency = $1, amount_minor = ${scaled('amount_minor')} where currency_basis = 'assumed' and currency = $2`,
      [currency, old],
    )
  }
}
