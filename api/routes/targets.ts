// Targets and standard values: listed, set and removed; nothing else compares figures with them than the runner.
import {
  expectedValue,
  listTargets,
  readTargetValue,
  removeTarget,
  settable,
  setTarget,
} from '../../metric/index.ts'
import type { Query } from '../../model/database.ts'
import { readSettings } from '../../model/settings.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler } from '../handler.ts'
import { metrics } from '../register.ts'

const all = settable(metrics)

const targets: Handler<'targets'> = ({ database }, { reader }) => database.read(reader, shown)

const set: Handler<'setTarget'> = async ({ database }, { reader, body }) => {
  const { metric, answer, kind, validFrom } = body
  const found = all.find((one) => one.metric === metric && one.answer === answer)
  if (found === undefined) throw new Refusal('unknown-answer', { fields: ['body.answer'] })
  if (found.isBasis && kind !== 'standard') throw new Refusal('bad-request', { fields: ['body.kind'] })
  const teamId = body.teamId ?? null
  return database.write(reader, async (query) => {
    const { currency } = await readSettings(query)
    const value = readTargetValue(body.value, found.unit, currency)
    if (value === null)
      throw new Refusal('bad-request', { words: expectedValue(found.unit), fields: ['body.value'] })
    if (teamId !== null && !(await isTeam(query, teamId))) throw new Refusal('not-found')
    await setTarget(query, { metric, answer, kind, teamId, validFrom, value })
    return shown(query)
  })
}

const remove: Handler<'removeTarget'> = ({ database }, { reader, path }) =>
  database.write(reader, async (query) => {
    if (!(await removeTarget(query, path.targetId))) throw new Refusal('not-found')
    return shown(query)
  })

export const targetHandlers = { targets, setTarget: set, removeTarget: remove }

async function isTeam(query: Query, teamId: number): Promise<boolean> {
  const found = await query
    .selectFrom('teams')
    .where('team_id', '=', teamId)
    .select('team_id')
    .executeTakeFirst()
  return found !== undefined
}

async function shown(query: Query) {
  const { currency } = await readSettings(query)
  const kept = await listTargets(query)
  const isMoney = new Set(
    all.filter((one) => one.unit === 'money').map((one) => `${one.metric} ${one.answer}`),
  )
  return {
    settable: all.map((one) => ({
      ...one,
      unit: one.unit === 'money' ? ({ kind: 'money', currency } as const) : { kind: one.unit },
    })),
    kept: kept.map((one) => ({
      ...one,
      value: isMoney.has(`${one.metric} ${one.answer}`) ? BigInt(Math.round(one.value)) : one.value,
    })),
  }
}
