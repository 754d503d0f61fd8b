// Every metric splits by person, which is how what is told of groups is found.
import { expect, test } from 'vitest'
import type { MetricDefinition } from '../definition.ts'
import { type Period, parsePeriod, wholeData } from '../period.ts'
import { organisation } from '../scope.ts'
import { asOf, metrics, twoTeams } from '../../test/two-teams.ts'

const { database, reader } = await twoTeams()

const whole = metrics.flatMap((definition) =>
  definition.dimensions.some((one) => one.id === 'rep') ? [[definition.id, definition] as const] : [],
)

test.each(whole)('%s splits several periods by person as it does one by one', async (_id, definition) => {
  const periods = ['2026-01', '2026-02', '2026-03'].map((id) => parsePeriod(id)!)
  const answers = definition.answers
    .filter((one) => !one.isTimeless && (one.dimensions?.includes('rep') ?? true))
    .map((one) => one.id)
  const spied = await peopleOf(definition, answers, periods)
  for (const [i, period] of periods.entries())
    expect(spied[i], period.id).toEqual((await peopleOf(definition, answers, [period]))[0])
})

async function peopleOf(
  definition: MetricDefinition,
  answers: readonly string[],
  periods: readonly Period[],
): Promise<readonly (readonly string[])[]> {
  const lines = await database.read(reader('owner'), (query) =>
    definition.count!(
      {
        query,
        scope: organisation,
        period: wholeData,
        asOf,
        settings: { name: 'x', timeZone: 'Europe/Paris', fiscalStart: 1, currency: 'EUR' },
        seen: 'everybody',
        filled: new Set<string>(),
      },
      { answers, periods, dimension: 'rep' },
    ),
  )
  return periods.map((_, i) =>
    lines
      .filter((line) => line.period === i)
      .flatMap((line) => Object.keys(line.tallies).map((answer) => `${line.key} ${answer}`))
      .toSorted(),
  )
}
