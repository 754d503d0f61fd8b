// The door of the room: what the API and the command line use of sign-in.
export { breakGlass, glassMinutes } from './break-glass.ts'
export {
  accountOf,
  type Caller,
  callerOf,
  countWrongReference,
  type Credentials,
  type Demand,
  readerOf,
  readerOn,
} from './caller.ts'
export { forgetWhatEnded } from './ended.ts'
export { leaveAsOwner, newStartCode, openAsOwner } from './first-start.ts'
export { invite, type Issued, reset } from './invitations.ts'
export { addKey, readKeys } from './key-file.ts'
export type { Means } from './means.ts'
export { argon2id, type Hasher, makePasswords, type Passwords } from './passwords.ts'
export { isUsableIssuer, makeProvider, type Provider, type ProviderSettings } from './provider.ts'
export { type Begun, beginProviderSignIn, finishProviderSignIn } from './provider-sign-in.ts'
export { type AccessCode, AccessRefused } from './refused.ts'
export { beginEnrolment, confirmEnrolment, sealAgain, showSecondFactor } from './second-factor.ts'
export { KeyError, type KeyRing, parseKeys, seal, unseal } from './secrets.ts'
export { atMost, deviceFor, endSession, endSessionsOf, type SignedUser, type Stage } from './sessions.ts'
export { digestOf, newReference, type Random } from './references.ts'
export {
  acceptInvitation,
  acceptReset,
  type Browser,
  changePassword,
  confirmPassword,
  type Opened,
  setUp,
  signIn,
} from './sign-in.ts'
export { type ApiToken, listTokens, makeToken, revokeToken } from './tokens.ts'
export { addressKey, countTries } from './throttle.ts'
export { changeUser, isSetUp, listUsers, type User, userNamed } from './users.ts'
