// Every way in which the data writes a person, as regular expressions for PostgreSQL: case, accents, the order of the
// names and what stands between them make no difference. Erasure, export and the search for traces share them.
import type pg from 'pg'

export interface WrittenForms {
  /** Names of two words or more, addresses, and ids that nobody else could have. */
  readonly distinctive: readonly string[]
  /** Single first names, short ids, and names that somebody else has too: only meant when they fill a whole cell. */
  readonly weak: readonly string[]
}

/** Reads how a person is written, today and in what imports kept of earlier values. $1 is her number. */
export async function writtenForms(client: pg.ClientBase, personId: number): Promise<WrittenForms> {
  const { rows } = await client.query<{ kind: 'name' | 'email' | 'external-id'; value: string }>(
    `select 'name' as kind, display_name as value from people where person_id = $1
     union select 'name', name_key from people where person_id = $1
     union select 'email', email from people where person_id = $1 and email is not null
     union select 'name', display_name from users where person_id = $1
     union select 'email', email from users where person_id = $1
     union select kind, value from person_identities where person_id = $1
     union select kind, value_key from person_identities where person_id = $1
     union select 'name', before ->> 'display_name' from import_changes
       where table_name = 'people' and (before ->> 'person_id')::bigint = $1
     union select 'email', before ->> 'email' from import_changes
       where table_name = 'people' and (before ->> 'person_id')::bigint = $1 and before ->> 'email' is not null
     union select before ->> 'kind', before ->> 'value' from import_changes
       where table_name = 'person_identities' and (before ->> 'person_id')::bigint = $1
     union select case column_name when 'email' then 'email' else 'name' end, unnest(array[earlier, later]) from corrections
       where person_id = $1 and column_name in ('display_name', 'email')`,
    [personId],
  )
  const written = rows.filter(({ value }) => value !== null && value.trim() !== '')
  const shared = await sharedNames(client, personId)
  const isDistinctive = ({ kind, value }: (typeof written)[number]): boolean => {
    if (kind === 'email') return value.includes('@')
    if (kind === 'external-id') return value.length >= 8 && /\d/.test(value)
    return wordsOf(value).length >= 2 && !shared.has(plain(value))
  }
  const unique = (values: readonly string[]) => [...new Set(values)]
  return {
    distinctive: unique(written.filter(isDistinctive).map(({ value }) => value)),
    weak: unique(written.filter((form) => !isDistinctive(form)).map(({ value }) => value)),
  }
}

/** Names that another person of the organisation has too. */
async function sharedNames(client: pg.ClientBase, personId: number): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ display_name: string }>(
    'select display_name from people where person_id <> $1 and name_key in (select name_key from people where person_id = $1)',
    [personId],
  )
  return new Set(rows.map((row) => plain(row.display_name)))
}

/**
 * One expression that finds any of the forms as whole words, in text or in the text of JSON (where a quotation mark
 * is written with a backslash). Null when there is nothing to look for.
 */
export function patternOf(forms: readonly string[], isJson: boolean): string | null {
  if (forms.length === 0) return null
  const alternatives = forms.flatMap((form) =>
    form.includes('@') ? [literal(form)] : [...orders(form, isJson), exactly(form, isJson)],
  )
  // Longer first: PostgreSQL takes the longest anyway, other readers of the pattern may not.
  const sorted = [...new Set(alternatives)].toSorted((a, b) => b.length - a.length)
  return `(?<![[:alnum:]])(?:${sorted.join('|')})(?![[:alnum:]])`
}

function orders(form: string, isJson: boolean): string[] {
  const words = wordsOf(form).map(literal)
  const [first, ...rest] = words
  if (first === undefined) return []
  const quote = isJson ? String.raw`\\"|\\\\` : String.raw`"|\\`
  const between = String.raw`(?:${quote}|[-[:space:]` + "\u00a0\u202f\u2010\u2011._,'\u2019()/&+]){1,4}"
  if (rest.length === 0) return [first]
  const last = words.at(-1) ?? ''
  return [words.join(between), [last, ...words.slice(0, -1)].join(between), [...rest, first].join(between)]
}

/** As it is written, whatever signs stand in it. */
function exactly(form: string, isJson: boolean): string {
  const written = isJson ? JSON.stringify(form.normalize('NFC')).slice(1, -1) : form.normalize('NFC')
  return Array.from(written).map(escaped).join('')
}

function wordsOf(form: string): string[] {
  return form.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

function plain(form: string): string {
  return wordsOf(
    form
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase(),
  )
    .toSorted()
    .join(' ')
}

const accents: Readonly<Record<string, string>> = {
  a: 'àáâãäåā',
  c: 'çćč',
  e: 'èéêëēę',
  i: 'ìíîïī',
  l: 'ł',
  n: 'ñń',
  o: 'òóôõöøō',
  s: 'śš',
  u: 'ùúûüū',
  y: 'ýÿ',
  z: 'źżž',
}

/** Any case and accent of each letter; every other sign as itself. No case flag: some databases only fold ASCII. */
function literal(text: string): string {
  return Array.from(text.normalize('NFC'))
    .map((sign) => {
      const base = sign
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
      if (!/^\p{L}$/u.test(base)) return /[\p{L}\p{N}\p{M}]/u.test(sign) ? sign : escaped(sign)
      const small = [...new Set([base, ...Array.from(accents[base] ?? ''), sign.toLowerCase()])]
      const all = [...new Set(small.flatMap((one) => [one, one.toUpperCase()]))].filter(
        (one) => Array.from(one).length === 1,
      )
      return `[${all.join('')}][\u0300-\u036f]*`
    })
    .join('')
}

function escaped(sign: string): string {
  return sign.replace(/[\\^$.*+?()[\]{}|"-]/g, (one) => (one === '"' ? String.raw`\\?"` : `\\${one}`))
}
