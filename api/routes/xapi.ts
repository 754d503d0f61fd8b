// Learning records for those who look after them: programs, people waited for, meanings, cmi5 courses.
import { type Look, writeJournal } from '../../access/journal/index.ts'
import {
  changeChoices,
  deriveAll,
  keepCourse,
  launchUnit,
  linkAgent,
  listCourses,
  listCredentials,
  makeCredential,
  readChoices,
  readStatus,
  readWaiting,
  revokeCredential,
  waiveUnit,
  withdrawWaiver,
  XapiRefused,
} from '../../sources/xapi/index.ts'
import { courseOf } from '../uploads/course-file.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler } from '../handler.ts'

/** Agents listed at most. */
const mostAgents = 500

async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof XapiRefused)) throw error
    throw error.code === 'not-found'
      ? new Refusal('not-found')
      : new Refusal('refused', { words: error.words })
  }
}

const status: Handler<'xapiStatus'> = ({ database }, { reader }) =>
  database.read(reader, async (query) => ({
    ...(await readStatus(query)),
    changes: await readChoices(query),
  }))

const agents: Handler<'xapiAgents'> = ({ database }, { reader }) =>
  database.read(reader, (query) => readWaiting(query, mostAgents))

const link: Handler<'linkXapiAgent'> = ({ database }, { reader, path: { agentKey }, body: { personId } }) =>
  refusing(
    database.write(reader, async (query) => {
      await linkAgent(query, agentKey, personId)
      const { waitingAgents } = await readStatus(query)
      return { waitingAgents }
    }),
  )

const change: Handler<'changeXapiMapping'> = ({ database, clock }, { reader, body }) =>
  database.write(reader, async (query) => {
    const choices = await changeChoices(query, body, clock())
    await deriveAll(query)
    return choices
  })

const credentials: Handler<'xapiCredentials'> = ({ database }, { reader }) =>
  database.read(reader, listCredentials)

const issue: Handler<'issueXapiCredential'> = ({ database, access }, { reader, caller, body: { name } }) =>
  database.writeApart(reader, (query) =>
    makeCredential(
      query,
      name,
      { now: access.clock(), random: access.random },
      caller.kind === 'session' ? caller.user.userId : null,
    ),
  )

const revoke: Handler<'revokeXapiCredential'> = ({ database, access }, { reader, path: { login } }) =>
  refusing(database.writeApart(reader, (query) => revokeCredential(query, login, access.clock())))

const courses: Handler<'launchableCourses'> = ({ database }, { reader }) =>
  database.read(reader, (query) => listCourses(query, reader.personId))

const addCourse: Handler<'addCourse'> = async (
  { database, clock },
  { reader, caller, query: { base }, bytes },
) => {
  const structure = await courseOf(bytes, base ?? null)
  const createdBy = caller.kind === 'session' ? caller.user.userId : null
  const packageId = await database.writeApart(reader, (query) =>
    keepCourse(query, structure, { createdBy, now: clock() }),
  )
  return { packageId, title: structure.title, units: structure.units.length }
}

const launch: Handler<'launchCourse'> = async (
  { database, front, access, clock },
  { reader, path: { packageId }, body: { unit } },
) => {
  const { personId } = reader
  if (personId === null)
    throw new Refusal('refused', {
      words: {
        fr: 'Une formation s’ouvre pour une personne de l’organisation : votre compte n’est relié à aucune.',
        en: 'A course is opened for a person of the organisation: your account is linked to none.',
      },
    })
  const address = await refusing(
    database.write(reader, (query) =>
      launchUnit(query, {
        packageId,
        unit,
        personId,
        origin: front.publicOrigin ?? 'http://127.0.0.1:1212',
        now: clock(),
        random: access.random,
      }),
    ),
  )
  return { address }
}

const waive: Handler<'waiveCourse'> = async (
  { database, front, clock },
  { reader, requestId, path: { packageId }, body },
) => {
  const asked = { ...body, packageId, origin: front.publicOrigin ?? 'http://127.0.0.1:1212', now: clock() }
  await refusing(
    database.write(reader, async (query) => {
      await waiveUnit(query, asked)
      await writeJournal(query, reader, [excused(asked, 'waiveCourse')], { at: asked.now, requestId })
    }),
  )
  return { isWaived: true as const }
}

const withdraw: Handler<'withdrawWaiver'> = async (
  { database, front, clock },
  { reader, requestId, path: { packageId }, body },
) => {
  const asked = { ...body, packageId, origin: front.publicOrigin ?? 'http://127.0.0.1:1212', now: clock() }
  await refusing(
    database.write(reader, async (query) => {
      await withdrawWaiver(query, asked)
      await writeJournal(query, reader, [excused(asked, 'withdrawWaiver')], { at: asked.now, requestId })
    }),
  )
  return { isWaived: false as const }
}

/** What she reads of it: that somebody changed what counts of her training. */
const excused = ({ personId }: { readonly personId: number }, purpose: string): Look => ({
  personId,
  dataKind: 'training',
  purpose,
})

export const xapiHandlers = {
  xapiStatus: status,
  xapiAgents: agents,
  linkXapiAgent: link,
  changeXapiMapping: change,
  xapiCredentials: credentials,
  issueXapiCredential: issue,
  revokeXapiCredential: revoke,
  launchableCourses: courses,
  addCourse,
  launchCourse: launch,
  waiveCourse: waive,
  withdrawWaiver: withdraw,
}
