// The content of the simulated company: what there is, who made it, who searched and shared it, and which deals it went with.
import { foldName } from '../model/names.ts'
import { type Random, randomIndex } from '../statistics/random.ts'
import { dayText, firstDay, instantText, lastDay, workdayFrom } from './calendar.ts'
import { pick, pickWeighted, someTimes } from './draw.ts'
import { isAtWork, isThere, type Rep, type Staff } from './people.ts'
import type { Rows } from './rows.ts'
import { type Deal, stageNames } from './selling.ts'
import { helpfulContent, ridingContent, type Segment, segments } from './truths.ts'

interface Item {
  readonly id: number
  readonly title: string
  readonly published: number
  readonly stage: string | null
  readonly segment: Segment | null
  /** One in four is never used: that is the bill of unused content. */
  readonly isLiked: boolean
}

const types = {
  Présentation: 0.24,
  'Étude de cas': 0.2,
  'Fiche produit': 0.2,
  Argumentaire: 0.14,
  Vidéo: 0.08,
  'Modèle de proposition': 0.14,
} as const
const subjects =
  'gestion des stocks,traçabilité,maintenance,déploiement multi-sites,conformité,mobilité des équipes,reprise de données,mesure des gains,sécurité,intégration ERP,formation des opérateurs,suivi qualité'.split(
    ',',
  )

export function makeContent(rows: Rows, random: Random, staff: Staff): readonly Item[] {
  const items: Item[] = []
  const add = (
    title: string,
    type: string,
    published: number,
    stage: string | null,
    segment: Segment | null,
    isLiked: boolean,
  ): void => {
    const isOfReps = type !== 'Vidéo' && random() < 0.35
    const author = isOfReps
      ? pick(
          random,
          staff.reps.filter((rep) => isThere(rep, Math.max(0, published))),
        ).id
      : pick(random, staff.marketing)
    const templates = items.filter((item) => item.title.startsWith('Modèle'))
    const id = rows.add('content_items', {
      title,
      title_key: foldName(title),
      type,
      department: isOfReps ? 'sales' : 'marketing',
      owner_id: author,
      product_id: null,
      stage,
      segment,
      published_on: dayText(published),
      archived_on: null,
      expires_on: random() < 0.3 ? dayText(published + 540) : null,
      is_template: type === 'Modèle de proposition',
      template_id: isOfReps && templates.length > 0 && random() < 0.5 ? pick(random, templates).id : null,
    })
    items.push({ id, title, published, stage, segment, isLiked })
    makeIt(rows, random, id, author, published, 'creation')
    rows.add('content_versions', {
      content_item_id: id,
      version: '1',
      published_on: dayText(published),
      author_id: author,
    })
    for (let version = 2; random() < 0.4 && published + version * 150 < lastDay; version++) {
      const day = workdayFrom(published + version * 150)
      makeIt(rows, random, id, author, day, 'update')
      rows.add('content_versions', {
        content_item_id: id,
        version: String(version),
        published_on: dayText(day),
        author_id: author,
      })
    }
  }
  add(ridingContent.title, 'Présentation', 20, 'Découverte', null, true)
  add(helpfulContent.title, 'Étude de cas', 10, helpfulContent.stage, null, true)
  for (let i = 0; i < 118; i++) {
    const type = pickWeighted(random, types)
    const subject = subjects[i % subjects.length]!
    const segment = random() < 0.5 ? pick(random, segments) : null
    const title = `${type} : ${subject}${segment === null ? '' : `, ${segment}`} (${Math.floor(i / subjects.length) + 1})`
    const published = i < 60 ? randomIndex(random, 60) : 60 + randomIndex(random, lastDay - 90)
    add(
      title,
      type,
      workdayFrom(published),
      random() < 0.8 ? pick(random, stageNames) : null,
      segment,
      random() < 0.72,
    )
  }
  return items
}

/** Work on an item over the days before it came out. */
function makeIt(
  rows: Rows,
  random: Random,
  item: number,
  person: number,
  out: number,
  kind: 'creation' | 'update',
): void {
  const hours = kind === 'creation' ? 5 + random() * 16 : 1 + random() * 4
  const sittings = 1 + randomIndex(random, kind === 'creation' ? 5 : 2)
  for (let i = 0; i < sittings; i++) {
    const day = out - (sittings - i) * 2
    if (day < firstDay) continue
    rows.add('content_work', {
      content_item_id: item,
      rep_id: person,
      kind,
      day: dayText(day),
      seconds: Math.round((hours * 3_600) / sittings),
    })
  }
}

/** What reps do with content besides their deals: searches that find or do not, things opened and downloaded. */
export function searchContent(rows: Rows, random: Random, staff: Staff, items: readonly Item[]): void {
  for (let day = firstDay; day <= lastDay; day++) {
    const liked = items.filter((item) => item.isLiked && item.published <= day)
    for (const rep of staff.reps) {
      if (!isAtWork(rep, day) || liked.length === 0) continue
      const tool = pickWeighted(random, { portail: 0.6, messagerie: 0.25, CRM: 0.15 })
      for (let i = someTimes(random, 0.55); i > 0; i--) {
        const hour = 7 + random() * 9
        const finds = random() < 0.72
        event(rows, {
          rep,
          day,
          hour,
          kind: 'search',
          item: null,
          tool,
          seconds: 30 + randomIndex(random, 200),
          hasResult: finds || random() < 0.4,
        })
        if (finds)
          event(rows, {
            rep,
            day,
            // Half a minute as a rule, three minutes at the longest: then the search has not succeeded.
            hour: hour + (0.2 + random() ** 2 * 2.8) / 60,
            kind: 'open',
            item: pick(random, liked),
            tool,
            seconds: 60 + randomIndex(random, 400),
          })
      }
      if (random() < 0.12)
        event(rows, { rep, day, hour: 14, kind: 'download', item: pick(random, liked), tool, seconds: 20 })
    }
  }
}

/** What goes with each deal: shared by its rep in a stage, read by the buyer some days later. */
export function shareContent(
  rows: Rows,
  random: Random,
  downloads: Random,
  items: readonly Item[],
  deals: readonly Deal[],
): void {
  const helpful = items.find((item) => item.title === helpfulContent.title)!
  const riding = items.find((item) => item.title === ridingContent.title)!
  for (const deal of deals) {
    const share = (item: Item, stage: number, offset: number): void => {
      const day = workdayFrom(deal.entered[stage]! + offset)
      const end = deal.entered[stage + 1] ?? deal.closed ?? lastDay
      if (
        day >= Math.max(end, deal.entered[stage]! + 1) ||
        day < item.published ||
        day > lastDay ||
        !isThere(deal.rep, day)
      )
        return
      const of = { rep: deal.rep, item, deal }
      event(rows, {
        ...of,
        day,
        hour: 9,
        kind: random() < 0.5 ? 'share' : 'send',
        tool: random() < 0.6 ? 'messagerie' : 'CRM',
        seconds: 120 + randomIndex(random, 300),
      })
      if (random() < 0.25)
        event(rows, {
          ...of,
          day,
          hour: 8,
          kind: 'customise',
          tool: 'portail',
          seconds: 600 + randomIndex(random, 1_800),
        })
      for (let i = someTimes(random, 0.9); i > 0; i--) {
        const visit = {
          ...of,
          day: Math.min(lastDay, day + randomIndex(random, 4)),
          hour: 10 + i,
          tool: null,
        }
        const seconds = 30 + randomIndex(random, 500)
        event(rows, { ...visit, kind: 'buyer-view', seconds })
        if (downloads() < 0.2) event(rows, { ...visit, kind: 'buyer-download', seconds: null })
      }
    }
    if (deal.usesHelpful && deal.entered.length > 2) share(helpful, 2, 0)
    const isLarge = deal.account.segment === 'ETI' || deal.account.segment === 'Grand compte'
    if (deal.entered.length > 1 && random() < (isLarge ? 0.75 : 0.12)) share(riding, 1, 0)
    for (const [stage, day] of deal.entered.entries()) {
      const fitting = items.filter(
        (item) =>
          item.isLiked &&
          item !== helpful &&
          item !== riding &&
          item.published <= day &&
          // One deal in eight is shown what was made for another moment of the sale.
          (item.stage === stageNames[stage] || item.stage === null || deal.id % 8 === 0) &&
          (item.segment === null || item.segment === deal.account.segment),
      )
      if (fitting.length > 0 && random() < 0.35) share(pick(random, fitting), stage, randomIndex(random, 3))
    }
  }
}

function event(
  rows: Rows,
  {
    rep,
    day,
    hour,
    kind,
    item,
    tool,
    seconds,
    hasResult,
    deal,
  }: {
    readonly rep: Rep
    readonly day: number
    readonly hour: number
    readonly kind: string
    readonly item: Item | null
    readonly tool: string | null
    readonly seconds: number | null
    readonly hasResult?: boolean
    readonly deal?: Deal
  },
): void {
  rows.add('content_events', {
    rep_id: rep.id,
    kind,
    content_item_id: item?.id ?? null,
    occurred_at: instantText(day, hour),
    day: dayText(day),
    has_result: hasResult ?? null,
    seconds,
    tool,
    account_id: deal?.account.id ?? null,
    opportunity_id: deal?.id ?? null,
  })
}
