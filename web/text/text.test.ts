// Both catalogues hold the same keys, say something, and obey their language's typography.
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** Every text of a catalogue by its path; functions are called with sample words. */
function leaves(part: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]]
  if (typeof part === 'function') {
    const say = part as (...words: readonly unknown[]) => string
    return [
      [`${path} (1)`, say('1', 1, '1')],
      [`${path} (7)`, say('7', 7, '7')],
    ]
  }
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
}

const french = leaves(fr)
const english = leaves(en)

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(french.map(([path]) => path)).toEqual(english.map(([path]) => path))
    expect(french.length).toBeGreaterThan(250)
  })
  it('leave nothing empty but the grain of everything', () => {
    const empty = [...french, ...english].filter(([, words]) => words.trim() === '').map(([path]) => path)
    expect(new Set(empty)).toEqual(new Set(['metric.grains.all']))
  })
  it('put a thin no-break space before French double signs', () => {
    const wrong = french.filter(
      ([, words]) => /(^|[^\u202f])[;!?»%]/.test(words) || /[^\u202f]:(\s|$)/.test(words),
    )
    expect(wrong).toEqual([])
  })
  it('use typographic apostrophes and quotes', () => {
    expect([...french, ...english].filter(([, words]) => /['"]/.test(words))).toEqual([])
  })
  it('put no French space in English', () => {
    expect(english.filter(([, words]) => /[\u202f]|\s[;:!?]/.test(words))).toEqual([])
  })
  it('agree in number', () => {
    expect(fr.health.confirmDecisions('0', 0)).toBe('Confirmer 0 décision')
    expect(en.health.confirmDecisions('0', 0)).toBe('Confirm 0 decisions')
    expect(fr.metric.rowsTitle('1', 1)).toBe('La ligne')
  })
})
