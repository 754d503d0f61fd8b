// Names of downloaded files, in the reader's language and safe on every system.
import type { MetricDefinition } from '../metric/definition.ts'
import type { Period } from '../metric/period.ts'
import type { Language } from '../metric/words.ts'

/** `Taux de conversion - Taux de gain - T3 2017`, without an ending. */
export function fileName(
  definition: MetricDefinition,
  answerId: string,
  period: Period,
  language: Language,
): string {
  const answer = definition.answers.find((one) => one.id === answerId)
  const parts = [definition.name[language], answer?.name[language], periodPart(period, language)]
  return parts
    .filter((part) => part !== undefined && part !== '')
    .join(' - ')
    .replace(/[\p{Cc}<>:"/\\|?*\u202f\u00a0]+/gu, ' ')
    .slice(0, 150)
    .trim()
}

/** `T3 2017`, `S2 2017`, `2017-08`. */
function periodPart(period: Period, language: Language): string {
  if (period.kind === 'all') return ''
  const [year = '', part = ''] = period.id.split('-')
  if (!/^[QH]/.test(part)) return period.id
  const letter = language === 'fr' ? (part.startsWith('Q') ? 'T' : 'S') : part[0]
  return `${letter}${part.slice(1)} ${year}`
}
