// What can be checked of the entities without a file: both languages, names that cannot be confused, words of one code only.
import { describe, expect, it } from 'vitest'
import { foldName } from '../model/names.ts'
import { type Entity, entityNames, entityOf } from './entities.ts'
import * as codes from './entities/codes.ts'
import { matchTemplate, templateColumns } from './recognisers/templates.ts'

const all = entityNames.map((name): [string, Entity] => [name, entityOf(name)])

describe('entities', () => {
  it.each(all)('%s says itself in both languages', (_, entity) => {
    const words = [
      entity.name,
      entity.grain,
      ...Object.values(entity.fields).flatMap(({ name, note }) => [name, note]),
    ]
    for (const said of words) {
      if (said === undefined) continue
      expect(said.fr.trim()).not.toBe('')
      expect(said.en.trim()).not.toBe('')
    }
  })

  it.each(all)('%s names only fields that it has', (_, { fields, naming = [], needs = [], spans = [] }) => {
    const named = [...naming.flatMap((one) => one.split('|')), ...needs.flat(), ...spans.flat()]
    expect(named.filter((name) => fields[name] === undefined)).toEqual([])
  })

  it.each(all)('%s has codes where it needs them', (_, { fields }) => {
    for (const field of Object.values(fields)) expect(field.codes !== undefined).toBe(field.kind === 'code')
  })

  it.each(
    entityNames.flatMap((name) => (['fr', 'en'] as const).map((language) => [name, language] as const)),
  )('the template of %s in %s is known again', (name, language) => {
    const columns = templateColumns(name, language)
    if (columns.length === 0) return
    expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length)
    const whole = matchTemplate(columns.map((column) => column.name))
    expect([whole?.entity, whole?.language, whole?.missing]).toEqual([name, language, []])
  })
})

describe('words of codes', () => {
  const lists = Object.entries(codes).filter(
    (entry): entry is [string, codes.CodeList] => typeof entry[1] === 'object' && 'said' in entry[1],
  )
  it.each(lists)('%s gives each word to one code', (_, list) => {
    const codesOf = new Map<string, Set<string>>()
    for (const [code, said] of Object.entries(list.said))
      for (const word of [code, ...said.split(' | ').flatMap((some) => some.split(', '))]) {
        const key = foldName(word)
        codesOf.set(key, (codesOf.get(key) ?? new Set()).add(code))
        expect(codes.codeOf(list, word)).toBeDefined()
      }
    expect([...codesOf].filter(([, some]) => some.size > 1).map(([word]) => word)).toEqual([])
  })

  it('reads words whatever their case and accents', () => {
    expect(codes.codeOf(codes.activityWords, ' RÉUNION CLIENT ')).toBe('buyer-facing')
    expect(codes.codeOf(codes.costWords, "achat d'espace")).toBe('advertising')
    expect(codes.codeOf(codes.activityWords, 'projet Atlas')).toBeUndefined()
  })
})
