// Signing in and out, passwords, second factors, API tokens: what somebody does with her own account.
import {
  acceptInvitation,
  acceptReset,
  accountOf,
  beginEnrolment,
  beginProviderSignIn,
  changePassword,
  confirmEnrolment,
  confirmPassword,
  endSession,
  endSessionsOf,
  finishProviderSignIn,
  leaveAsOwner,
  listTokens,
  makeToken,
  openAsOwner,
  type Opened,
  revokeToken,
  setUp,
  showSecondFactor,
  type SignedUser,
  signIn,
  type Stage,
} from '../../access/index.ts'
import { readSettings } from '../../model/settings.ts'
import { Refusal } from '../errors/errors.ts'
import { AnswerWithCookies, type Handler } from '../handler.ts'
import { isOurOrigin } from '../front.ts'

const session: Handler<'session'> = async ({ access }, { caller }) => {
  if (caller.kind === 'owner') return { ...ownersMachine, provider: null }
  if (caller.kind === 'newcomer') return { state: 'first-start', account: null, provider: null }
  const provider = access.provider?.name ?? null
  if (caller.kind === 'nobody') return { ...signedOut, provider }
  return { ...stateOf(caller.kind === 'session' ? caller.stage : 'full', caller.user), provider }
}

const openAsOwnerHandler: Handler<'openAsOwner'> = async ({ database, access }, { body, browser }) =>
  new AnswerWithCookies(ownersMachine, {
    session: await openAsOwner(database, access, body.code, browser),
    device: null,
  })

const setUpHandler: Handler<'setUp'> = async ({ database, access }, { body, browser }) =>
  opened(await setUp(database, access, body, browser))

const signInHandler: Handler<'signIn'> = async ({ database, access }, { body, browser }) =>
  opened(await signIn(database, access, body, browser))

const showSecondFactorHandler: Handler<'showSecondFactor'> = async (
  { database, access },
  { caller, body, browser },
) => {
  const { userId } = accountOf(caller)
  return opened(await showSecondFactor(database, access, userId, body.code, browser))
}

const signOut: Handler<'signOut'> = async ({ database }, { reader, browser }) => {
  const reference = browser.session
  if (reference !== null)
    await database.writeApart(reader, async (query) => {
      await endSession(query, reference)
      await leaveAsOwner(query, reference)
    })
  return new AnswerWithCookies(signedOut, { session: null, device: null })
}

const signOutEverywhere: Handler<'signOutEverywhere'> = async ({ database }, { reader, caller }) => {
  const { userId } = accountOf(caller)
  await database.writeApart(reader, (query) => endSessionsOf(query, userId))
  return new AnswerWithCookies(signedOut, { session: null, device: null })
}

const beginSecondFactor: Handler<'beginSecondFactor'> = async (
  { database, access },
  { reader, caller, body },
) => {
  const { userId } = accountOf(caller)
  const stage = caller.kind === 'session' ? caller.stage : 'full'
  // Half way through a sign-in that asks for a code, nobody replaces what makes the codes.
  if (stage === 'second-factor') throw new Refusal('second-factor-needed')
  // An open browser alone must not be enough to put another telephone in the place of hers.
  if (stage === 'full') await confirmPassword(database, access, userId, body.password ?? '')
  const { name } = await database.read(reader, readSettings)
  return beginEnrolment(database, access, userId, name === 'Douze' ? name : `Douze ${name}`)
}

const confirmSecondFactor: Handler<'confirmSecondFactor'> = async (
  { database, access },
  { caller, body, browser },
) => {
  const { userId } = accountOf(caller)
  if (caller.kind === 'session' && caller.stage === 'second-factor') throw new Refusal('second-factor-needed')
  const done = await confirmEnrolment(database, access, userId, body.code, browser)
  return new AnswerWithCookies(
    { ...stateOf(done.stage, done.user), recoveryCodes: done.recoveryCodes },
    { session: done.session, device: done.device },
  )
}

const changePasswordHandler: Handler<'changePassword'> = async (
  { database, access },
  { caller, body, browser },
) => {
  const { userId } = accountOf(caller)
  return opened(await changePassword(database, access, userId, body, browser))
}

const acceptInvitationHandler: Handler<'acceptInvitation'> = async (
  { database, access },
  { body, browser },
) => opened(await acceptInvitation(database, access, body, browser))

const acceptResetHandler: Handler<'acceptReset'> = async ({ database, access }, { body, browser }) =>
  opened(await acceptReset(database, access, body, browser))

const beginProviderSignInHandler: Handler<'beginProviderSignIn'> = (
  { database, access, front },
  { body },
) => {
  const { origin } = new URL(body.origin)
  if (!isOurOrigin(front, origin)) throw new Refusal('bad-request', { fields: ['body.origin'] })
  return beginProviderSignIn(database, access, origin)
}

const finishProviderSignInHandler: Handler<'finishProviderSignIn'> = async (
  { database, access },
  { body, browser },
) => opened(await finishProviderSignIn(database, access, body, browser))

const tokens: Handler<'tokens'> = ({ database, clock }, { reader, caller }) => {
  const { userId } = accountOf(caller)
  return database.read(reader, (query) => listTokens(query, userId, clock()))
}

const makeTokenHandler: Handler<'makeToken'> = ({ database, access }, { reader, caller, body }) => {
  const user = accountOf(caller)
  return database.writeApart(reader, (query) => makeToken(query, access, user, body))
}

const revokeTokenHandler: Handler<'revokeToken'> = async (
  { database, clock },
  { reader, caller, path: { tokenId } },
) => {
  const { userId } = accountOf(caller)
  await database.writeApart(reader, (query) => revokeToken(query, userId, tokenId, clock()))
  return { tokenId }
}

export const accessHandlers = {
  session,
  openAsOwner: openAsOwnerHandler,
  setUp: setUpHandler,
  signIn: signInHandler,
  showSecondFactor: showSecondFactorHandler,
  signOut,
  signOutEverywhere,
  beginSecondFactor,
  confirmSecondFactor,
  changePassword: changePasswordHandler,
  acceptInvitation: acceptInvitationHandler,
  acceptReset: acceptResetHandler,
  beginProviderSignIn: beginProviderSignInHandler,
  finishProviderSignIn: finishProviderSignInHandler,
  tokens,
  makeToken: makeTokenHandler,
  revokeToken: revokeTokenHandler,
}

const ownersMachine = { state: 'owner', account: null } as const
const signedOut = { state: 'signed-out', account: null } as const

function opened({ stage, user, session: reference, device }: Opened): AnswerWithCookies {
  return new AnswerWithCookies(stateOf(stage, user), { session: reference, device })
}

/** Who she is stays unsaid until she has shown everything. */
function stateOf(stage: Stage, user: SignedUser) {
  return stage === 'full' ? { state: 'signed-in', account: user } : { state: stage, account: null }
}
