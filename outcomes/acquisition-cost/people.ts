// Whose money it was: spending on one person, a salary or a training, is split by nobody on screen, and is behind the figure.
import { spentOnPeople } from '../../metric/rows/acquisition.ts'
import type { CountedLine, MetricContext, Split } from '../../metric/definition.ts'
import { linesOf } from '../../metric/tallies/lines.ts'
import { salesLag } from './lag.ts'
import { paid } from './rows.ts'

export async function countPeople(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const spent = {
    'full-cost': {},
    'paid-cost': { only: paid },
    'lagged-cost': { lag: split.answers.includes('lagged-cost') ? ((await salesLag(context)) ?? 0) : 0 },
  }
  for (const [answer, which] of Object.entries(spent))
    if (split.answers.includes(answer))
      for (const { period, person, minor } of await spentOnPeople(context, split.periods, which))
        lines.add(period, String(person), answer, { kind: 'unit-cost', minor, units: 0, missingRates: [] })
  return lines.all()
}
