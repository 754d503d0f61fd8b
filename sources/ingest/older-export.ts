// An export of deals that describes an earlier day than another that is here: the last delivery counts, because it may be a correction, and the
// report says so before anything is kept.
import { saidDay } from '../../model/said-day.ts'
import { type Merge } from './merge/context.ts'
import { foundTable } from './merge/opportunities.ts'
import { select } from './sql.ts'

/** Says how many deals a delivery would set back; what taps send is how things are, and older than nothing. */
export async function olderThanKnown(
  merge: Merge,
  say: (code: string, fr: string, en: string) => void,
): Promise<void> {
  const [found] = await select<{ deals: number; day: string }>(
    merge.client,
    `select count(*) as deals, max(known.day)::text as day
     from ${foundTable(merge, 'opportunities')} as f
     cross join (select max(i.as_of) as day from imports as i where i.source = $1 and i.state = 'visible' and exists (
       select from import_files as file where file.import_id = i.import_id and file.entity = 'opportunities')) as known
     where f.account_id is not null and not f.is_same and known.day > $2::date
       and not exists (select from imports as own where own.import_id = $3 and own.options ? 'isStream')`,
    [merge.source, merge.asOf, merge.importId],
  )
  if (found === undefined || found.deals === 0) return
  const [own, later] = [saidDay(merge.asOf), saidDay(found.day)]
  const isOne = found.deals === 1
  say(
    'OLDER_THAN_KNOWN',
    `${isOne ? '1 affaire est connue' : `${found.deals.toLocaleString('fr')} affaires sont connues`} autrement que ne le dit cet export, qui décrit le ${own.fr} : un autre, qui décrit le ${later.fr}, est déjà là. Ce que dit celui-ci le remplace ; renvoyez ensuite le plus récent, ou laissez celui-ci de côté.`,
    `${isOne ? '1 opportunity is' : `${found.deals.toLocaleString('en')} opportunities are`} known otherwise than this export says, which describes ${own.en}: another, which describes ${later.en}, is here already. What this one says replaces it; send the later one again afterwards, or leave this one out.`,
  )
}
