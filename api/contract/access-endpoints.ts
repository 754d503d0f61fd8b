// The contract's rows for accounts: the first one, signing in and out, second factors, links, users, API tokens.
import { z } from 'zod'
import type { UserRole } from '../../model/reader.ts'
import { endpoint } from './endpoint.ts'

/** Everybody with an account; the person at a machine without accounts as well. */
export const anyRole = ['owner', 'leader', 'manager', 'rep', 'marketing', 'analyst', 'administrator'] as const
const administrators = ['owner', 'administrator'] as const

const role = z.enum([
  'leader',
  'manager',
  'rep',
  'marketing',
  'analyst',
  'administrator',
] satisfies UserRole[])
const roles = z.array(role).min(1).max(6)
const email = z.string().min(3).max(254)
const displayName = z.string().trim().min(1).max(120)
/** Anything may be tried; what may be chosen is said by access/weak-passwords.ts. */
const password = z.string().min(1).max(1000)
const linkToken = z.string().min(1).max(200)
const code = z.string().min(1).max(40)
const instant = z.iso.datetime()
const userPath = z.object({ userId: z.coerce.number().int().positive() })

const account = z.object({
  userId: z.number().int(),
  personId: z.number().int().nullable(),
  email: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  hasSecondFactor: z.boolean(),
})

/**
 * Where signing in stands. On a machine on which nobody has an account: `first-start` until the code of the start was
 * shown, then `owner`.
 */
const signInState = z.object({
  state: z.enum(['first-start', 'owner', 'signed-out', 'second-factor', 'enrolment', 'signed-in']),
  /** Null until both factors were shown. */
  account: account.nullable(),
})

const user = account.extend({
  state: z.enum(['invited', 'active', 'deactivated']),
  createdAt: instant,
})

/** A link that was just issued: its token is shown this once. */
const issued = z.object({ user, token: z.string(), expiresAt: instant })

const apiToken = z.object({
  tokenId: z.number().int(),
  name: z.string(),
  prefix: z.string(),
  roles: z.array(role),
  isReadOnly: z.boolean(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
})

export const accessEndpoints = {
  openAsOwner: endpoint({
    method: 'POST',
    path: '/api/first-start',
    summary:
      'Opens a machine on which nobody has an account, by the code that its start printed; gone once somebody has one.',
    roles: ['owner'],
    signIn: 'not needed',
    isSetup: true,
    body: z.strictObject({ code: linkToken }),
    answer: signInState,
  }),
  setUp: endpoint({
    method: 'POST',
    path: '/api/setup',
    summary:
      'Makes the first account, administrator and leader. Afterwards every request needs a sign-in, and this one is gone.',
    roles: ['owner'],
    isSetup: true,
    body: z.strictObject({ email, displayName, password }),
    answer: signInState,
  }),
  session: endpoint({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in, and what is still asked of her.',
    roles: anyRole,
    signIn: 'not needed',
    answer: signInState.extend({
      /** Name of the organisation's own sign-in provider; null without one. */
      provider: z.string().nullable(),
    }),
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/session',
    summary: 'Signs in by address and password; a second factor may follow.',
    roles: anyRole,
    signIn: 'not needed',
    body: z.strictObject({ email, password }),
    answer: signInState,
  }),
  showSecondFactor: endpoint({
    method: 'POST',
    path: '/api/session/second-factor',
    summary: 'Shows a code of the authenticator application, or a recovery code, and ends the sign-in.',
    roles: anyRole,
    signIn: 'under way',
    refusesTokens: true,
    body: z.strictObject({ code }),
    answer: signInState,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Signs out of this browser.',
    roles: anyRole,
    signIn: 'not needed',
    answer: signInState,
  }),
  signOutEverywhere: endpoint({
    method: 'DELETE',
    path: '/api/sessions',
    summary: 'Signs out of every browser.',
    roles: anyRole,
    refusesTokens: true,
    answer: signInState,
  }),
  beginSecondFactor: endpoint({
    method: 'POST',
    path: '/api/second-factor',
    summary:
      'Makes a secret for an authenticator application; the first code confirms it. Once signed in, the password is asked again.',
    roles: anyRole,
    signIn: 'under way',
    refusesTokens: true,
    body: z.strictObject({ password: password.optional() }),
    answer: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmSecondFactor: endpoint({
    method: 'POST',
    path: '/api/second-factor/confirm',
    summary: 'Confirms the secret with a first code; the recovery codes are shown this once.',
    roles: anyRole,
    signIn: 'under way',
    refusesTokens: true,
    body: z.strictObject({ code }),
    answer: signInState.extend({ recoveryCodes: z.array(z.string()) }),
  }),
  changePassword: endpoint({
    method: 'PUT',
    path: '/api/password',
    summary: 'Changes the own password; every other session ends.',
    roles: anyRole,
    refusesTokens: true,
    body: z.strictObject({ current: password, next: password }),
    answer: signInState,
  }),
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/api/invitations/accept',
    summary: 'Accepts an invitation by choosing a password.',
    roles: anyRole,
    signIn: 'not needed',
    body: z.strictObject({ token: linkToken, password }),
    answer: signInState,
  }),
  acceptReset: endpoint({
    method: 'POST',
    path: '/api/resets/accept',
    summary: 'Chooses a new password with a reset; every session of the account ends.',
    roles: anyRole,
    signIn: 'not needed',
    body: z.strictObject({ token: linkToken, password }),
    answer: signInState,
  }),
  beginProviderSignIn: endpoint({
    method: 'POST',
    path: '/api/session/provider',
    summary:
      'Begins a sign-in at the organisation’s own provider (OpenID Connect): where the browser goes, and what the page hands back afterwards.',
    roles: anyRole,
    signIn: 'not needed',
    /** Of the page itself: 'http://127.0.0.1:1212'; the browser comes back to /sign-in/callback there. */
    body: z.strictObject({ origin: z.url({ protocol: /^https?$/ }).max(300) }),
    answer: z.object({ address: z.string(), flow: z.string() }),
  }),
  finishProviderSignIn: endpoint({
    method: 'POST',
    path: '/api/session/provider/finish',
    summary: 'Ends a sign-in at the provider with the parameters with which the browser came back.',
    roles: anyRole,
    signIn: 'not needed',
    body: z.strictObject({
      flow: z.string().min(1).max(4000),
      parameters: z.record(z.string().max(60), z.string().max(4000)),
    }),
    answer: signInState,
  }),
  users: endpoint({
    method: 'GET',
    path: '/api/users',
    summary: 'The accounts, in name order.',
    roles: administrators,
    answer: z.array(user),
  }),
  inviteUser: endpoint({
    method: 'POST',
    path: '/api/users',
    summary: 'Invites somebody to an account; the earlier invitation of the same address ends.',
    roles: administrators,
    body: z.strictObject({
      email,
      displayName,
      roles,
      /** Whose rows are hers; by default the person of the organisation with that address. */
      personId: z.number().int().positive().nullable().optional(),
    }),
    answer: issued,
  }),
  changeUser: endpoint({
    method: 'PUT',
    path: '/api/users/:userId',
    summary:
      'Changes roles, person or state of an account, from its next request on. An invitation that is not accepted yet is taken back by `deactivated`, and the answer is null.',
    roles: administrators,
    pathParameters: userPath,
    body: z.strictObject({
      roles: roles.optional(),
      personId: z.number().int().positive().nullable().optional(),
      state: z.enum(['active', 'deactivated']).optional(),
    }),
    answer: user.nullable(),
  }),
  resetUser: endpoint({
    method: 'POST',
    path: '/api/users/:userId/reset',
    summary: 'Lets somebody choose a new password; on request also without her second factor.',
    roles: administrators,
    pathParameters: userPath,
    body: z.strictObject({ forgetsSecondFactor: z.boolean().default(false) }),
    answer: issued,
  }),
  tokens: endpoint({
    method: 'GET',
    path: '/api/tokens',
    summary: 'The own API tokens that work.',
    roles: anyRole,
    refusesTokens: true,
    answer: z.array(apiToken),
  }),
  makeToken: endpoint({
    method: 'POST',
    path: '/api/tokens',
    summary: 'Makes an API token with some of the own roles; its secret is shown this once.',
    roles: anyRole,
    refusesTokens: true,
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      roles,
      isReadOnly: z.boolean().default(true),
      days: z.number().int().min(1).max(365),
    }),
    answer: apiToken.extend({ token: z.string() }),
  }),
  revokeToken: endpoint({
    method: 'DELETE',
    path: '/api/tokens/:tokenId',
    summary: 'Ends one of the own API tokens.',
    roles: anyRole,
    refusesTokens: true,
    pathParameters: z.object({ tokenId: z.coerce.number().int().positive() }),
    answer: z.object({ tokenId: z.number().int() }),
  }),
} as const
