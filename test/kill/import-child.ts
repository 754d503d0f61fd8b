// A process that imports one file, to be killed: node import-child.js DATABASE_URL FILE. It says 'started' once it works.
import { openDatabase } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import { makeVisible, openImport, stageImport } from '../../sources/ingest/index.ts'

const [url = '', path = ''] = process.argv.slice(2)
const now = () => new Date('2026-06-30T10:00:00Z')
const database = openDatabase(JSON.parse(url) as { url: string })
const { importId } = await openImport(database, owner, { now })
process.stdout.write('started\n')
await stageImport(database, owner, importId, [{ name: 'deals.csv', path }], { now })
await makeVisible(database, owner, importId, { now })
await database.close()
