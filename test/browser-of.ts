// A browser for tests of signing in: keeps the cookies it is given, and sends them.
import type { TestApi } from './api.ts'

export interface Browser {
  /** Sends as the page does, with its cookies. */
  send(method: string, address: string, body?: unknown): Promise<Response>
  /** Sends and reads JSON; fails on any status but the one expected (200). */
  json<Json>(method: string, address: string, body?: unknown, status?: number): Promise<Json>
  /** The cookies it holds, by name. */
  readonly cookies: Map<string, string>
}

export function browserOf(api: TestApi): Browser {
  const cookies = new Map<string, string>()
  const send = async (method: string, address: string, body?: unknown): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await api.send(method, address, {
      ...(body === undefined ? {} : { body }),
      headers: cookie === '' ? {} : { cookie },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      const value = pair.slice(pair.indexOf('=') + 1)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    send,
    cookies,
    json: async <Json>(method: string, address: string, body?: unknown, status = 200): Promise<Json> => {
      const response = await send(method, address, body)
      const text = await response.text()
      if (response.status !== status)
        throw new Error(`${method} ${address}: ${response.status} ${text.slice(0, 500)}`)
      return JSON.parse(text) as Json
    },
  }
}
