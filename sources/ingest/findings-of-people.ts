// What a person should know about a list of people that no single row says: who is taken for one, who sells, who has no deals, who is still
// to be told.
import { brings, has, type Merge, table } from './merge/context.ts'
import { select, selectOne } from './sql.ts'

export type Say = (code: string, fr: string, en: string) => void

const fr = (value: number) => value.toLocaleString('fr')
const en = (value: number) => value.toLocaleString('en')

export async function aboutPeople(merge: Merge, say: Say): Promise<void> {
  await twoIdsOfOne(merge, say)
  await nobodySells(merge, say)
  await peopleWithoutDeals(merge, say)
  await onlyNamedAsManagers(merge, say)
}

/** Rows of several ids and one e-mail are one person: right for a list of contracts, wrong where two share an address. */
async function twoIdsOfOne(merge: Merge, say: Say): Promise<void> {
  const shared = await select<{ email: string; ids: string }>(
    merge.client,
    `select min(email) as email, string_agg(distinct external_id, ', ' order by external_id) as ids from ${table(merge, 'people')}
     where email is not null and external_id is not null
     group by lower(email) having count(distinct external_id) > 1 order by 1`,
  )
  if (shared.length === 0) return
  const shown =
    shared
      .slice(0, 6)
      .map(({ email, ids }) => `${email} (${ids})`)
      .join(', ') + (shared.length > 6 ? '…' : '')
  say(
    'IDS_SHARE_EMAIL',
    `Plusieurs identifiants pour une même adresse e-mail, pris pour une seule personne, dont la première ligne compte : ${shown}. Si ce sont deux personnes, donnez une adresse à chacune.`,
    `Several ids with one e-mail address, taken for one person, whose first row counts: ${shown}. If they are two people, give each an address.`,
  )
}

/** A list that says what everybody does, and of nobody that she sells: figures by rep would be empty without a word. */
async function nobodySells(merge: Merge, say: Say): Promise<void> {
  if (!brings(merge, 'people', 'job')) return
  const { reps, people, titles } = await selectOne<{ reps: number; people: number; titles: string[] | null }>(
    merge.client,
    `select count(*) filter (where coalesce(p.job, 'rep') = 'rep') as reps, count(*) as people,
       (select array_agg(one.job) from (select job from ${table(merge, 'people')} where job is not null
         group by job order by count(*) desc, job limit 3) as one) as titles
     from people as p where p.content_hash in (select content_hash from ${table(merge, 'people')})`,
  )
  if (reps > 0 || titles === null) return
  say(
    'NOBODY_SELLS',
    `Personne de cette liste (${fr(people)}) n’est pris pour un commercial : la colonne lue comme fonction dit ${titles.map((title) => `« ${title} »`).join(', ')}… Les chiffres par commercial resteraient vides. Si une autre colonne dit qui vend, comme le service, lisez-la comme fonction (champ « job ») : « Sales », « Commercial », « Vente », « Account executive » y désignent des commerciaux.`,
    `Nobody in this list (${en(people)}) is taken for a rep: the column read as the job says ${titles.map((title) => `“${title}”`).join(', ')}… Figures by rep would stay empty. If another column tells who sells, such as the department, read that one as the job (field “job”): “Sales”, “Sales rep” or “Account executive” stand for reps in it.`,
  )
}

async function peopleWithoutDeals(merge: Merge, say: Say): Promise<void> {
  const isOwner = has(merge, 'opportunities') && brings(merge, 'opportunities', 'owner')
  const [any] = await select(merge.client, 'select 1 as one from opportunities limit 1')
  if (!isOwner && any === undefined) return
  const staged = isOwner
    ? `and p.person_id not in (select o.person_id from person_of as o where o.written in (select s.owner from ${table(merge, 'opportunities')} as s))`
    : ''
  const rows = await select<{ name: string }>(
    merge.client,
    `select p.display_name as name from people as p
     where p.content_hash in (select content_hash from ${table(merge, 'people')}) and coalesce(p.job, 'rep') = 'rep'
       and p.person_id not in (select o.owner_id from opportunities as o where o.owner_id is not null) ${staged}
     order by p.display_name`,
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name)
  const shown = names.slice(0, 12).join(', ') + (names.length > 12 ? '…' : '')
  say(
    'PEOPLE_WITHOUT_DEAL',
    rows.length === 1
      ? `1 personne de la liste n’a aucune affaire : ${shown}. Elle est gardée.`
      : `${fr(rows.length)} personnes de la liste n’ont aucune affaire : ${shown}. Elles sont gardées.`,
    rows.length === 1
      ? `1 person of the list has no opportunity: ${shown}. They are kept.`
      : `${en(rows.length)} people of the list have no opportunity: ${shown}. They are kept.`,
  )
}

/** Managers are people too: a list may name many who have no row of their own. */
async function onlyNamedAsManagers(merge: Merge, say: Say): Promise<void> {
  if (!brings(merge, 'people', 'manager')) return
  const rows = await select<{ name: string }>(
    merge.client,
    `select display_name as name from people where content_hash is null and not is_provisional
       and import_file_id in (select file_id from ${table(merge, 'people')}) order by display_name`,
  )
  if (rows.length === 0) return
  const shown =
    rows
      .slice(0, 6)
      .map(({ name }) => name)
      .join(', ') + (rows.length > 6 ? '…' : '')
  say(
    'ONLY_NAMED_AS_MANAGERS',
    rows.length === 1
      ? `1 personne n’est nommée que comme responsable, sans ligne à elle : ${shown}. Elle est ajoutée.`
      : `${fr(rows.length)} personnes ne sont nommées que comme responsables, sans ligne à elles : ${shown}. Elles sont ajoutées.`,
    rows.length === 1
      ? `1 person is named only as a manager, without a row of their own: ${shown}. They are added.`
      : `${en(rows.length)} people are named only as managers, without a row of their own: ${shown}. They are added.`,
  )
}

/** Results are business records and are measured all the same; the notice to employees is the administrator's to give. */
export async function peopleWithoutNotice(merge: Merge, say: Say): Promise<void> {
  const { people } = await selectOne<{ people: number }>(
    merge.client,
    `select count(*) as people from people as p
     where not exists (select from notice_receipts as r where r.person_id = p.person_id)`,
  )
  if (people === 0) return
  say(
    'PEOPLE_WITHOUT_NOTICE',
    people === 1
      ? '1 personne n’a pas encore reçu l’information sur ses données, qui lui est due.'
      : `${fr(people)} personnes n’ont pas encore reçu l’information sur leurs données, qui leur est due.`,
    people === 1
      ? '1 person has not yet been given the notice about their data, which is due to them.'
      : `${en(people)} people have not yet been given the notice about their data, which is due to them.`,
  )
}
