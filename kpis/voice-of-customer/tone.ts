// The tone of customers' voices where nobody noted it, estimated by lists of words: told only where voices that people noted prove the
// estimate, as a share of many, put right for its errors. It is read when asked and kept nowhere; of reps and teams it is never told.
import { sql } from 'kysely'
import { answer, between, nothingCounted, silent, smallSample, widest } from '../../metric/answers/answers.ts'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext, Side } from '../../metric/definition.ts'
import type { Answer, Detail } from '../../metric/measurement.ts'
import { formatNumber, formatValue } from '../../metric/phrase.ts'
import type { EstimatedTally, Tally } from '../../metric/tallies/tally.ts'
import { nextTurn } from '../../metric/runner/turns.ts'
import { type Words, words } from '../../metric/words.ts'
import {
  correctedBounds,
  correctedShare,
  ruleAccuracy,
  type RuleProof,
} from '../../statistics/estimated-share.ts'
import { englishSentiment, frenchSentiment } from '../../statistics/sentiment.ts'
import { languageOf, type TextLanguage } from '../../statistics/text-language.ts'

/** Voices noted by people in one language that a proof needs, and the share of them that the estimate must surely read rightly. */
export const proof = { noted: 100, right: 0.75 } as const
/** Noted voices that are positive, and that are not: of fewer, how often the estimate errs on them is not known. */
const ofEach = 10
/**
 * Days up to the last one of the data within which voices count, noted or not: how customers write changes, and the words of older ones may be
 * gone, which no figure is to feel.
 */
const within = 365
/** Newest noted voices that are read. */
const mostNoted = 5_000
/** Voices read before others get their turn. */
const turn = 1_000

const languages = ['fr', 'en'] as const

/** Whether a comment reads as positive; its language, null where that cannot be told. */
function readTone(comment: string): { readonly language: TextLanguage | null; readonly isPositive: boolean } {
  const language = languageOf(comment)
  const sign =
    language === null ? 0 : (language === 'fr' ? frenchSentiment(comment) : englishSentiment(comment)).sign
  return { language, isPositive: sign === 1 }
}

/** Only who sees everybody, and of the whole organisation: a share of few would be about somebody. */
export function isToneTold({ scope, seen }: MetricContext): boolean {
  return scope.kind === 'organisation' && scope.line === undefined && seen === 'everybody'
}

/** How the estimate did on the voices that people noted, by language. */
export async function readProofs(context: MetricContext): Promise<ReadonlyMap<TextLanguage, RuleProof>> {
  const { rows } = await sql<{ comment: string; is_positive: boolean }>`
    select comment, sentiment = 'positive' as is_positive from feedback
    where sentiment is not null and comment is not null
      and received_on > ${context.asOf}::date - ${within}::integer and received_on <= ${context.asOf}::date
    order by received_on desc, account_id, feedback_id limit ${mostNoted}`.execute(context.query)
  const proofs = new Map<TextLanguage, RuleProof>()
  for (const [at, row] of rows.entries()) {
    if (at % turn === turn - 1) await (context.pause ?? nextTurn)()
    const { language, isPositive } = readTone(row.comment)
    if (language === null) continue
    const known = proofs.get(language) ?? noProof
    proofs.set(language, {
      truePositives: known.truePositives + Number(row.is_positive && isPositive),
      falseNegatives: known.falseNegatives + Number(row.is_positive && !isPositive),
      trueNegatives: known.trueNegatives + Number(!row.is_positive && !isPositive),
      falsePositives: known.falsePositives + Number(!row.is_positive && isPositive),
    })
  }
  return proofs
}

const noProof: RuleProof = { truePositives: 0, falseNegatives: 0, trueNegatives: 0, falsePositives: 0 }

const notedPositive = (one: RuleProof) => one.truePositives + one.falseNegatives
const notedOther = (one: RuleProof) => one.trueNegatives + one.falsePositives

/** Whether enough noted voices prove the estimate, and both kinds of them: always to say "positive" is right where most are. */
export function isProven(one: RuleProof): boolean {
  const { n, lower } = ruleAccuracy(one)
  return (
    n >= proof.noted &&
    lower !== null &&
    lower >= proof.right &&
    notedPositive(one) >= ofEach &&
    notedOther(one) >= ofEach &&
    one.truePositives * 2 > notedPositive(one) &&
    one.trueNegatives * 2 > notedOther(one)
  )
}

interface Heard {
  readonly voice: string
  readonly period: number
  readonly key: string | null
  readonly language: TextLanguage | null
  readonly isPositive: boolean
}

/** The voices among `heard` (rows of `heardIn` or `voices`) that nobody noted, read one by one. */
export async function readTones(
  context: MetricContext,
  heard: Sql,
  by: { readonly key: Sql; readonly join: Sql },
): Promise<readonly Heard[]> {
  const { rows } = await sql<{ voice: string; period: number; key: string | null; comment: string }>`
    select row.voice, row.period, ${by.key} as key, row.comment from ${unnoted(context, heard)} as row ${by.join}`.execute(
    context.query,
  )
  const found: Heard[] = []
  for (const [at, { voice, period, key, comment }] of rows.entries()) {
    if (at % turn === turn - 1) await (context.pause ?? nextTurn)()
    found.push({ voice, period, key, ...readTone(comment) })
  }
  return found
}

function unnoted({ asOf }: MetricContext, heard: Sql): Sql {
  return sql`(
    select heard.* from ${heard} as heard
    where heard.sentiment is null and heard.comment is not null and heard.received_on > ${asOf}::date - ${within}::integer
  )`
}

/** The rows of `heard` that the estimate counts: in a language in which it is proven. */
export async function estimatedVoices(context: MetricContext, heard: Sql): Promise<Sql> {
  const proofs = isToneTold(context) ? await readProofs(context) : new Map<TextLanguage, RuleProof>()
  const read = await readTones(context, heard, { key: sql`null::text`, join: sql`` })
  const counted = read.flatMap(({ voice, language }) =>
    language !== null && isProven(proofs.get(language) ?? noProof) ? [voice] : [],
  )
  return sql`(select * from ${heard} as heard where heard.voice = any(${counted}::text[]))`
}

/** What was read of one group, as a tally of the languages in which the estimate is proven. */
export function toneTally(
  heard: readonly Heard[],
  proofs: ReadonlyMap<TextLanguage, RuleProof>,
): EstimatedTally {
  const called = new Map<string, { positives: number; n: number }>()
  const proven = new Map<string, RuleProof>([...proofs].filter(([, one]) => isProven(one)))
  for (const { language, isPositive } of heard) {
    if (language === null || !proven.has(language)) continue
    const known = called.get(language) ?? { positives: 0, n: 0 }
    called.set(language, { positives: known.positives + Number(isPositive), n: known.n + 1 })
  }
  return { kind: 'estimated', called, proofs: proven }
}

/** What goes beside it: how many voices were left unread, or what is missing for any to be. */
export function toneSide(
  heard: readonly Heard[],
  proofs: ReadonlyMap<TextLanguage, RuleProof>,
  { called }: EstimatedTally,
): Side {
  if (called.size === 0) return { unknown: heard.length === 0 ? nothingUnnoted : missingProof(heard, proofs) }
  const read = [...called.values()].reduce((all, one) => all + one.n, 0)
  const unread = heard.length - read
  if (unread === 0) return {}
  return {
    details: [
      {
        name: words(
          'Non lus : langue incertaine, ou sans preuve dans la leur',
          'Not read: language unclear, or no proof in theirs',
        ),
        value: unread,
        unit: { kind: 'count' },
      },
    ],
  }
}

const nothingUnnoted = words(
  'Aucun retour de la période sans note et avec son texte, dans les douze derniers mois.',
  'No voice of the period without a note and with its text, within the last twelve months.',
)

export const toneOfAll = words(
  'Une estimation n’est montrée que pour toute l’organisation, jamais pour une équipe ou une personne.',
  'An estimate is shown of the whole organisation only, never of a team or a person.',
)

const languageName: Readonly<Record<TextLanguage, Words>> = {
  fr: words('français', 'French'),
  en: words('anglais', 'English'),
}

/** What a proof lacks, language by language, of those that voices or notes are in. */
function missingProof(heard: readonly Heard[], proofs: ReadonlyMap<TextLanguage, RuleProof>): Words {
  const used = languages.filter((one) => proofs.has(one) || heard.some(({ language }) => language === one))
  const said = used.map((one) => lacking(one, proofs.get(one) ?? noProof))
  const list = (language: 'fr' | 'en') =>
    said.map((one) => one[language]).join(language === 'fr' ? ' ; ' : '; ')
  if (said.length === 0)
    return words(
      'Non estimée : aucun retour n’est écrit de façon reconnaissable en français ou en anglais.',
      'Not estimated: no voice is written recognisably in French or English.',
    )
  return words(
    `Non estimée : il faut ${proof.noted} retours notés par des personnes en douze mois, dans la langue, sur lesquels l’estimation voit juste à ${proof.right * 100} % au moins. ${capital(list('fr'))}.`,
    `Not estimated: ${proof.noted} voices noted by people within twelve months are needed, in the language, on which the estimate is right ${proof.right * 100}% of the time or more. ${capital(list('en'))}.`,
  )
}

function lacking(language: TextLanguage, one: RuleProof): Words {
  const { n, right, lower, upper } = ruleAccuracy(one)
  const name = languageName[language]
  if (n < proof.noted)
    return words(
      `en ${name.fr}, ${formatNumber(n, 'fr')} sur ${proof.noted} notés`,
      `in ${name.en}, ${formatNumber(n, 'en')} of ${proof.noted} noted`,
    )
  const few = Math.min(notedPositive(one), notedOther(one))
  if (few < ofEach)
    return words(
      `en ${name.fr}, ${formatNumber(notedPositive(one), 'fr')} notés positifs et ${formatNumber(notedOther(one), 'fr')} autrement : il en faut ${ofEach} de chaque`,
      `in ${name.en}, ${formatNumber(notedPositive(one), 'en')} noted positive and ${formatNumber(notedOther(one), 'en')} otherwise: ${ofEach} of each are needed`,
    )
  const at = (value: number | null, to: 'fr' | 'en') => formatValue(value ?? 0, { kind: 'ratio' }, to)
  return words(
    `en ${name.fr}, juste pour ${formatNumber(right, 'fr')} des ${formatNumber(n, 'fr')} notés, soit entre ${at(lower, 'fr')} et ${at(upper, 'fr')} : ce n’est pas prouvé`,
    `in ${name.en}, right on ${formatNumber(right, 'en')} of the ${formatNumber(n, 'en')} noted, hence between ${at(lower, 'en')} and ${at(upper, 'en')}: that is no proof`,
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The share of positive voices over the languages in which the estimate is proven, each put right by its own proof. */
export function toneAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const unit = { kind: 'ratio' } as const
  if (tally?.kind !== 'estimated' || tally.called.size === 0)
    return silent(id, unit, 'no-data', side.unknown ?? nothingCounted, side)
  const n = [...tally.called.values()].reduce((all, one) => all + one.n, 0)
  let share = 0
  let variance = 0
  const details: Detail[] = []
  const said: Words[] = []
  for (const [language, called] of tally.called) {
    const own = tally.proofs.get(language)!
    const found = correctedShare(called.positives, called.n, own)!
    share += (found.share * called.n) / n
    variance += (found.standardError * (called.n / n)) ** 2
    const accuracy = ruleAccuracy(own)
    const name = languageName[language as TextLanguage]
    details.push({
      name: words(
        `Justesse prouvée en ${name.fr}, sur ${formatNumber(accuracy.n, 'fr')} retours notés`,
        `Proven right in ${name.en}, on ${formatNumber(accuracy.n, 'en')} noted voices`,
      ),
      value: accuracy.accuracy!,
      unit,
    })
    const at = (value: number | null, to: 'fr' | 'en') => formatValue(value ?? 0, unit, to)
    said.push(
      words(
        `en ${name.fr} pour ${at(accuracy.accuracy, 'fr')} des retours notés (entre ${at(accuracy.lower, 'fr')} et ${at(accuracy.upper, 'fr')})`,
        `in ${name.en} on ${at(accuracy.accuracy, 'en')} of the noted voices (between ${at(accuracy.lower, 'en')} and ${at(accuracy.upper, 'en')})`,
      ),
    )
  }
  const bounds = correctedBounds({ share, standardError: Math.sqrt(variance) })
  const note = words(
    `Estimation par listes de mots, que personne n’a notée : elle voit juste ${said.map((one) => one.fr).join(', ')} ; la part est redressée de ces erreurs. Elle porte sur des phrases de clients, jamais sur une personne.`,
    `Estimate by word lists, noted by nobody: it is right ${said.map((one) => one.en).join(', ')}; the share is put right for these errors. It is about sentences of customers, never about a person.`,
  )
  return answer(
    id,
    {
      value: share,
      unit,
      n,
      interval: between(bounds.lower, bounds.upper, 'Rogan–Gladen'),
      details,
      note,
      isFragile: n < smallSample || (bounds.upper - bounds.lower) / 2 > widest,
    },
    side,
  )
}
