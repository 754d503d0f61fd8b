// The organisation's own sign-in provider, by OpenID Connect: authorisation code with PKCE, state and nonce. The
// protocol's checks are openid-client's; this file says what we ask and what we take from the answer.
import type { Configuration } from 'openid-client'
import { AccessRefused } from './refused.ts'

export interface ProviderSettings {
  /** 'https://login.example.com': its discovery document is at .well-known/openid-configuration below it. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** As it stands on the button. */
  readonly name: string
}

/** What of one sign-in the browser does not get to read: compared when it comes back. */
export interface Checks {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who the provider says it was. */
export interface ProviderAccount {
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  /** The provider vouches for the address; without that it links nothing. */
  readonly isEmailVerified: boolean
}

export interface Provider {
  readonly name: string
  /** The address to which the browser goes. @throws AccessRefused 'provider-unreachable' */
  addressOf(redirect: string, checks: Checks): Promise<string>
  /**
   * Exchanges what came back for who it was.
   * @param returned the redirect address with its query, as the browser arrived there
   * @throws AccessRefused 'provider-refused' when anything does not fit; 'provider-unreachable'
   */
  accountOf(returned: URL, checks: Checks): Promise<ProviderAccount>
}

/** Seconds that the provider is given for each answer. */
const patience = 10

/** Knows a provider; asks it nothing before the first sign-in. */
export function makeProvider(settings: ProviderSettings): Provider {
  let known: Promise<Configuration> | null = null
  const configuration = (): Promise<Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      // Not remembered: the provider may be back at the next try.
      known = null
      throw error
    })
    return known
  }
  return {
    name: settings.name,
    addressOf: async (redirect, { state, nonce, verifier }) => {
      const config = await configuration().catch(unreachable)
      const oidc = await import('openid-client')
      return oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).href
    },
    accountOf: async (returned, { state, nonce, verifier }) => {
      const config = await configuration().catch(unreachable)
      const oidc = await import('openid-client')
      try {
        const tokens = await oidc.authorizationCodeGrant(config, returned, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) throw new AccessRefused('provider-refused')
        // Many providers give the address only where it is asked for by itself.
        const about =
          claims['email'] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
            ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
            : claims
        return {
          issuer: claims.iss,
          subject: claims.sub,
          email: typeof about['email'] === 'string' ? about['email'] : null,
          isEmailVerified: about['email_verified'] === true,
        }
      } catch (error) {
        if (error instanceof AccessRefused) throw error
        throw new AccessRefused(isOutOfReach(error) ? 'provider-unreachable' : 'provider-refused')
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const oidc = await import('openid-client')
  const address = new URL(issuer)
  return oidc.discovery(address, clientId, clientSecret, undefined, {
    timeout: patience,
    // Plain http only to this machine itself, where nobody listens in between.
    ...(address.protocol === 'http:' && isLoopback(address) ? { execute: [oidc.allowInsecureRequests] } : {}),
  })
}

/** Whether an issuer may be used: https, or http on this machine; without credentials, query or fragment. */
export function isUsableIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const address = new URL(text)
  if (address.username !== '' || address.password !== '' || address.search !== '' || address.hash !== '')
    return false
  return address.protocol === 'https:' || (address.protocol === 'http:' && isLoopback(address))
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

function unreachable(): never {
  throw new AccessRefused('provider-unreachable')
}

/** A fetch that failed or took too long, as opposed to an answer that does not fit. */
function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error.name === 'TimeoutError' ||
    ('code' in error && error.code === 'OAUTH_TIMEOUT') ||
    error.message === 'fetch failed'
  )
}
