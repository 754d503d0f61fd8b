// What became of a run, in sentences for whoever watches the log; and as the object that `douze import --json` prints of a file of messages.
import type { Language } from '../metric/words.ts'
import type { Received } from '../sources/singer/index.ts'
import { importJson } from './import-json.ts'

/** One line for each stream, then what ended the run, then the imports. No line holds a value of a record. */
export function singerText(received: Received, language: Language): string[] {
  const fr = language === 'fr'
  const lines = received.streams.map((stream) => {
    const { name, records, kept, added, changed, deleted } = stream
    return fr
      ? `${name} : ${records} reçus, ${kept} gardés (${added} nouveaux, ${changed} modifiés, ${deleted} supprimés)`
      : `${name}: ${records} received, ${kept} kept (${added} new, ${changed} changed, ${deleted} deleted)`
  })
  const { fault } = received
  if (fault !== null) {
    const place = fr ? `Ligne ${fault.line}` : `Line ${fault.line}`
    const column = fault.column === null ? '' : `, ${fault.column}`
    lines.push(`${place}${column}${fr ? ' ' : ''}: ${fault.words[language]} (${fault.code})`)
    lines.push(
      fr
        ? 'Réception arrêtée ; ce qui précède le dernier STATE est gardé, la suite ne l’est pas.'
        : 'The run ended there; what came before the last STATE is kept, what came after is not.',
    )
  }
  if (received.isStopped)
    lines.push(
      fr ? 'Arrêt demandé : ce qui était arrivé est gardé.' : 'Stopped as asked: what had arrived is kept.',
    )
  if (!received.isUpToDate)
    lines.push(
      fr
        ? 'Les chiffres suivront à la prochaine réception : tout ce qui est arrivé est gardé.'
        : 'Figures will follow with the next run: all that arrived is kept.',
    )
  for (const { importId, files } of received.reports) {
    const known = files.filter(({ entity }) => entity !== null).length
    lines.push(
      fr
        ? `Import n° ${importId} : ${files.length} flux, dont ${known} connus. Voir : douze imports`
        : `Import no. ${importId}: ${files.length} streams, ${known} of them known. See: douze imports`,
    )
  }
  return lines
}

/** The keys of the set of hostile files: verdict, counts, errors, sums, the state. */
export function singerJson(received: Received): object {
  const { fault, streams, state } = received
  const isRejected = received.verdict === 'reject'
  const amounts = streams.flatMap(({ amount }) => (amount === null ? [] : [amount]))
  const [amount] = amounts
  const ids = streams.flatMap((stream) => stream.ids ?? [])
  return {
    verdict: received.verdict,
    rows: streams.reduce((sum, stream) => sum + stream.records, 0),
    accepted: isRejected ? 0 : streams.reduce((sum, stream) => sum + stream.kept, 0),
    rejected: fault === null ? 0 : 1,
    duplicates: 0,
    added: streams.reduce((sum, stream) => sum + stream.added, 0),
    changed: streams.reduce((sum, stream) => sum + stream.changed, 0),
    unchanged: streams.reduce(
      (sum, stream) => sum + Math.max(0, stream.kept - stream.added - stream.changed),
      0,
    ),
    errors:
      fault === null
        ? []
        : [
            {
              row: fault.line,
              code: fault.code,
              ...(fault.column === null ? {} : { column: fault.column }),
              line: fault.line,
              sentence: fault.words,
            },
          ],
    warnings: [],
    checks: {
      ...(amounts.length === 1 ? { sum_amount: amount } : {}),
      ...(streams.length === 1 && ids.length > 0 ? { ids } : {}),
      ...(state === null ? {} : { state: JSON.parse(state) as unknown }),
    },
    streams,
    imports: received.reports.map(importJson),
  }
}
