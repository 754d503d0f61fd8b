// The address that takes events: whoever holds it, and signs where its sender signs, leaves one event; nobody reads anything.
import type { Readable } from 'node:stream'
import { addressKey, countTries, type Means } from '../../access/index.ts'
import { housekeeper } from '../../model/reader.ts'
import { openSecret } from '../../sources/connections/connections.ts'
import { findHook, largestEvent, type Receipt, receiveEvent } from '../../sources/webhooks/receive.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler, Place } from '../handler.ts'

const receive: Handler<'receiveEvent'> = async (
  { database, access, clock },
  { path, headers, bytes, browser },
) => {
  const hook = await database.read(housekeeper, (query) => findHook(query, path.reference))
  if (hook === null) {
    await countWrong(database, access, browser.address)
    throw new Refusal('not-found')
  }
  const body = await bodyOf(bytes)
  const secret = hook.sealed === null ? '' : openSecret(await access.keys(), hook.connectionId, hook.sealed)
  const receipt = await receiveEvent(
    database,
    housekeeper,
    { connectionId: hook.connectionId, sender: hook.sender, secret: secret ?? '', isPaused: hook.isPaused },
    { headers, body, now: clock() },
  )
  return { receipt: accepted(receipt) }
}

export const hookHandlers = { receiveEvent: receive }

/** @throws Refusal for a receipt that the sender should know as a fault */
function accepted(receipt: Receipt): Receipt {
  switch (receipt) {
    case 'taken':
    case 'repeated':
    case 'left-out':
      return receipt
    case 'conflict':
      throw new Refusal('event-conflict')
    case 'not-json':
      throw new Refusal('bad-request', { fields: ['body'] })
    case 'paused':
      throw new Refusal('hook-paused')
    default:
      throw new Refusal('wrong-signature')
  }
}

function countWrong(database: Place['database'], means: Means, address: string | null): Promise<void> {
  return countTries(database, means, [{ kind: 'wrong reference', subject: addressKey(address) }])
}

async function bodyOf(bytes: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of bytes) {
    length += (piece as Buffer).length
    if (length > largestEvent) throw new Refusal('too-large')
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}
