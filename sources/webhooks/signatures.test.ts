// Signatures against another implementation, and each way in which one can be wrong.
import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { signatureFault } from './signatures.ts'

const now = new Date('2026-03-02T10:00:00Z')
const body = Buffer.from('{"data":{"score":9},"id":"é"}')
const secret = `whsec_${Buffer.from('a secret of thirty-two bytes 1234').toString('base64')}`
const of =
  (headers: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    headers[name]

const signedAt = (at: Date, id = 'msg_1'): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(secret).sign(id, at, body.toString()),
})
const standard = (headers: Readonly<Record<string, string>>, content = body) =>
  signatureFault('standard-webhooks', secret, of(headers), content, now)

describe('Standard Webhooks', () => {
  it('takes what the reference library signs', () => {
    expect(standard(signedAt(now))).toBeNull()
  })
  it('takes one right signature among several, as while a secret is replaced', () => {
    const headers = signedAt(now)
    expect(
      standard({ ...headers, 'webhook-signature': `v1,AAAA v2,xx ${headers['webhook-signature']}` }),
    ).toBeNull()
  })
  it.each([
    [-301, 'too-old'],
    [-299, null],
    [299, null],
    [301, 'too-new'],
  ] as const)('signed %d seconds from now: %s', (seconds, fault) => {
    expect(standard(signedAt(new Date(now.getTime() + seconds * 1000)))).toBe(fault)
  })
  it('refuses another body, id, time or secret', () => {
    const headers = signedAt(now)
    expect(standard(headers, Buffer.from('{"data":{"score":0},"id":"é"}'))).toBe('wrong-signature')
    expect(standard({ ...headers, 'webhook-id': 'msg_2' })).toBe('wrong-signature')
    expect(standard({ ...headers, 'webhook-timestamp': '1772445599' })).toBe('wrong-signature')
    expect(signatureFault('standard-webhooks', 'whsec_AAAA', of(headers), body, now)).toBe('wrong-signature')
  })
  it('refuses what is not signed, or with nonsense', () => {
    const { 'webhook-signature': signature, ...rest } = signedAt(now)
    expect(standard(rest)).toBe('unsigned')
    expect(standard({ ...rest, 'webhook-signature': signature!, 'webhook-timestamp': 'now' })).toBe(
      'unsigned',
    )
    expect(standard({ ...rest, 'webhook-signature': '' })).toBe('wrong-signature')
  })
})

// Published examples: of the standard's libraries, and of Svix (docs.svix.com, "Verifying webhooks manually").
describe('published examples', () => {
  const published = [
    {
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: 1_614_265_330,
      body: '{"test": 2432232314}',
      signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    {
      secret: 'whsec_plJ3nmyCDGBKInavdOK15jsl',
      id: 'msg_loFOjxBNrRLzqYUf',
      at: 1_731_705_121,
      body: '{"event_type":"ping","data":{"success":true}}',
      signature: 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
    },
  ]
  it.each(published)(
    '$id, under either name of the headers, with the mark of the secret or without',
    (one) => {
      const check = (prefix: string, key: string, content = one.body): string | null =>
        signatureFault(
          'standard-webhooks',
          key,
          of({
            [`${prefix}-id`]: one.id,
            [`${prefix}-timestamp`]: String(one.at),
            [`${prefix}-signature`]: one.signature,
          }),
          Buffer.from(content),
          new Date(one.at * 1000),
        )
      expect(check('webhook', one.secret)).toBeNull()
      expect(check('svix', one.secret)).toBeNull()
      expect(check('webhook', one.secret.slice(6))).toBeNull()
      expect(check('webhook', one.secret, `${one.body} `)).toBe('wrong-signature')
      expect(check('other', one.secret)).toBe('unsigned')
    },
  )
})

describe('HMAC over the body', () => {
  const key = 'another secret'
  const digest = (encoding: 'hex' | 'base64') => createHmac('sha256', key).update(body).digest(encoding)
  it('Typeform writes it in base64', () => {
    const check = (value: string | undefined) =>
      signatureFault(
        'typeform',
        key,
        (name) => (name === 'typeform-signature' ? value : undefined),
        body,
        now,
      )
    expect(check(`sha256=${digest('base64')}`)).toBeNull()
    expect(check(`sha256=${digest('hex')}`)).toBe('wrong-signature')
    expect(check(undefined)).toBe('unsigned')
  })
  it('others write it in hexadecimal', () => {
    expect(
      signatureFault('hex', key, of({ 'x-hub-signature-256': `sha256=${digest('hex')}` }), body, now),
    ).toBeNull()
    expect(signatureFault('hex', key, of({ 'x-signature-256': digest('hex') }), body, now)).toBeNull()
    expect(signatureFault('hex', 'wrong', of({ 'x-signature-256': digest('hex') }), body, now)).toBe(
      'wrong-signature',
    )
  })
})
