// Names of files: of downloads, in the reader's language and safe on every system; of uploads, as text to be shown.
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

/**
 * The name of an uploaded file as it is shown and remembered: folders are kept (`crm/deals.csv`), steps out of them,
 * control and direction marks are not. It is never used as a path.
 */
export function cleanName(name: string): string {
  const parts = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .split(/[/\\]+/)
    .map((part) => part.trim())
    .filter((part) => !/^\.*$/.test(part))
  return parts.join('/').slice(-300) || '-'
}
