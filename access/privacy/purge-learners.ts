// Learning records of somebody whom nobody in the organisation is known to be: they wait for her for a while, and go.
import type { Sending } from '../../model/rollups/index.ts'

/** What a record names her by, alone or among others. @returns how many rows went */
export async function forgetUnknownLearners(client: Sending, before: string): Promise<number> {
  const counts: number[] = []
  const run = async (text: string, values: unknown[] = []): Promise<void> => {
    counts.push((await client.query(text, values)).rowCount ?? 0)
  }
  await client.query(
    `create temporary table leaving_records on commit drop as
     select credential_id, position from xapi_statements where person_id is null and stored_at < $1::date`,
    [before],
  )
  await client.query('analyze leaving_records')
  const leaving = '(t.credential_id, t.position) in (select credential_id, position from leaving_records)'
  await run(
    `delete from xapi_attachments as t where (t.credential_id, t.sha2) in (
       select s.credential_id, f ->> 'sha2' from xapi_statements as s, jsonb_array_elements(s.statement -> 'attachments') as f
       where s.statement ? 'attachments' and (s.credential_id, s.position) in (select credential_id, position from leaving_records))
     and not exists (
       select from xapi_statements as s, jsonb_array_elements(s.statement -> 'attachments') as f
       where s.statement ? 'attachments' and s.credential_id = t.credential_id and f ->> 'sha2' = t.sha2
         and (s.credential_id, s.position) not in (select credential_id, position from leaving_records))`,
  )
  await run(`delete from xapi_statements as t where ${leaving}`)
  await client.query(`delete from xapi_terms as t where ${leaving}`)
  await run(
    `delete from xapi_documents as t where t.person_id is null and t.kind <> 'activity-profile' and t.updated_at < $1::date`,
    [before],
  )
  // Whoever is named nowhere any more.
  await run(
    `delete from xapi_agents as t where t.person_id is null and t.seen_at < $1::date
       and not exists (select from xapi_terms as m where m.term = t.agent_key)
       and not exists (select from xapi_documents as d where d.agent_key = t.agent_key)
       and not exists (select from xapi_launches as l where l.agent_key = t.agent_key)`,
    [before],
  )
  await client.query('drop table leaving_records')
  return counts.reduce((sum, many) => sum + many, 0)
}
