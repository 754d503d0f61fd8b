// Things that rows name: courses, content, surveys, themes, workshops, teams. The rows of their own lists come first; what others
// name and nobody delivered is created by its name, and said.
import { run, select } from '../../sql.ts'
import { brings, has, type Merge, table } from '../context.ts'
import { namedSpecs, tableSpecs } from './index.ts'
import { mergeTable } from './merge-table.ts'
import { heldOn, namedMap, writtenName } from './references.ts'
import type { NamedEntity, Reference, TableSpec } from './spec.ts'

interface Naming {
  readonly entity: NamedEntity
  readonly table: string
  readonly id: string
  readonly key: string
  /** Columns and values of one that is created by its name; `r` is its row in the map. */
  readonly created: (merge: Merge) => Readonly<Record<string, string>>
  readonly many: { readonly fr: string; readonly en: string }
}

const namings: readonly Naming[] = [
  {
    entity: 'teams',
    table: 'teams',
    id: 'team_id',
    key: 'name_key',
    created: () => ({ name: 'r.written', name_key: 'r.key' }),
    many: { fr: 'équipes', en: 'teams' },
  },
  {
    entity: 'courses',
    table: 'courses',
    id: 'course_id',
    key: 'name_key',
    created: () => ({ name: 'r.written', name_key: 'r.key', kind: "'course'" }),
    many: { fr: 'formations', en: 'courses' },
  },
  {
    entity: 'content-items',
    table: 'content_items',
    id: 'content_item_id',
    key: 'title_key',
    created: () => ({ title: 'r.written', title_key: 'r.key', is_template: 'false' }),
    many: { fr: 'contenus', en: 'pieces of content' },
  },
  {
    entity: 'surveys',
    table: 'surveys',
    id: 'survey_id',
    key: 'name_key',
    // Answers with a score from 0 to 10 are those of an NPS survey; without one, of a questionnaire.
    created: (merge) => ({
      name: 'r.written',
      name_key: 'r.key',
      kind: brings(merge, 'survey-answers', 'score') ? "'nps'" : "'questionnaire'",
    }),
    many: { fr: 'enquêtes', en: 'surveys' },
  },
  {
    entity: 'themes',
    table: 'themes',
    id: 'theme_id',
    key: 'name_key',
    created: () => ({ name: 'r.written', name_key: 'r.key' }),
    many: { fr: 'thèmes', en: 'themes' },
  },
  {
    entity: 'workshops',
    table: 'workshops',
    id: 'workshop_id',
    key: 'name_key',
    created: () => ({
      name: 'r.written',
      name_key: 'r.key',
      held_on: 'r.held_on',
      is_randomised: 'false',
    }),
    many: { fr: 'ateliers', en: 'workshops' },
  },
]

/** Merges the lists of named things, and leaves a map for each kind that other rows name. */
export async function mergeNamed(merge: Merge): Promise<void> {
  for (const naming of namings) {
    const spec = namedSpecs.find(({ entity }) => entity === naming.entity)
    if (spec !== undefined) await mergeTable(merge, spec)
    if (!(await collect(merge, naming))) continue
    await find(merge, naming)
    await create(merge, naming)
    if (naming.entity === 'content-items') await linkTemplates(merge)
  }
}

/** Gathers how the rows of the delivery write things of one kind; false when none does. */
async function collect(merge: Merge, { entity }: Naming): Promise<boolean> {
  const parts = tableSpecs.flatMap((spec) => {
    if (!has(merge, spec.entity)) return []
    return referencesTo(spec, entity).flatMap((reference) => {
      if (!brings(merge, spec.entity, reference.field) && reference.otherwise === undefined) return []
      const { written, key } = writtenName(merge, spec, reference)
      const day = entity === 'workshops' ? heldOn(merge, spec) : 'null::date'
      return `select ${written} as written, ${key} as key, ${day} as held_on, s.n, s.file_id, s.source_row from ${table(merge, spec.entity)} as s`
    })
  })
  if (parts.length === 0) return false
  await run(
    merge.client,
    `create temporary table ${namedMap(entity)} on commit drop as
     select distinct on (written, held_on) written, key, held_on, n as first, file_id, source_row, null::bigint as record_id
     from (${parts.join('\n union all ')}) as each where written is not null order by written, held_on, n`,
  )
  return true
}

/** Content names the template that it was made from: a reference to its own kind. */
function referencesTo(spec: TableSpec, entity: NamedEntity): Extract<Reference, { to: NamedEntity }>[] {
  const own = spec.references.filter(
    (one): one is Extract<Reference, { to: NamedEntity }> => one.to === entity,
  )
  return spec.entity === 'content-items' && entity === 'content-items'
    ? [...own, { to: 'content-items', field: 'template', column: 'template_id' }]
    : own
}

async function find(merge: Merge, { entity, table: name, id, key }: Naming): Promise<void> {
  const { client } = merge
  const map = namedMap(entity)
  if (entity !== 'teams')
    await run(
      client,
      `update ${map} as r set record_id = t.${id} from ${name} as t where t.source = $1 and t.external_id = r.written`,
      [merge.source],
    )
  const isOfDay = entity === 'workshops' ? 'and (r.held_on is null or r.held_on = t.held_on)' : ''
  // Without its day, a workshop of a name that several have is none of them.
  const isOne = entity === 'workshops' ? 'having count(*) = 1' : ''
  await run(
    client,
    `update ${map} as r set record_id = known.record_id from (
       select r.written, r.held_on, min(t.${id}) as record_id from ${map} as r join ${name} as t on t.${key} = r.key ${isOfDay}
       where r.record_id is null group by 1, 2 ${isOne}
     ) as known where r.record_id is null and known.written = r.written and known.held_on is not distinct from r.held_on`,
  )
}

const mostNamed = 8

async function create(merge: Merge, naming: Naming): Promise<void> {
  const { entity, table: name, id, key } = naming
  const map = namedMap(entity)
  const isWorkshop = entity === 'workshops'
  const values: Readonly<Record<string, string>> = {
    ...naming.created(merge),
    created_import_id: String(merge.importId),
    import_id: String(merge.importId),
    ...(entity === 'teams'
      ? {}
      : {
          source: '$1',
          external_id: isWorkshop ? "'name:' || r.key || ' ' || r.held_on" : "'name:' || r.key",
          import_file_id: 'r.file_id',
          source_row: 'r.source_row',
          content_hash: `md5('named')::uuid`,
        }),
  }
  const isNew = isWorkshop ? 'r.record_id is null and r.held_on is not null' : 'r.record_id is null'
  const day = isWorkshop ? ', r.held_on' : ''
  const created = await select<{ name: string }>(
    merge.client,
    `insert into ${name} (${Object.keys(values).join(', ')})
     select ${Object.values(values).join(', ')} from (
       select distinct on (r.key${day}) r.* from ${map} as r where ${isNew} order by r.key${day}, r.first
     ) as r ${entity === 'teams' ? 'where $1::text is not null' : ''} order by r.first
     returning ${entity === 'content-items' ? 'title' : 'name'} as name`,
    [merge.source],
  )
  await run(
    merge.client,
    `update ${map} as r set record_id = t.${id} from ${name} as t
     where r.record_id is null and t.${key} = r.key ${isWorkshop ? 'and t.held_on = r.held_on' : ''}`,
  )
  await merge.client.query(`analyze ${map}`)
  if (created.length === 0) return
  const names = created.slice(0, mostNamed).map((row) => row.name)
  const others = created.length - names.length
  merge.findings.push({
    code: 'CREATED_BY_NAME',
    sentence: {
      fr: `Créés par leur nom, que des lignes citent et qu’aucune liste n’apporte (${naming.many.fr}) : ${names.map((one) => `« ${one} »`).join(', ')}${others > 0 ? ` et ${others.toLocaleString('fr')} autres` : ''}.`,
      en: `Created by their name, which rows mention and no list brings (${naming.many.en}): ${names.map((one) => `“${one}”`).join(', ')}${others > 0 ? ` and ${others.toLocaleString('en')} more` : ''}.`,
    },
  })
}

/** The templates that content was made from, once all content is there. */
async function linkTemplates(merge: Merge): Promise<void> {
  if (!has(merge, 'content-items') || !brings(merge, 'content-items', 'template')) return
  await run(
    merge.client,
    `update content_items as t set template_id = r.record_id
     from ${table(merge, 'content-items')} as s join ${namedMap('content-items')} as r on r.written = s.template
     where t.import_id = ${merge.importId} and t.import_file_id = s.file_id and t.source_row = s.source_row
       and t.content_hash = s.content_hash and r.record_id <> t.content_item_id`,
  )
}
