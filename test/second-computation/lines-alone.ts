// The lines of a breakdown, each alone: what sets a line against all the others grows with the square of the lines, and five hundred data
// sets are no lines of one company.
import type { CountedLine, MetricDefinition } from '../../metric/definition.ts'
import type { Answer } from '../../metric/measurement.ts'
import { breakDown } from '../../metric/runner/runner.ts'
import type { BreakdownRequest } from '../../metric/view.ts'
import type { Database } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'

function apart(line: CountedLine): CountedLine {
  const sides = Object.keys(line.tallies).map((answer) => [
    answer,
    { ...line.sides?.[answer], isComparable: false },
  ])
  return { ...line, sides: Object.fromEntries(sides) }
}

/** Answers of a breakdown by the label of their line, measured as ever but compared with nothing. */
export async function linesAlone(
  database: Database,
  definition: MetricDefinition,
  request: BreakdownRequest,
): Promise<ReadonlyMap<string, Answer>> {
  const alone: MetricDefinition = {
    ...definition,
    ...(definition.count !== undefined && {
      // The whole, which stands beside the lines, is not asked for.
      count: async (context, split) =>
        split.dimension === null ? [] : (await definition.count!(context, split)).map(apart),
    }),
  }
  const found = await breakDown(database, owner, alone, request)
  return new Map(found.lines.map((line) => [line.label, line.answer]))
}
