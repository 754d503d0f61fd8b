// BATCH messages: records in files beside the run, from the one folder that was named and from nowhere else.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { folderOf } from '../processes.ts'
import { landed, lines, send } from './send.ts'

const head = {
  type: 'SCHEMA',
  stream: 'users',
  key_properties: ['id'],
  schema: { properties: { id: { type: 'integer' }, name: { type: 'string' } } },
}
const batch = (manifest: readonly string[], compression?: string) => ({
  type: 'BATCH',
  stream: 'users',
  encoding: { format: 'jsonl', ...(compression === undefined ? {} : { compression }) },
  manifest,
})
const users = (...ids: readonly number[]) => lines(...ids.map((id) => ({ id, name: `n${id}` })))

/** A folder with one beside it that nobody named. */
function twoFolders(): { readonly root: string; readonly outside: string } {
  const parent = folderOf({ 'secret.jsonl': users(9) })
  const root = path.join(parent, 'batches')
  mkdirSync(root)
  return { root, outside: path.join(parent, 'secret.jsonl') }
}

describe('BATCH', async () => {
  const database = await freshDatabase()

  test('files of JSON lines, plain and in gzip, between records and states', async () => {
    const { root } = twoFolders()
    writeFileSync(path.join(root, 'one.jsonl'), users(1, 2))
    writeFileSync(path.join(root, 'deux mois.jsonl.gz'), gzipSync(users(2, 3)))
    const { fault, printed } = await send(
      database,
      lines(
        head,
        batch([pathToFileURL(path.join(root, 'one.jsonl')).href]),
        { type: 'STATE', value: { at: 1 } },
        batch([pathToFileURL(path.join(root, 'deux mois.jsonl.gz')).href], 'gzip'),
        batch(['one.jsonl', 'file://one.jsonl'], 'none'),
        { type: 'RECORD', stream: 'users', record: { id: 4, name: 'n4' } },
        { type: 'STATE', value: { at: 2 } },
      ),
      { batchFolder: root },
    )
    expect([fault, printed]).toEqual([null, ['{"at":2}']])
    expect(await landed(database)).toEqual({
      users: [1, 2, 3, 4].map((id) => `{"id": ${id}, "name": "n${id}"}`),
    })
  })

  test.each([
    ['a file outside', (_: string, outside: string) => pathToFileURL(outside).href],
    ['a path that climbs out', () => 'file://../secret.jsonl'],
    [
      'a link that leads out',
      (root: string, outside: string) => {
        symlinkSync(outside, path.join(root, 'link.jsonl'))
        return 'link.jsonl'
      },
    ],
    ['a folder', (root: string) => pathToFileURL(root).href],
    ['a file that is not there', () => 'nothing.jsonl'],
    ['another kind of address', () => 's3://bucket/one.jsonl'],
    ['an address of the network', () => 'https://example.com/one.jsonl'],
  ])('%s is refused, and all answer alike', async (_, nameIn) => {
    const { root, outside } = twoFolders()
    const { fault, streams } = await send(database, lines(head, batch([nameIn(root, outside)])), {
      batchFolder: root,
    })
    expect([fault?.code, fault?.line, fault?.column]).toEqual(['FILE_TYPE_REFUSED', 2, 'manifest'])
    expect(fault?.words.en).toBe(
      'The file that this BATCH message names is no file of the folder batch_folder.',
    )
    expect(streams[0]?.records).toBe(0)
  })

  test('without a folder no file is opened', async () => {
    const { outside } = twoFolders()
    const { fault } = await send(database, lines(head, batch([pathToFileURL(outside).href])))
    expect([fault?.code, fault?.column]).toEqual(['FILE_TYPE_REFUSED', 'type'])
  })

  test.each([
    ['not gzip', 'gzip', users(7), 'FILE_TYPE_REFUSED'],
    ['a cut gzip', 'gzip', gzipSync(users(7, 8)).subarray(0, 20), 'FILE_TYPE_REFUSED'],
    ['a line that is no JSON', undefined, `${users(7)}oops\n`, 'JSON_INVALID'],
    ['a line that is no record', undefined, '[1]\n', 'JSON_INVALID'],
    [
      'a message where a record belongs',
      undefined,
      lines({ type: 'RECORD', record: { id: 7 } }),
      'SCHEMA_VIOLATION',
    ],
    ['a record that the schema refuses', undefined, lines({ id: 'x' }), 'SCHEMA_VIOLATION'],
  ])('%s ends the run, and what came after the last STATE goes', async (_, compression, content, code) => {
    const { root } = twoFolders()
    writeFileSync(path.join(root, 'bad'), content)
    const before = await landed(database)
    const { fault, printed } = await send(
      database,
      lines(head, { type: 'STATE', value: 1 }, batch(['bad'], compression)),
      { batchFolder: root },
    )
    expect([fault?.code, fault?.line, printed]).toEqual([code, 3, ['1']])
    expect(await landed(database)).toEqual(before)
  })
})
