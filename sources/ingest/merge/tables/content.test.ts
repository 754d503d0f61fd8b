// Files of content: what they become, as rows that a person can check, and what a later file changes.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/database.ts'
import { deliver, rowsOf } from '../../../../test/deliver.ts'
import { oneOfEach } from '../../../../test/one-of-each.ts'

const people = { 'people.csv': oneOfEach['people.csv']! }

describe('content', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  test('a file with fewer columns erases nothing; uses name items by id or title', async () => {
    await deliver(database, {
      'contenus.csv': oneOfEach['contenus.csv']!,
      'uses.csv': `event_id,rep_email,content_use,content,occurred_at
U-1,lea@example.com,share,K-2,2026-03-02T08:05:00Z
U-2,tom@example.com,opened,étude de CAS Aubrac,2026-03-03
U-3,tom@example.com,search,,2026-03-03T09:00:00Z
U-4,tom@example.com,download,,2026-03-03T09:00:00Z
`,
    })
    await deliver(database, {
      'titres.csv': 'content_id,content_title,archived_on\nK-2,Étude de cas Aubrac,2026-05-01\n',
    })
    expect(
      await rowsOf(
        database,
        `select c.title, c.type, c.department, p.display_name as author, c.archived_on, t.title as template
         from content_items as c left join people as p on p.person_id = c.owner_id left join content_items as t on t.content_item_id = c.template_id
         where c.external_id = 'K-2'`,
      ),
    ).toEqual([
      {
        title: 'Étude de cas Aubrac',
        type: 'étude de cas',
        department: 'sales',
        author: 'Léa Martin',
        archived_on: '2026-05-01',
        template: 'Modèle de proposition',
      },
    ])
    expect(
      await rowsOf(
        database,
        'select e.kind, c.external_id as item, e.day from content_events as e left join content_items as c on c.content_item_id = e.content_item_id order by e.external_id',
      ),
    ).toEqual([
      { kind: 'share', item: 'K-2', day: '2026-03-02' },
      { kind: 'open', item: 'K-2', day: '2026-03-03' },
      { kind: 'search', item: null, day: '2026-03-03' },
    ])
  })
})
