// What the customers of the simulated company say: NPS surveys every half-year and one in June 2026, interviews, tickets, lost deals;
// and what is done about it.
import { foldName } from '../model/names.ts'
import { type Random, randomIndex, randomNormal } from '../statistics/random.ts'
import { dayOf, dayText, instantText, lastDay, workdayFrom } from './calendar.ts'
import type { Customer } from './contracts.ts'
import { clamp, pick, pickWeighted } from './draw.ts'
import type { Staff } from './people.ts'
import type { Rows } from './rows.ts'
import type { Deal } from './selling.ts'
import { praiseTexts, type Remark, remarks, themes, type ThemeName, type Tone } from './texts.ts'

const campaigns = ['2024-03-12', '2024-09-10', '2025-03-11', '2025-09-09', '2026-03-10', '2026-06-02']

export function askCustomers(rows: Rows, random: Random, customers: readonly Customer[]): void {
  for (const [number, sent] of campaigns.entries()) {
    const day = dayOf(sent)
    const survey = rows.add('surveys', {
      name: `NPS ${sent.slice(0, 7)}`,
      name_key: foldName(`NPS ${sent.slice(0, 7)}`),
      kind: 'nps',
      sent_on: sent,
      invited: null,
    })
    for (const customer of customers) {
      if (customer.since > day - 60 || (customer.until !== null && customer.until <= day)) continue
      const isAnswered = random() < 0.38
      // The fourth wave follows a hard summer for deliveries: scores fall for everybody.
      const score = Math.round(
        clamp(
          7.6 + 2.1 * customer.account.mood + randomNormal(random) * 1.4 - (number === 3 ? 0.7 : 0),
          0,
          10,
        ),
      )
      const answered = day + 1 + randomIndex(random, 20)
      const comment =
        !isAnswered || random() < 0.45
          ? null
          : score >= 8
            ? pick(random, praiseTexts)
            : pick(random, unhappy(pickTheme(random))).text
      rows.add('survey_answers', {
        had_comment: false,
        is_trimmed: false,
        account_id: customer.account.id,
        survey_id: survey,
        respondent: `r${customer.account.id}`,
        invited_on: sent,
        answered_at: isAnswered ? instantText(answered, 8 + random() * 9) : null,
        answered_on: isAnswered ? dayText(answered) : null,
        score: isAnswered ? score : null,
        comment,
        product_id: null,
        rep_id: customer.rep.id,
        opportunity_id: null,
      })
    }
  }
}

const weights: Readonly<Record<ThemeName, number>> = {
  'Délais de livraison': 0.26,
  Prix: 0.2,
  'Prise en main': 0.2,
  'Service après-vente': 0.18,
  Fonctionnalités: 0.16,
}

function pickTheme(random: Random): ThemeName {
  return pickWeighted(random, weights)
}

/** What a customer says who gave a poor score, or who bought elsewhere. */
function unhappy(theme: ThemeName): readonly Remark[] {
  return remarks[theme].filter(({ tone }) => tone !== 'positive')
}

/** Who writes an interview up notes its tone; at the help desk one in three does. Now and then two people would not agree. */
function noteTone(random: Random, channel: string, tone: Tone): Tone | null {
  const isNoted = random() < (channel === 'ticket' || channel === 'form' ? 0.35 : 0.9)
  const isReadOtherwise = random() < 0.05
  return isNoted ? (isReadOtherwise ? 'neutral' : tone) : null
}

export function listen(
  rows: Rows,
  random: Random,
  notes: Random,
  customers: readonly Customer[],
  deals: readonly Deal[],
): void {
  const hear = (voice: {
    account: number
    day: number
    channel: string
    theme: ThemeName
    rep: number | null
    deal?: number
  }): void => {
    const { text, tone } = pick(
      random,
      voice.channel === 'lost-deal' ? unhappy(voice.theme) : remarks[voice.theme],
    )
    rows.add('feedback', {
      is_trimmed: false,
      account_id: voice.account,
      received_on: dayText(voice.day),
      channel: voice.channel,
      comment: text,
      theme: random() < 0.8 ? voice.theme : null,
      sentiment: noteTone(notes, voice.channel, tone),
      product_id: null,
      rep_id: voice.rep,
      opportunity_id: voice.deal ?? null,
      survey_answer_id: null,
    })
  }
  for (const customer of customers)
    for (
      let day = Math.max(customer.since, 0) + randomIndex(random, 200);
      day < Math.min(lastDay, customer.until ?? lastDay);
      day += 90 + randomIndex(random, 400)
    )
      hear({
        account: customer.account.id,
        day: workdayFrom(day) > lastDay ? lastDay : workdayFrom(day),
        channel: pickWeighted(random, { ticket: 0.6, form: 0.2, interview: 0.15, 'focus-group': 0.05 }),
        theme: pickTheme(random),
        rep: customer.rep.id,
      })
  for (const deal of deals)
    if (deal.outcome === 'lost' && random() < 0.3)
      hear({
        account: deal.account.id,
        day: deal.closed!,
        channel: 'lost-deal',
        theme: deal.lossReason === 'Prix' ? 'Prix' : pickTheme(random),
        rep: deal.rep.id,
        deal: deal.id,
      })
}

/** Themes with their words, and what was done: some voices answered one by one, two themes worked on as a whole. */
export function act(rows: Rows, random: Random, staff: Staff): void {
  const ids = new Map(
    themes.map(([name, keywords]) => [
      name,
      rows.add('themes', { name, name_key: foldName(name), keywords }),
    ]),
  )
  const action = (row: Readonly<Record<string, string | number | null>>): void => {
    rows.add('feedback_actions', {
      feedback_ref: null,
      theme_id: null,
      owner_id: pick(random, staff.marketing),
      content_item_id: null,
      course_id: null,
      ...row,
    })
  }
  for (const [at, voice] of rows.of('feedback').entries()) {
    if (random() > 0.42) continue
    const day = dayOf(String(voice.received_on)) + 1 + Math.round(random() ** 2 * 60)
    if (day > lastDay) continue
    action({
      feedback_ref: `demo-feedback-${at + 1}`,
      kind: pickWeighted(random, { reply: 0.6, content: 0.15, training: 0.1, product: 0.15 }),
      acted_on: dayText(day),
      description: 'Réponse apportée au client et suivi noté',
    })
  }
  action({
    theme_id: ids.get('Prise en main')!,
    kind: 'content',
    acted_on: '2025-11-18',
    content_item_id: 1 + randomIndex(random, rows.of('content_items').length),
    description: 'Guide de démarrage réécrit avec trois clients',
  })
  action({
    theme_id: ids.get('Prix')!,
    kind: 'training',
    acted_on: '2026-02-10',
    course_id: 3,
    description: 'Module de négociation complété par l’argumentaire de valeur',
  })
}
