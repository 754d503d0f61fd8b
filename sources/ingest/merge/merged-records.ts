// Records that the CRM merged into another one: the export brings the one that is left, with the ids of those that went into it.
// What earlier deliveries brought of them would count twice, and is set aside as deleted.
import { select, run } from '../sql.ts'
import { brings, has, type Merge, saveBefore, table } from './context.ts'

const kinds = [
  { entity: 'opportunities', kind: 'opportunity', key: 'opportunity_id' },
  { entity: 'leads', kind: 'lead', key: 'lead_id' },
] as const

/** Run after the records themselves, so that those of the same delivery are set aside too. */
export async function setMergedAside(merge: Merge): Promise<void> {
  const { client, source } = merge
  for (const { entity, kind, key } of kinds) {
    if (!has(merge, entity) || !brings(merge, entity, 'mergedIds')) continue
    // HubSpot writes '123;456', and for contacts '123:1700000000000;456:1700000000000', the moment of the merge behind the id.
    const isMerged = `not t.is_deleted and (t.account_id, t.${key}) in (
      select known.account_id, known.record_id from ${table(merge, entity)} as s
      cross join lateral regexp_split_to_table(s.merged_ids, '[;,|[:space:]]+') as part (written)
      join source_identities as known on known.kind = '${kind}' and known.source = $1
        and known.external_id = split_part(part.written, ':', 1)
      where s.merged_ids is not null and known.external_id <> s.identity)`
    const [found] = await select<{ amount: number }>(
      client,
      `select count(*) as amount from ${entity} as t where ${isMerged}`,
      [source],
    )
    const amount = found?.amount ?? 0
    if (amount === 0) continue
    merge.findings.push({
      code: 'RECORDS_MERGED',
      sentence: {
        fr: `Fusionnés dans votre CRM depuis : ${amount} enregistrements (${entity === 'leads' ? 'leads' : 'affaires'}) ne comptent plus, celui qui reste compte une fois.`,
        en: `Merged in your CRM since: ${amount} records (${entity === 'leads' ? 'leads' : 'opportunities'}) no longer count, the one that is left counts once.`,
      },
    })
    if (merge.isRehearsal) continue
    await saveBefore(merge, entity, isMerged, [source])
    await run(client, `update ${entity} as t set is_deleted = true where ${isMerged}`, [source])
  }
}
