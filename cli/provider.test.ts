// The sign-in provider as the environment names it: whole, by halves, or by an address not to be trusted.
import { describe, expect, it } from 'vitest'
import { CommandError } from './command.ts'
import { providerOf } from './provider.ts'

const whole = {
  DOUZE_OIDC_ISSUER: 'https://login.example.com/tenant',
  DOUZE_OIDC_CLIENT: 'douze',
  DOUZE_OIDC_SECRET: 's',
}

describe('the provider of the environment', () => {
  it('is none when no issuer is named', () => {
    expect(providerOf({ environment: {} })).toBeNull()
    expect(providerOf({ environment: { DOUZE_OIDC_CLIENT: 'douze' } })).toBeNull()
  })

  it('is named after its host unless it is said', () => {
    expect(providerOf({ environment: whole })).toMatchObject({ clientId: 'douze', name: 'login.example.com' })
    expect(providerOf({ environment: { ...whole, DOUZE_OIDC_NAME: 'Ateliers' } })?.name).toBe('Ateliers')
  })

  it.each(['DOUZE_OIDC_CLIENT', 'DOUZE_OIDC_SECRET'])('is refused without %s', (name) => {
    expect(() => providerOf({ environment: { ...whole, [name]: ' ' } })).toThrow(CommandError)
  })

  it('is refused over plain http', () => {
    const environment = { ...whole, DOUZE_OIDC_ISSUER: 'http://login.example.com' }
    expect(() => providerOf({ environment })).toThrow(CommandError)
  })
})
