// The rules of the standard, one line each: statements that it welcomes and statements that it refuses, with the field at fault.
import { describe, expect, it } from 'vitest'
import { parseJson } from '../json/parse-json.ts'
import { faultsOf } from './statement.ts'
import type { XapiVersion } from './shape.ts'

const agent = { mbox: 'mailto:lea@example.com' }
const activity = { id: 'https://example.com/course/1' }
const statement = {
  actor: agent,
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
  object: activity,
}
const attachment = {
  usageType: 'https://example.com/certificate',
  display: { fr: 'Diplôme' },
  contentType: 'application/pdf',
  length: 10,
  sha2: 'a'.repeat(64),
}
const uuid = 'c0a80b0e-1f7d-4c43-9d1f-0123456789ab'

/** Fields at fault of the usual statement with some parts replaced; undefined takes a part away. */
function fieldsOf(changes: object, version: XapiVersion = '1.0'): string[] {
  const value = parseJson(JSON.stringify({ ...statement, ...changes }))
  return faultsOf(value, version).map(({ field }) => field)
}

const within = (part: object): object => ({ object: { objectType: 'SubStatement', ...statement, ...part } })
const definition = (part: object): object => ({ object: { ...activity, definition: part } })
const score = (part: object): object => ({ result: { score: part } })
const context = (part: object): object => ({ context: part })
const choices = [{ id: 'a', description: { en: 'A' } }, { id: 'b' }]

describe('statements that are welcome', () => {
  it.each<[string, object]>([
    ['the least', {}],
    ['with an id in capitals', { id: uuid.toUpperCase() }],
    ['an agent by account', { actor: { account: { homePage: 'https://lms.example.com', name: '4711' } } }],
    ['an agent by hash', { actor: { mbox_sha1sum: 'a'.repeat(40) } }],
    ['an agent by open id', { actor: { openid: 'https://lea.example.com/' } }],
    ['a group by name', { actor: { objectType: 'Group', mbox: 'mailto:team@example.com' } }],
    ['a group of members', { actor: { objectType: 'Group', member: [agent, { openid: 'https://x.fr' }] } }],
    ['an agent as object', { object: { objectType: 'Agent', ...agent } }],
    ['a statement as object', { object: { objectType: 'StatementRef', id: uuid } }],
    ['a statement within', within({ result: { completion: true } })],
    ['a score', score({ scaled: -1, raw: 12, min: 0, max: 20 })],
    [
      'a whole result',
      { result: { success: true, completion: false, response: '', duration: 'PT1H0M0.1S' } },
    ],
    ['null in an extension', { result: { extensions: { 'https://e.com/x': null } } }],
    [
      'any keys in an extension',
      { result: { extensions: { 'https://e.com/x': { __x: 1, constructor: {} } } } },
    ],
    ['a question', definition({ interactionType: 'choice', choices, correctResponsesPattern: ['a[,]b'] })],
    ['a whole context', context({ registration: uuid, language: 'fr-FR', platform: 'x', instructor: agent })],
    ['one activity by itself', context({ contextActivities: { parent: activity } })],
    ['several', context({ contextActivities: { grouping: [activity], category: [activity], other: [] } })],
    ['a basic timestamp', { timestamp: '20260501T100000Z' }],
    ['a timestamp with an offset', { timestamp: '2026-05-01T10:00:00.123456+05:30' }],
    ['a leap day', { timestamp: '2024-02-29T00:00:00Z' }],
    ['version 1.0.3', { version: '1.0.3' }],
    ['an attachment elsewhere', { attachments: [{ ...attachment, fileUrl: 'https://e.com/d.pdf' }] }],
    ['an authority', { authority: agent }],
    [
      'voiding',
      {
        verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
        object: { objectType: 'StatementRef', id: uuid },
      },
    ],
  ])('%s', (_name, changes) => {
    expect(fieldsOf(changes)).toEqual([])
  })
})

describe('statements that are refused, with the field', () => {
  it.each<[string, object]>([
    ['actor', { actor: undefined }],
    ['verb', { verb: undefined }],
    ['object', { object: undefined }],
    ['result', { result: null }],
    ['mood', { mood: 'good' }],
    ['id', { id: 'not-a-uuid' }],
    ['id', { id: 5 }],
    ['actor.mbox', { actor: { mbox: 'lea@example.com' } }],
    ['actor.mbox', { actor: { mbox: 'mailto:lea' } }],
    ['actor', { actor: { ...agent, openid: 'https://x.fr' } }],
    ['actor', { actor: { name: 'Léa' } }],
    ['actor.mbox_sha1sum', { actor: { mbox_sha1sum: 'b'.repeat(39) } }],
    ['actor.openid', { actor: { openid: 'lea' } }],
    ['actor.account.homePage', { actor: { account: { name: 'x' } } }],
    ['actor.account.name', { actor: { account: { homePage: 'https://x.fr' } } }],
    ['actor.name', { actor: { ...agent, name: 12 } }],
    ['actor.objectType', { actor: { ...agent, objectType: 'agent' } }],
    ['actor', { actor: { objectType: 'Group' } }],
    ['actor', { actor: { objectType: 'Group', member: [] } }],
    [
      'actor.member[0]',
      { actor: { objectType: 'Group', member: [{ objectType: 'Group', member: [agent] }] } },
    ],
    ['actor.member', { actor: { objectType: 'Group', ...agent, member: agent } }],
    ['verb.id', { verb: { id: 'completed' } }],
    ['verb.id', { verb: { id: 'https://e.com/a b' } }],
    ['verb.display', { verb: { ...statement.verb, display: 'completed' } }],
    ['verb.display.something', { verb: { ...statement.verb, display: { something: 'x' } } }],
    ['verb.display.en', { verb: { ...statement.verb, display: { en: null } } }],
    ['object.id', { object: { id: 'course 1' } }],
    ['object.objectType', { object: { ...activity, objectType: 'activity' } }],
    ['object.id', { object: { objectType: 'StatementRef', id: 'x' } }],
    ['object.object', within({ object: { objectType: 'SubStatement', ...statement } })],
    ['object.id', within({ id: uuid })],
    ['object.authority', within({ authority: agent })],
    [
      'object.context.platform',
      within({ object: { objectType: 'Agent', ...agent }, context: { platform: 'x' } }),
    ],
    ['object.definition.type', definition({ type: 'course' })],
    ['object.definition.interactionType', definition({ interactionType: 'essay' })],
    ['object.definition.interactionType', definition({ choices })],
    ['object.definition.scale', definition({ interactionType: 'choice', scale: choices })],
    [
      'object.definition.choices[1]',
      definition({ interactionType: 'choice', choices: [choices[0], choices[0]] }),
    ],
    ['object.definition.colour', definition({ colour: 'red' })],
    ['result.score.scaled', score({ scaled: 1.7 })],
    ['result.score.scaled', score({ scaled: '1' })],
    ['result.score.raw', score({ raw: 120, min: 0, max: 100 })],
    ['result.score.raw', score({ raw: -1, min: 0 })],
    ['result.score.min', score({ min: 5, max: 5 })],
    ['result.score.grade', score({ grade: 'A' })],
    ['result.success', { result: { success: 'true' } }],
    ['result.duration', { result: { duration: '30 minutes' } }],
    ['result.duration', { result: { duration: 'PT' } }],
    ['result.duration', { result: { duration: 'P1.5DT1H' } }],
    ['result.extensions.x', { result: { extensions: { x: 1 } } }],
    ['context.registration', context({ registration: 'x' })],
    ['context.team', context({ team: agent })],
    ['context.language', context({ language: 'français' })],
    ['context.contextActivities.siblings', context({ contextActivities: { siblings: [activity] } })],
    ['context.contextAgents', context({ contextAgents: [] })],
    ['context.statement.objectType', context({ statement: { id: uuid } })],
    ['timestamp', { timestamp: '2026-02-30T10:00:00Z' }],
    ['timestamp', { timestamp: '2026-05-01T10:00:00-00:00' }],
    ['timestamp', { timestamp: '2026-05-01T25:00:00Z' }],
    ['timestamp', { timestamp: '2026-05-01' }],
    ['timestamp', { timestamp: '0000-01-01T00:00:00Z' }],
    ['version', { version: '2.0.0' }],
    ['version', { version: '1.1.0' }],
    ['authority', { authority: { objectType: 'Group', member: [agent] } }],
    ['attachments[0].sha2', { attachments: [{ ...attachment, sha2: 'x' }] }],
    ['attachments[0].length', { attachments: [{ ...attachment, length: -1 }] }],
    ['attachments[0].contentType', { attachments: [{ ...attachment, contentType: 'pdf' }] }],
    ['object', { verb: { id: 'http://adlnet.gov/expapi/verbs/voided' } }],
  ])('%s', (field, changes) => {
    expect(fieldsOf(changes)).toEqual([field])
  })

  it('prototype keys are keys that the standard does not know', () => {
    const text = JSON.stringify(statement).replace('{', '{"__proto__":{"isAdmin":true},"constructor":{},')
    expect(faultsOf(parseJson(text), '1.0').map(({ field }) => field)).toEqual(['__proto__', 'constructor'])
  })

  it('a statement is an object', () => {
    for (const text of ['[]', '"x"', 'null', '5', '[[]]'])
      expect(faultsOf(parseJson(text), '1.0').length, text).toBe(1)
  })
})

describe('what xAPI 2.0 changes', () => {
  const relevant = { objectType: 'contextAgent', agent, relevantTypes: ['https://e.com/witness'] }

  it('people around it', () => {
    expect(fieldsOf(context({ contextAgents: [relevant] }), '2.0')).toEqual([])
    expect(fieldsOf(context({ contextAgents: [{ ...relevant, relevantTypes: [] }] }), '2.0')).toEqual([
      'context.contextAgents[0].relevantTypes',
    ])
    expect(fieldsOf(context({ contextGroups: [relevant] }), '2.0')).toContain(
      'context.contextGroups[0].agent',
    )
  })

  it('an instant has an offset, and is not of the basic form', () => {
    expect(fieldsOf({ timestamp: '2026-05-01T10:00:00' }, '1.0')).toEqual([])
    expect(fieldsOf({ timestamp: '2026-05-01T10:00:00' }, '2.0')).toEqual(['timestamp'])
    expect(fieldsOf({ timestamp: '20260501T100000Z' }, '2.0')).toEqual(['timestamp'])
  })

  it('statements of both versions are taken', () => {
    expect(fieldsOf({ version: '2.0.0' }, '2.0')).toEqual([])
    expect(fieldsOf({ version: '1.0.3' }, '2.0')).toEqual([])
  })
})
