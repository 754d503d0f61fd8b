// A real OpenID Connect provider on this machine, which signs in whomever the test names, without asking.
import { createServer, type Server } from 'node:http'
import { Provider } from 'oidc-provider'

export interface ProviderAccount {
  readonly subject: string
  readonly email: string
  readonly isVerified: boolean
}

export interface TestProvider {
  readonly issuer: string
  /** Who is at the keyboard. */
  signIn(account: ProviderAccount): void
  /** Follows an address as a browser does, up to the redirect back to us. @returns where it was sent, with its query */
  visit(address: string): Promise<URL>
  stop(): Promise<void>
}

export const client = {
  id: 'douze',
  secret: 'a secret of the test only',
  redirect: 'http://localhost:1212/sign-in/callback',
}

/** @param redirect where it may send browsers back to */
export async function startProvider(redirect = client.redirect): Promise<TestProvider> {
  let present: ProviderAccount = { subject: 'nobody', email: 'nobody@example.com', isVerified: false }
  const accounts = new Map<string, ProviderAccount>()
  let provider: Provider
  const server: Server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/') === true) void interact().catch(() => response.end())
    else provider.callback()(request, response)

    async function interact(): Promise<void> {
      const { prompt, params, session } = await provider.interactionDetails(request, response)
      if (prompt.name === 'login')
        return provider.interactionFinished(request, response, { login: { accountId: present.subject } })
      const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: params.client_id })
      grant.addOIDCScope('openid email')
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const issuer = `http://127.0.0.1:${address.port}`
  provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_: unknown, subject: string) => ({
      accountId: subject,
      claims: () => {
        const account = accounts.get(subject)
        return { sub: subject, email: account?.email, email_verified: account?.isVerified }
      },
    }),
    cookies: { keys: ['only in tests'] },
  })
  return {
    issuer,
    signIn: (account) => {
      present = account
      accounts.set(account.subject, account)
    },
    visit: async (from) => {
      const jar = new Map<string, string>()
      let next = from
      for (let hops = 0; hops < 12 && !next.startsWith(redirect); hops++) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const answer = await fetch(next, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
        for (const line of answer.headers.getSetCookie()) {
          const pair = line.split(';')[0] ?? ''
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
        }
        const location = answer.headers.get('location')
        if (location === null) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 500)}`)
        next = new URL(location, next).href
      }
      return new URL(next)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
