// What a person should know about a delivery that no single row says: links that were not found, dates that are
// missing, an export that seems incomplete.
import { aboutPeople, peopleWithoutNotice, type Say } from './findings-of-people.ts'
import type { Finding } from './shapes.ts'
import { select, selectOne } from './sql.ts'
import { brings, has, type Merge, table } from './merge/context.ts'
import { statedOutcome, statusJoin } from './merge/outcomes.ts'
import { olderThanKnown } from './older-export.ts'

/** Looks at the staged rows with everything that the merge has learnt; run inside it. */
export async function findFacts(merge: Merge): Promise<Finding[]> {
  const findings: Finding[] = []
  const say = (code: string, fr: string, en: string) => findings.push({ code, sentence: { fr, en } })
  if (has(merge, 'people')) await aboutPeople(merge, say)
  if (has(merge, 'opportunities')) await aboutOpportunities(merge, say)
  if (has(merge, 'opportunities')) await olderThanKnown(merge, say)
  if (has(merge, 'leads')) await aboutLeads(merge, say)
  if (has(merge, 'currency-rates')) await aboutRates(merge, say)
  await peopleWithoutNotice(merge, say)
  return findings
}

const fr = (value: number) => value.toLocaleString('fr')
const en = (value: number) => value.toLocaleString('en')
/** '1 affaire', '1 425 affaires'. */
const deals = {
  fr: (value: number) => `${fr(value)} affaire${value > 1 ? 's' : ''}`,
  en: (value: number) => `${en(value)} ${value === 1 ? 'opportunity' : 'opportunities'}`,
}

interface Tally {
  rows: number
  won: number
  lost: number
  without_account: number
  without_owner: number
  without_opening: number
  without_opening_open: number
  lost_at_zero: number
  closed_undated: number
  closed_early: number
  without_currency: number
  with_amount: number
}

async function aboutOpportunities(merge: Merge, say: Say): Promise<void> {
  const closed =
    "case outcome when 'won' then coalesce(won_on, closed_on) when 'lost' then coalesce(lost_on, closed_on) end"
  const tally = await selectOne<Tally>(
    merge.client,
    `select count(*) as rows, count(*) filter (where outcome = 'won') as won, count(*) filter (where outcome = 'lost') as lost,
       count(*) filter (where account is null and account_id is null and account_domain is null) as without_account,
       count(*) filter (where owner is null) as without_owner,
       count(*) filter (where opened_on is null) as without_opening,
       count(*) filter (where opened_on is null and outcome = 'open') as without_opening_open,
       count(*) filter (where outcome = 'lost' and amount_minor = 0) as lost_at_zero,
       count(*) filter (where outcome <> 'open' and ${closed} is null) as closed_undated,
       count(*) filter (where ${closed} < opened_on) as closed_early,
       count(*) filter (where amount_minor is not null and currency is null) as without_currency,
       count(amount_minor) as with_amount
     from (select s.*, coalesce(${statedOutcome(merge)}, stage.outcome, 'open') as outcome
       from ${table(merge, 'opportunities')} as s ${statusJoin(merge)}
       left join stage_of as stage on stage.stage = s.stage and stage.pipeline = coalesce(s.pipeline, '')) as s`,
  )
  const brought = (field: string) => brings(merge, 'opportunities', field)
  const named = ['account', 'accountId', 'accountDomain'].some(brought)
  if (named && tally.without_account > 0)
    say(
      'WITHOUT_ACCOUNT',
      `Sans compte : ${deals.fr(tally.without_account)}. Comptées dans les ventes, mais pas parmi les clients.`,
      `Without an account: ${deals.en(tally.without_account)}. Counted in sales, but not among customers.`,
    )
  if (!named)
    say(
      'NO_ACCOUNT_COLUMN',
      'Aucune colonne ne dit pour quel compte sont les affaires : les ventes additionnelles et croisées ne peuvent pas être mesurées.',
      'No column says which account the opportunities are for: cross-sell and upsell cannot be measured.',
    )
  if (brought('owner') && tally.without_owner > 0)
    say(
      'WITHOUT_OWNER',
      `Sans commercial : ${deals.fr(tally.without_owner)}.`,
      `Without an owner: ${deals.en(tally.without_owner)}.`,
    )
  await openingDates(merge, tally, say)
  if (tally.lost > 0 && tally.lost_at_zero > tally.lost / 2)
    say(
      'LOST_AT_ZERO',
      `Perdues avec un montant de 0 : ${deals.fr(tally.lost_at_zero)}. Le taux de gain en montant ne peut pas être pris à la lettre.`,
      `Lost with an amount of 0: ${deals.en(tally.lost_at_zero)}. The win rate by amount cannot be taken at its word.`,
    )
  if (tally.won >= 10 && tally.lost === 0)
    say(
      'NO_LOST_DEALS',
      'Aucune affaire perdue dans cet export : le taux de gain serait de 100 %. Dans Odoo, ajoutez les affaires archivées à l’export (filtre « Archivé » ou « Perdu »).',
      'No lost opportunity in this export: the win rate would be 100%. In Odoo, add archived opportunities to the export (filter “Archived” or “Lost”).',
    )
  if (tally.rows >= 10 && tally.won === 0 && tally.lost === 0)
    say(
      'NOTHING_DECIDED',
      'Aucune affaire n’est reconnue comme gagnée ou perdue : dites ci-dessous quelles étapes le sont, sinon aucun taux de gain ne peut être mesuré.',
      'No opportunity is recognised as won or lost: say below which stages are, or no win rate can be measured.',
    )
  else if (tally.won === 0 && tally.lost >= 10)
    say(
      'NO_WON_DEALS',
      'Aucune affaire gagnée dans cet export : le taux de gain serait de 0 %. Vérifiez les filtres de l’export et le sens des étapes.',
      'No won opportunity in this export: the win rate would be 0%. Check the filters of the export and what the stages mean.',
    )
  if (tally.closed_undated > 0)
    say(
      'CLOSED_WITHOUT_DATE',
      `Gagnées ou perdues sans date de clôture : ${deals.fr(tally.closed_undated)}. Elles ne tombent dans aucune période.`,
      `Won or lost without a closing date: ${deals.en(tally.closed_undated)}. They fall into no period.`,
    )
  if (tally.closed_early > 0)
    say(
      'CLOSED_BEFORE_OPENED',
      `Closes avant d’être créées : ${deals.fr(tally.closed_early)}. Comptées comme gagnées ou perdues, laissées hors du cycle de vente.`,
      `Closed before they were created: ${deals.en(tally.closed_early)}. Counted as won or lost, left out of the sales cycle.`,
    )
  if (tally.without_currency > 0)
    say(
      'CURRENCY_ASSUMED',
      `Montants sans devise : ${fr(tally.without_currency)}. Lus en ${merge.currency}, la devise de l’organisation.`,
      `Amounts without a currency: ${en(tally.without_currency)}. Read in ${merge.currency}, the organisation’s currency.`,
    )
  if (brought('currency')) await severalCurrencies(merge, say)
}

async function openingDates(merge: Merge, tally: Tally, say: Say): Promise<void> {
  if (!brings(merge, 'opportunities', 'openedAt')) {
    say(
      'NO_OPENING_DATE',
      'Aucune colonne ne dit quand les affaires ont été créées : le cycle de vente ne peut pas être mesuré. Exportez la date de création.',
      'No column says when the opportunities were created: the sales cycle cannot be measured. Export the creation date.',
    )
    return
  }
  if (tally.without_opening === 0) return
  const stages = await select<{ stage: string; rows: number }>(
    merge.client,
    `select coalesce(stage, '—') as stage, count(*) as rows from ${table(merge, 'opportunities')} where opened_on is null group by 1 order by 2 desc limit 3`,
  )
  const where = stages.map(({ stage, rows }) => `${stage} : ${fr(rows)}`).join(', ')
  const place = stages.map(({ stage, rows }) => `${stage}: ${en(rows)}`).join(', ')
  say(
    'WITHOUT_OPENING_DATE',
    `Sans date de création : ${deals.fr(tally.without_opening)} (${where}). Laissées hors du cycle de vente.`,
    `Without a creation date: ${deals.en(tally.without_opening)} (${place}). Left out of the sales cycle.`,
  )
}

async function severalCurrencies(merge: Merge, say: Say): Promise<void> {
  const rows = await select<{ currency: string; rows: number }>(
    merge.client,
    `select currency, count(*) as rows from ${table(merge, 'opportunities')} where currency is not null group by 1 order by 2 desc`,
  )
  if (rows.length < 2) return
  const list = rows.map(({ currency, rows: amount }) => `${currency} ${fr(amount)}`).join(', ')
  say(
    'SEVERAL_CURRENCIES',
    `Les montants sont en plusieurs devises (${list}) : ils ne sont additionnés qu’avec des cours datés.`,
    `Amounts are in several currencies (${list}): they are only added up with dated rates.`,
  )
}

async function aboutLeads(merge: Merge, say: Say): Promise<void> {
  const tally = await selectOne<{ rows: number; undated: number }>(
    merge.client,
    `select count(*) as rows, count(*) filter (where created_on is null) as undated from ${table(merge, 'leads')}`,
  )
  if (tally.undated === 0) return
  if (tally.undated === tally.rows)
    say(
      'LEADS_WITHOUT_DATES',
      'Aucun lead n’a de date : seuls des taux sur toute la durée sont possibles, pas par mois ni par trimestre.',
      'No lead has a date: only rates over the whole time are possible, not by month or quarter.',
    )
  else
    say(
      'LEADS_PARTLY_UNDATED',
      `${fr(tally.undated)} leads sur ${fr(tally.rows)} n’ont pas de date de création : ils ne tombent dans aucune période.`,
      `${en(tally.undated)} of ${en(tally.rows)} leads have no creation date: they fall into no period.`,
    )
}

/** A rate can be written either way round: a sentence that anyone can check. */
async function aboutRates(merge: Merge, say: Say): Promise<void> {
  const rows = await select<{ currency: string; rate: number; valid_from: string }>(
    merge.client,
    `select distinct on (currency) currency, rate, valid_from from ${table(merge, 'currency-rates')}
     where currency <> $1 order by currency, valid_from desc limit 6`,
    [merge.currency],
  )
  if (rows.length === 0) return
  const list = (language: 'fr' | 'en') =>
    rows
      .map(({ currency, rate }) => {
        const value = rate.toLocaleString(language, { maximumFractionDigits: 6 })
        return `1 ${currency} = ${value} ${merge.currency}`
      })
      .join(', ')
  say(
    'RATES_READ',
    `Derniers cours lus : ${list('fr')}. S’ils sont à l’envers, corrigez le fichier et redéposez-le.`,
    `Latest rates read: ${list('en')}. If they are the wrong way round, mend the file and drop it again.`,
  )
}
