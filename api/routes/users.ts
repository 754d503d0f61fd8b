// The accounts of the house, for administrators: invited, changed, closed, let in again.
import { type Caller, changeUser, invite, listUsers, reset } from '../../access/index.ts'
import type { Handler } from '../handler.ts'

const users: Handler<'users'> = ({ database }, { reader }) => database.read(reader, listUsers)

const inviteUser: Handler<'inviteUser'> = ({ database, access }, { reader, caller, body }) =>
  database.write(reader, (query) => invite(query, access, body, userIdOf(caller)))

const changeUserHandler: Handler<'changeUser'> = ({ database, clock }, { reader, path, body }) =>
  database.write(reader, (query) => changeUser(query, path.userId, body, clock()))

const resetUser: Handler<'resetUser'> = ({ database, access }, { reader, caller, path, body }) =>
  database.write(reader, (query) =>
    reset(query, access, path.userId, body.forgetsSecondFactor, userIdOf(caller)),
  )

export const userHandlers = { users, inviteUser, changeUser: changeUserHandler, resetUser }

/** Who issues; null for the owner of a machine without accounts. */
function userIdOf(caller: Caller): number | null {
  return caller.kind === 'session' || caller.kind === 'token' ? caller.user.userId : null
}
