// People's rights over the API. A person reads and exports what is hers; what is about somebody else answers like a
// number that nobody has.
import { Readable } from 'node:stream'
import {
  dataKindWords,
  type DataKind,
  lookedAt,
  verifyJournal,
  writeJournal,
} from '../../access/journal/index.ts'
import {
  corrections,
  correctionRequests,
  correctPerson,
  erasePerson,
  heldSummary,
  type NoteSubject,
  notesAbout,
  notesOfPeriod,
  notesOn,
  noticeStates,
  noticesOf,
  noticeVersions,
  peopleOfNotes,
  personOf,
  PrivacyRefused,
  processingRegister,
  publishNotice,
  readRetention,
  recordReceipts,
  replyToNote,
  setRetention,
  writeNote,
} from '../../access/privacy/index.ts'
import { recogniseWaiting } from '../../sources/xapi/index.ts'
import type { Reader, Role } from '../../model/reader.ts'
import { changeSmallestGroup, readSmallestGroup, smallestGroup } from '../../model/sight.ts'
import { parsePeriod, parseScope } from '../../metric/index.ts'
import { keepErasure } from '../jobs/erasure-file.ts'
import { Refusal } from '../errors/errors.ts'
import { FileAnswer, type Handler, type Place } from '../handler.ts'
import { personArchive } from '../downloads/person-archive.ts'
import { refusing } from '../errors/refusing.ts'
import { metricOf } from '../register.ts'

const processingRegisterHandler: Handler<'processingRegister'> = async (_place, { query: { language } }) =>
  new FileAnswer(
    language === 'fr' ? 'registre-des-traitements.md' : 'register-of-processing.md',
    'text/markdown; charset=utf-8',
    Readable.from([processingRegister(language)], { objectMode: false }),
  )

const personData: Handler<'personData'> = async (place, { reader, requestId, path: { personId }, query }) => {
  await mayRead(place, reader, personId)
  const at = place.clock()
  await place.database.writeApart(reader, (write) =>
    writeJournal(write, reader, [{ personId, dataKind: 'export', purpose: 'personData' }], { at, requestId }),
  )
  const bytes = personArchive(place.database, reader, personId, { language: query.language, now: at })
  const content = Readable.from(bytes, { objectMode: false })
  return new FileAnswer(`douze-${personId}.zip`, 'application/zip', content)
}

const looks: Handler<'looks'> = async (place, { reader, path: { personId }, query: { before, limit } }) => {
  await mayRead(place, reader, personId)
  const found = await place.database.read(reader, (query) =>
    lookedAt(query, personId, { limit, ...(before === undefined ? {} : { before }) }),
  )
  return found.map((look) => ({
    ...look,
    dataKindName: dataKindWords[look.dataKind as DataKind] ?? { fr: look.dataKind, en: look.dataKind },
  }))
}

const journal: Handler<'journal'> = ({ database }, { reader }) => verifyJournal(database, reader)

const notesHandler: Handler<'notes'> = async (place, { reader, query }) => {
  const subject = subjectOf(query)
  return place.database.read(reader, async (read) => {
    await maySee(read, reader, subject)
    return notesOn(read, subject)
  })
}

const notesAboutHandler: Handler<'notesAbout'> = async (place, { reader, path: { personId } }) => {
  await mayRead(place, reader, personId, ['leader'])
  return place.database.read(reader, (query) => notesAbout(query, personId))
}

const writeNoteHandler: Handler<'writeNote'> = ({ database, clock }, { reader, body }) =>
  refusing(
    database.write(reader, async (query) => {
      const { kind, subject: given } = body
      const subject: NoteSubject =
        given.kind === 'figure' ? { ...given, answer: given.answer ?? null } : { ...given }
      checkFigure(subject)
      await maySee(query, reader, subject)
      return writeNote(query, reader, { kind, subject, body: body.body }, clock())
    }),
  )

const replyToNoteHandler: Handler<'replyToNote'> = ({ database, clock }, { reader, path, body }) =>
  refusing(database.write(reader, (query) => replyToNote(query, reader, path.noteId, body.reply, clock())))

const correctionsHandler: Handler<'corrections'> = async (place, { reader, path: { personId } }) => {
  await mayRead(place, reader, personId, ['administrator'])
  return place.database.read(reader, (query) => corrections(query, personId))
}

const correctPersonHandler: Handler<'correctPerson'> = (
  { database, clock },
  { reader, requestId, path: { personId }, body },
) =>
  refusing(
    database.write(reader, async (query) => {
      const at = clock()
      const done = await correctPerson(query, reader, { personId, ...body }, at)
      await writeJournal(query, reader, [{ personId, dataKind: 'correction', purpose: 'correctPerson' }], {
        at,
        requestId,
      })
      return done
    }),
  ).then(async (done) => {
    // Learning records that name her by a corrected address count from now on.
    await recogniseWaiting(database)
    return done
  })

const erasePersonHandler: Handler<'erasePerson'> = async (place, { reader, path: { personId }, body }) => {
  const { database, access, clock } = place
  const person = await nameOf(place, reader, personId)
  if (person === null) throw new Refusal('not-found')
  if (person !== body.name.trim())
    throw new Refusal('refused', {
      words: {
        fr: 'Le nom donné n’est pas celui de cette personne : rien n’a été effacé.',
        en: 'The name given is not this person’s: nothing was erased.',
      },
    })
  const erasure = await refusing(
    erasePerson(database, reader, personId, {
      now: clock(),
      random: access.random,
      keys: await access.keys(),
    }),
  )
  await keepErasure(place.folder, erasure)
  return erasure
}

const retention: Handler<'retention'> = ({ database }, { reader }) =>
  database.read(reader, async (query) => ({
    rules: await readRetention(query),
    smallestGroup: { people: await readSmallestGroup(query), least: smallestGroup },
    runs: (
      await query.selectFrom('purge_runs').selectAll().orderBy('purge_run_id', 'desc').limit(40).execute()
    ).map((run) => ({ ...run, endedAt: run.ended_at })),
  }))

const setRetentionHandler: Handler<'setRetention'> = ({ database, clock }, { reader, path, body }) =>
  refusing(
    database.write(reader, (query) => setRetention(query, reader, { rule: path.rule, ...body }, clock())),
  )

const setSmallestGroup: Handler<'setSmallestGroup'> = ({ database, clock }, { reader, body: { people } }) => {
  if (people < smallestGroup || people > 1_000)
    throw new Refusal('refused', {
      words: {
        fr: `Un groupe compte de ${smallestGroup} à 1 000 personnes : il peut être relevé, pas abaissé sous ${smallestGroup}.`,
        en: `A group has ${smallestGroup} to 1,000 people: it can be raised, not lowered below ${smallestGroup}.`,
      },
    })
  return database.write(reader, async (query) => {
    await changeSmallestGroup(query, people, clock())
    return { people: await readSmallestGroup(query), least: smallestGroup }
  })
}

const notices: Handler<'notices'> = ({ database }, { reader }) =>
  database.read(reader, async (query) => ({
    versions: await noticeVersions(query),
    people: await noticeStates(query),
  }))

const publishNoticeHandler: Handler<'publishNotice'> = ({ database, clock }, { reader, body }) =>
  refusing(database.write(reader, (query) => publishNotice(query, body, clock())))

const recordReceiptsHandler: Handler<'recordReceipts'> = ({ database, clock }, { reader, path, body }) =>
  refusing(
    database.write(reader, async (query) => ({
      recorded: await recordReceipts(query, { name: path.version, ...body }, clock()),
    })),
  )

const heldData: Handler<'heldData'> = async (place, { reader, requestId, path: { personId } }) => {
  await mayRead(place, reader, personId)
  await place.database.writeApart(reader, (write) =>
    writeJournal(write, reader, [{ personId, dataKind: 'export', purpose: 'heldData' }], {
      at: place.clock(),
      requestId,
    }),
  )
  return heldSummary(place.database, reader, personId)
}

const ownNotices: Handler<'ownNotices'> = async (place, { reader, path: { personId } }) => {
  await mayRead(place, reader, personId)
  return place.database.read(reader, (query) => noticesOf(query, personId))
}

const receiveNotice: Handler<'receiveNotice'> = async (
  { database, clock },
  { reader, path: { personId, version } },
) => {
  if (reader.personId !== personId) throw new Refusal('not-found')
  const received = { name: version, personIds: [personId], way: 'on screen' } as const
  return refusing(
    database.write(reader, async (query) => ({ recorded: await recordReceipts(query, received, clock()) })),
  )
}

const figureNotes: Handler<'figureNotes'> = ({ database }, { reader, query: { period } }) =>
  database.read(reader, async (read) => notesOfPeriod(read, period, await peopleOfNotes(read, reader)))

const correctionRequestsHandler: Handler<'correctionRequests'> = ({ database }, { reader }) =>
  database.read(reader, correctionRequests)

export const privacyHandlers = {
  heldData,
  ownNotices,
  receiveNotice,
  figureNotes,
  correctionRequests: correctionRequestsHandler,
  processingRegister: processingRegisterHandler,
  personData,
  looks,
  journal,
  notes: notesHandler,
  notesAbout: notesAboutHandler,
  writeNote: writeNoteHandler,
  replyToNote: replyToNoteHandler,
  corrections: correctionsHandler,
  correctPerson: correctPersonHandler,
  erasePerson: erasePersonHandler,
  retention,
  setRetention: setRetentionHandler,
  setSmallestGroup,
  notices,
  publishNotice: publishNoticeHandler,
  recordReceipts: recordReceiptsHandler,
}

/** Lets the person herself, the owner of the machine, and some roles through. @throws Refusal 'not-found' */
async function mayRead(
  place: Place,
  reader: Reader,
  personId: number,
  others: readonly Role[] = [],
): Promise<void> {
  const isHers = reader.personId === personId
  const isAllowed = reader.roles.some((role) => role === 'owner' || others.includes(role))
  if (!isHers && !isAllowed) throw new Refusal('not-found')
  if ((await nameOf(place, reader, personId)) === null) throw new Refusal('not-found')
}

async function nameOf({ database }: Place, reader: Reader, personId: number): Promise<string | null> {
  const row = await database.read(reader, (query) =>
    query.selectFrom('people').select('display_name').where('person_id', '=', personId).executeTakeFirst(),
  )
  return row?.display_name ?? null
}

/** A note is seen by whoever sees its figure or record by name: see access/privacy/notes-sight.ts. */
async function maySee(
  query: Parameters<typeof personOf>[0],
  reader: Reader,
  subject: NoteSubject,
): Promise<void> {
  const about = await personOf(query, subject).catch((error: unknown) => {
    if (error instanceof PrivacyRefused) throw new Refusal('not-found')
    throw error
  })
  // What somebody asks to be put right about herself is for her and for those who can put it right.
  if (subject.kind === 'record' && subject.recordKind === 'person') {
    if (
      about === reader.personId ||
      reader.roles.some((role) => role === 'owner' || role === 'administrator')
    )
      return
    throw new Refusal('not-found')
  }
  const people = await peopleOfNotes(query, reader)
  if (people !== 'everybody' && (about === null || !people.includes(about))) throw new Refusal('not-found')
}

/** A note on a figure that no address can show would stand nowhere. @throws Refusal */
function checkFigure(subject: NoteSubject): void {
  if (subject.kind === 'record') return
  const fields = [
    ...(metricOf(subject.metric) === undefined ? ['body.subject.metric'] : []),
    ...(parseScope(subject.scope) === null ? ['body.subject.scope'] : []),
    ...(parsePeriod(subject.period) === null ? ['body.subject.period'] : []),
  ]
  if (fields.length > 0) throw new Refusal('bad-request', { fields })
}

function subjectOf(query: Parameters<Handler<'notes'>>[1]['query']): NoteSubject {
  const { metric, answer, scope, period, recordKind, recordId } = query
  if (recordKind !== undefined && recordId !== undefined && metric === undefined)
    return { kind: 'record', recordKind, recordId }
  if (metric !== undefined && scope !== undefined && period !== undefined && recordKind === undefined)
    return { kind: 'figure', metric, answer: answer ?? null, scope, period }
  throw new Refusal('bad-request', { fields: ['query'] })
}
