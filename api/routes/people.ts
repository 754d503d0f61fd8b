// The people of the organisation, for those who keep the list: who is who, teams and stays.
import { writeJournal } from '../../access/journal/index.ts'
import { addStay, addTeam, changeStay, joinPeople, listPeople } from '../../access/people/index.ts'
import type { Handler } from '../handler.ts'
import { refusing } from '../errors/refusing.ts'

const people: Handler<'people'> = ({ database }, { reader }) => database.read(reader, listPeople)

const joinPeopleHandler: Handler<'joinPeople'> = (
  { database, clock },
  { reader, requestId, path: { personId }, body: { into } },
) =>
  refusing(
    database.write(reader, async (query) => {
      const joined = { provisionalId: personId, personId: into }
      await joinPeople(query, reader, joined, { now: clock(), requestId })
      return listPeople(query)
    }),
  )

const addTeamHandler: Handler<'addTeam'> = ({ database }, { reader, body: { name, region } }) =>
  refusing(
    database.write(reader, async (query) => {
      await addTeam(query, name, region)
      return listPeople(query)
    }),
  )

const addStayHandler: Handler<'addStay'> = (
  { database, clock },
  { reader, requestId, path: { personId }, body },
) =>
  refusing(
    database.write(reader, async (query) => {
      await addStay(query, { personId, ...body })
      await writeJournal(query, reader, [{ personId, dataKind: 'correction', purpose: 'addStay' }], {
        at: clock(),
        requestId,
      })
      return listPeople(query)
    }),
  )

const changeStayHandler: Handler<'changeStay'> = (
  { database, clock },
  { reader, requestId, path: { membershipId }, body },
) =>
  refusing(
    database.write(reader, async (query) => {
      const personId = await changeStay(query, membershipId, body)
      await writeJournal(query, reader, [{ personId, dataKind: 'correction', purpose: 'changeStay' }], {
        at: clock(),
        requestId,
      })
      return listPeople(query)
    }),
  )

export const peopleHandlers = {
  people,
  joinPeople: joinPeopleHandler,
  addTeam: addTeamHandler,
  addStay: addStayHandler,
  changeStay: changeStayHandler,
}
