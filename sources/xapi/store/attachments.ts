// Files that came with statements: kept once per program under their digest, given back with the statements that name them.
import { sql } from 'kysely'
import type { Query } from '../../../model/database.ts'

export interface AttachedFile {
  readonly sha2: string
  readonly mediaType: string
  readonly content: Buffer
}

export async function keepFiles(
  query: Query,
  credentialId: number,
  files: readonly AttachedFile[],
): Promise<void> {
  for (const { sha2, mediaType, content } of files)
    await sql`insert into xapi_attachments (credential_id, sha2, media_type, content)
      values (${credentialId}, ${sha2}, ${mediaType}, ${content}) on conflict do nothing`.execute(query)
}

export async function readFile(
  query: Query,
  credentialId: number,
  sha2: string,
): Promise<AttachedFile | null> {
  const row = await query
    .selectFrom('xapi_attachments')
    .select(['sha2', 'media_type', 'content'])
    .where('credential_id', '=', credentialId)
    .where('sha2', '=', sha2)
    .executeTakeFirst()
  return row === undefined ? null : { sha2: row.sha2, mediaType: row.media_type, content: row.content }
}
