// The name of a connection that a person makes for herself: hers and the server's, told apart from those that there are.
import type { Query } from '../../model/database.ts'

export async function freeName(query: Query, personId: number, host: string): Promise<string> {
  const { display_name } = await query
    .selectFrom('people')
    .select('display_name')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  const names = (await query.selectFrom('connections').select('name').execute()).map(({ name }) => name)
  const plain = `${display_name} · ${host}`
  let name = plain
  for (let number = 2; names.includes(name); number++) name = `${plain} (${number})`
  return name
}
