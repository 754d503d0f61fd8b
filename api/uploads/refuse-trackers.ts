// The export of an activity tracker is told from its first bytes and refused before any of it reaches the disk: only the person
// herself sends it, on her own page, where it is read in memory.
import { Readable } from 'node:stream'
import { isTracker } from '../../sources/activitywatch/translator.ts'
import { Refusal } from '../errors/errors.ts'

/** Enough to tell what a file is. */
const startBytes = 16 * 1024

/** The same bytes again. @throws Refusal when they begin like a tracker's export */
export async function refuseTrackers(content: Readable): Promise<Readable> {
  const chunks = (content as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let size = 0
  let isOver = false
  while (size < startBytes && !isOver) {
    const { value, done } = await chunks.next()
    if (done === true) isOver = true
    else {
      first.push(Buffer.from(value))
      size += value.length
    }
  }
  if (isTracker(Buffer.concat(first).toString('latin1', 0, startBytes))) {
    content.destroy()
    throw new Refusal('refused', {
      words: {
        fr: 'C’est l’export d’un outil de suivi d’activité : seule sa personne l’envoie, dans « Mon temps », où il est lu en mémoire. Rien n’en a été gardé.',
        en: 'This is the export of an activity tracker: only its person sends it, in “My time”, where it is read in memory. Nothing of it was kept.',
      },
    })
  }
  return Readable.from(
    (async function* () {
      yield* first
      for (;;) {
        const { value, done } = await chunks.next()
        if (done === true) return
        yield value
      }
    })(),
    { objectMode: false },
  )
}
