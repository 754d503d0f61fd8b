// JSON Lines: one value on each line. A line that is broken is refused alone.
import { cutValue, type RowFault } from '../fault.ts'
import type { JsonRecords } from './records.ts'
import { JsonFault } from './tokens.ts'
import { JsonWalker } from './walk.ts'

/** A longer line is no record of anything that is measured here. */
const mostLineCharacters = 8 * 1024 * 1024

/**
 * Reads every line into `records`, whose count is that of the lines with content; yields the faults of each piece of text.
 * `refuse` turns what refuses the file (too deep, too many columns) into what is thrown.
 */
export async function* readLines(
  text: AsyncGenerator<string, void>,
  records: JsonRecords,
  refuse: (error: JsonFault) => unknown,
): AsyncGenerator<RowFault[], void> {
  let rest = ''
  let line = 0
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > mostLineCharacters)
      throw refuse(new JsonFault('FILE_TOO_LARGE', line + 1, 'a line too long', mostLineCharacters))
    yield lines.flatMap((one) => readLine(one, ++line, records, refuse))
  }
  yield readLine(rest, ++line, records, refuse)
}

function readLine(
  text: string,
  line: number,
  records: JsonRecords,
  refuse: (error: JsonFault) => unknown,
): RowFault[] {
  if (text.trim() === '') return []
  records.startLine(line)
  try {
    const walker = new JsonWalker(records, line)
    walker.push(text)
    walker.end()
    return []
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    records.dropLine()
    if (error.code !== 'JSON_INVALID') throw refuse(error)
    const value = cutValue(text)
    return [{ code: 'JSON_INVALID', row: line, line, value, detail: { reason: error.reason } }]
  }
}
