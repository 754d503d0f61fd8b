// Rows of one entity into its table, set by set: new ones are added, changed ones replaced with the earlier row kept for an
// undo, the same are left alone. What a file does not bring stays as it was.
import { tables } from '../../../../model/schema.ts'
import { codeOf, endReasonWords } from '../../../entities/codes.ts'
import { ImportRefused } from '../../shapes.ts'
import { run, select } from '../../sql.ts'
import { brings, count, createMap, has, kept, type Merge, reserveIds, saveBefore, table } from '../context.ts'
import { removeEmptyAccounts } from '../move.ts'
import { type Resolved, type ResolvedReference, resolve } from './references.ts'
import type { TableSpec } from './spec.ts'

/** Merges the staged rows of a table. A rehearsal counts them; only named things are written then, for others to name. */
export async function mergeTable(merge: Merge, spec: TableSpec): Promise<void> {
  if (!has(merge, spec.entity)) return
  const resolved = resolve(merge, spec)
  await placeRows(merge, spec, resolved)
  await expectReferences(merge, spec, resolved)
  await findRows(merge, spec, resolved)
  await countRows(merge, spec)
  await sayUnknown(merge, spec, resolved)
  if (merge.isRehearsal && spec.nameKey === undefined) return
  await takeOld(merge, spec)
  await writeRows(merge, spec, resolved)
}

const placed = (spec: TableSpec) => `placed_${spec.table}`
const found = (spec: TableSpec) => `found_${spec.table}`
const old = (spec: TableSpec) => `old_${spec.table}`
const keyOf = (spec: TableSpec): readonly string[] => tables[spec.table].key
const isDeleted = (merge: Merge, spec: TableSpec) =>
  brings(merge, spec.entity, 'isDeleted') ? 's.is_deleted is true' : 'false'

/** The staged rows with the records that they name. */
async function placeRows(merge: Merge, spec: TableSpec, { joins, references }: Resolved): Promise<void> {
  const columns = references.map(({ value, column }) => `, ${value} as ${column}`).join('')
  await run(
    merge.client,
    `create temporary table ${placed(spec)} on commit drop as
     select s.n, s.identity, s.content_hash${columns} from ${table(merge, spec.entity)} as s
     ${joins.replaceAll('$1', literal(merge.source))}`,
  )
  await merge.client.query(`analyze ${placed(spec)}`)
}

/** What was there when the files were read may be gone when the delivery is confirmed. */
async function expectReferences(merge: Merge, spec: TableSpec, { references }: Resolved): Promise<void> {
  const needed = references.filter(({ isRequired }) => isRequired).map(({ column }) => `p.${column} is null`)
  if (needed.length === 0) return
  const [lost] = await select(
    merge.client,
    `select 1 as one from ${placed(spec)} as p join ${table(merge, spec.entity)} as s on s.n = p.n
     where not (${isDeleted(merge, spec)}) and (${needed.join(' or ')}) limit 1`,
  )
  if (lost !== undefined)
    throw new ImportRefused('REFERENCE_LOST', {
      fr: 'Ce que des lignes nomment a disparu depuis la lecture des fichiers : envoyez-les à nouveau. Rien n’a été enregistré.',
      en: 'What some rows name is gone since the files were read: send them again. Nothing was stored.',
    })
}

/** Which rows are known, and whether they say anything new: other content, or a record that is known only now. */
async function findRows(merge: Merge, spec: TableSpec, { references }: Resolved): Promise<void> {
  const learnt = references.map(({ column, to }) =>
    to === 'account' && spec.isOfAccount === true
      ? `(p.${column} is not null and p.${column} <> t.${column})`
      : `(p.${column} is not null and t.${column} is null)`,
  )
  const isSame = `t.content_hash = p.content_hash${learnt.length === 0 ? '' : ` and not (${learnt.join(' or ')})`}`
  const record = `p.n, ${keyOf(spec)
    .map((column) => `t.${column} as old_${column}`)
    .join(', ')}`
  const exact = `select ${record}, ${isSame} as is_same, 1 as rank from ${placed(spec)} as p
     join ${spec.table} as t on t.source = ${literal(merge.source)} and t.external_id = p.identity`
  const every =
    spec.nameKey === undefined ? exact : `${exact}\n union all ${byName(merge, spec, record, isSame)}`
  await run(
    merge.client,
    `create temporary table ${found(spec)} on commit drop as
     select distinct on (n) * from (${every}) as each order by n, rank, old_${spec.id}`,
  )
  if (spec.nameKey !== undefined)
    await run(
      merge.client,
      `delete from ${found(spec)} as f using ${found(spec)} as other
       where other.old_${spec.id} = f.old_${spec.id} and (other.rank, other.n) < (f.rank, f.n)`,
    )
  await merge.client.query(`analyze ${found(spec)}`)
}

/** A thing without an id is the one of that name; one that was known by name only takes its id when it comes with one. */
function byName(merge: Merge, spec: TableSpec, record: string, isSame: string): string {
  const day = spec.table === 'workshops' ? ' and t.held_on = s.held_on' : ''
  const name = spec.nameKey === 'title_key' ? 'title_key' : 'name_key'
  const staged = `${placed(spec)} as p join ${table(merge, spec.entity)} as s on s.n = p.n`
  return `select ${record}, ${isSame} and p.identity like 'name:%', 2 from ${staged}
     join ${spec.table} as t on t.${spec.nameKey} = s.${name}${day} and (p.identity like 'name:%' or t.external_id like 'name:%')
     union all select ${record}, false, 3 from ${staged}
     join ${spec.table} as t on t.external_id = 'name:' || lower(p.identity)${day}`
}

async function countRows(merge: Merge, spec: TableSpec): Promise<void> {
  if (merge.isCounted) return
  const rows = await select<{ file_id: number; is_known: boolean; rows: number }>(
    merge.client,
    `select s.file_id, f.n is not null as is_known, count(*) as rows from ${table(merge, spec.entity)} as s
     left join ${found(spec)} as f on f.n = s.n
     where f.is_same is distinct from true and not (f.n is null and ${isDeleted(merge, spec)}) group by 1, 2`,
  )
  for (const { file_id, is_known, rows: amount } of rows)
    count(is_known ? merge.changed : merge.added, file_id, amount)
}

const unknownKinds: Partial<Record<ResolvedReference['to'], { readonly fr: string; readonly en: string }>> = {
  opportunity: { fr: 'une affaire inconnue', en: 'an unknown opportunity' },
  answer: { fr: 'une réponse d’enquête inconnue', en: 'an unknown survey answer' },
}

/** Says how many rows name a deal or an answer that nobody knows; they are kept without it. */
async function sayUnknown(merge: Merge, spec: TableSpec, { references }: Resolved): Promise<void> {
  if (!merge.isRehearsal) return
  for (const { to, column, isWritten } of references) {
    const kind = unknownKinds[to]
    if (kind === undefined || isWritten === 'false') continue
    const [row] = await select<{ rows: number }>(
      merge.client,
      `select count(*) as rows from ${table(merge, spec.entity)} as s join ${placed(spec)} as p on p.n = s.n
       where ${isWritten} and p.${column} is null`,
    )
    const rows = row?.rows ?? 0
    if (rows === 0) continue
    merge.findings.push({
      code: 'REFERENCE_NOT_FOUND',
      sentence: {
        fr: `${rows.toLocaleString('fr')} ligne${rows > 1 ? 's nomment' : ' nomme'} ${kind.fr} : gardée${rows > 1 ? 's' : ''} sans elle. Elle sera reliée quand elle sera connue et ce fichier apporté à nouveau.`,
        en: `${rows.toLocaleString('en')} row${rows === 1 ? ' names' : 's name'} ${kind.en}: kept without it. It is joined once it is known and this file is brought again.`,
      },
    })
  }
}

/** Takes the rows out that will be written anew, and keeps them as they were. */
async function takeOld(merge: Merge, spec: TableSpec): Promise<void> {
  const key = keyOf(spec)
  const isTheirs = key.map((column) => `t.${column} = f.old_${column}`).join(' and ')
  // Parts of one record share its id in the source.
  const joined =
    spec.parts === undefined
      ? `${found(spec)} as f join ${spec.table} as t on ${isTheirs}`
      : `${found(spec)} as f join ${placed(spec)} as p on p.n = f.n
         join ${spec.table} as t on t.source = ${literal(merge.source)} and t.external_id = p.identity`
  const by = spec.parts === undefined ? [] : (spec.partsBy ?? ['day'])
  const order = [...by, spec.id].map((column) => `t.${column}`).join(', ')
  await run(
    merge.client,
    `create temporary table ${old(spec)} on commit drop as
     select f.n, row_number() over (partition by f.n order by ${order})::integer as part, t.* from ${joined}
     where not f.is_same`,
  )
  const isOld = `(${key.map((column) => `t.${column}`).join(', ')}) in (select ${key.join(', ')} from ${old(spec)})`
  await saveBefore(merge, spec.table, isOld)
  await run(merge.client, `delete from ${spec.table} as t where ${isOld}`)
  await merge.client.query(`analyze ${old(spec)}`)
}

async function writeRows(merge: Merge, spec: TableSpec, { references }: Resolved): Promise<void> {
  const { client, importId } = merge
  const staged = `${table(merge, spec.entity)} as s
     join ${placed(spec)} as p on p.n = s.n
     left join ${found(spec)} as f on f.n = s.n
     left join ${old(spec)} as old on old.n = s.n and old.part = 1`
  const isWritten = `f.is_same is distinct from true and not (${isDeleted(merge, spec)})`
  let ownAccount = 'null::bigint'
  if (spec.isOfAccount === true) {
    const base = await reserveIds(client, 'accounts_account_id_seq', await lastNumber(merge, spec))
    ownAccount = `${base} + s.n`
    await run(
      client,
      `insert into accounts (account_id, is_identified, created_import_id)
       select ${ownAccount}, false, ${importId} from ${staged} where ${isWritten} and p.account_id is null and old.account_id is null`,
    )
  }
  const isOfReason = spec.table === 'subscriptions' && (await readReasons(merge))
  const columns = columnsOf(merge, spec, references, ownAccount)
  await run(
    client,
    `insert into ${spec.table} (${columns.map(([name]) => name).join(', ')})
     select ${columns.map(([, value]) => value).join(',\n       ')}
     from ${staged}
     ${spec.parts === undefined ? '' : `cross join lateral (${spec.parts(literal(merge.timeZone))}) as part`}
     left join ${old(spec)} as same on same.n = s.n and same.part = ${spec.parts === undefined ? '1' : 'part.part'}
     ${isOfReason ? 'left join reason_of as reason on reason.written = s.end_reason' : ''}
     where ${isWritten} order by s.n`,
  )
  if (spec.isOfAccount === true) await removeEmptyAccounts(merge, `select account_id from ${old(spec)}`)
}

async function lastNumber(merge: Merge, spec: TableSpec): Promise<number> {
  const [row] = await select<{ last: number | null }>(
    merge.client,
    `select max(n) as last from ${table(merge, spec.entity)}`,
  )
  return (row?.last ?? 0) + 1
}

/** Every column with its value over the staged row, the records that it names, and the row as it was. */
function columnsOf(
  merge: Merge,
  spec: TableSpec,
  references: readonly ResolvedReference[],
  ownAccount: string,
): (readonly [string, string])[] {
  const value = (fields: readonly string[], now: string, column: string) =>
    kept(merge, spec.entity, fields, now, `old.${column}`)
  const isKnownByName = spec.nameKey !== undefined
  const stays = "old.external_id is not null and p.identity like 'name:%'"
  return [
    [spec.id, `coalesce(same.${spec.id}, nextval('${spec.table}_${spec.id}_seq'))`],
    ...references.map(({ column, fields, to }): readonly [string, string] =>
      to === 'account' && spec.isOfAccount === true
        ? [column, `coalesce(p.account_id, old.account_id, ${ownAccount})`]
        : // What stands for nothing said is named where no file brings it.
          [column, `coalesce(${value(fields, `p.${column}`, column)}, p.${column})`],
    ),
    ...spec.columns.map(({ column, fields, value: now, otherwise }): readonly [string, string] => {
      const isGone = spec.trimmed?.gone.includes(column) === true
      const brought = value(fields, now, column)
      const text = isGone ? `case when old.is_trimmed is not true then ${brought} end` : brought
      return [column, otherwise === undefined ? text : `coalesce(${text}, ${otherwise})`]
    }),
    ...(spec.trimmed === undefined
      ? []
      : ([
          ['is_trimmed', 'coalesce(old.is_trimmed, false)'],
          ...spec.trimmed.stays.map(
            ([column, otherwise]) => [column, `coalesce(old.${column}, ${otherwise})`] as const,
          ),
        ] as const)),
    [
      'source',
      isKnownByName
        ? `case when ${stays} then old.source else ${literal(merge.source)} end`
        : literal(merge.source),
    ],
    [
      'external_id',
      isKnownByName ? `case when ${stays} then old.external_id else p.identity end` : 'p.identity',
    ],
    ['created_import_id', `coalesce(same.created_import_id, ${merge.importId})`],
    ['import_id', String(merge.importId)],
    ['import_file_id', 's.file_id'],
    ['source_row', 's.source_row'],
    ['content_hash', 's.content_hash'],
  ]
}

/** What the written reasons for leaving mean; false when no file brings any. */
async function readReasons(merge: Merge): Promise<boolean> {
  if (!brings(merge, 'subscriptions', 'endReason')) return false
  const rows = await select<{ written: string }>(
    merge.client,
    `select distinct end_reason as written from ${table(merge, 'subscriptions')} where end_reason is not null`,
  )
  await createMap(
    merge,
    'reason_of',
    'written text, end_reason text',
    rows.map(({ written }) => ({ written, end_reason: codeOf(endReasonWords, written) ?? 'other' })),
  )
  return true
}

/** A text between quotes. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
