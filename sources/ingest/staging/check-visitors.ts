// Views of shared content by the organisation's own people are no buyer's: they are left out, and told of.
import { knownParties } from '../../mail/known.ts'
import type { EntityName } from '../../entities.ts'
import { select } from '../sql.ts'
import { respondentDigest } from './column-reader.ts'
import { stagingTable } from './columns.ts'
import type { Staging } from './staging.ts'
import type { TableWork } from './table-work.ts'

/** Leaves out what colleagues did with a shared link: those who are known, those whom the delivery brings, and whoever has a domain of theirs. */
export async function leaveOutOwnViews(
  staging: Staging,
  present: readonly EntityName[],
  works: readonly TableWork[],
): Promise<void> {
  if (!present.includes('content-events')) return
  const { client, importId, respondentKey } = staging
  const events = stagingTable(importId, 'content-events')
  const domains = await select<{ domain: string }>(
    client,
    `select distinct visitor_domain as domain from ${events} where visitor_domain is not null`,
  )
  if (domains.length === 0) return
  const delivered = present.includes('people')
    ? `union select lower(email) from ${stagingTable(importId, 'people')} where email is not null`
    : ''
  const colleagues = await select<{ address: string }>(
    client,
    `select lower(email) as address from people where email is not null
     union select value_key from person_identities where kind = 'email' ${delivered}`,
  )
  const known = knownParties({ colleagues: colleagues.map(({ address }) => address), accounts: [] })
  const own = domains.map(({ domain }) => domain).filter((domain) => known.isOwn(`somebody@${domain}`))
  const rows = await select<{ file_id: number; source_row: number }>(
    client,
    `delete from ${events} where visitor_domain = any($1) or visitor = any($2) returning file_id, source_row`,
    [own, colleagues.map(({ address }) => respondentDigest(address, respondentKey))],
  )
  for (const work of works) {
    const mine = new Set(rows.filter(({ file_id }) => file_id === work.fileId).map((row) => row.source_row))
    if (mine.size === 0) continue
    work.skipped += mine.size
    work.warnings.push(ownViews(mine.size))
  }
}

function ownViews(rows: number): TableWork['warnings'][number] {
  return {
    code: 'OWN_VIEWS',
    sentence: {
      fr: `Visites de vos propres collègues, laissées de côté : ${rows.toLocaleString('fr')}. Seules comptent celles des acheteurs.`,
      en: `Visits by colleagues of your own, left out: ${rows.toLocaleString('en')}. Only those of buyers count.`,
    },
  }
}
