// A deals file of any size in the columns of Douze's template, the same bytes every time.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { seeded } from './seeded.ts'

const stages = ['Open', 'Proposal', 'Won', 'Lost']
const people = ['lea.martin', 'tom.durand', 'ines.petit', 'hugo.leroy']

export const peopleCsv = `person_email,display_name,role,team\n${people
  .map(
    (name, at) => `${name}@example.com,${name.replace('.', ' ')},rep,${at % 2 === 0 ? 'North' : 'South'}\n`,
  )
  .join('')}`

/** Writes the file. @returns the sum of its amounts in cents */
export async function writeDeals(file: string, rows: number): Promise<bigint> {
  const random = seeded(12)
  const out = createWriteStream(file)
  let cents = 0n
  let block = 'deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status\n'
  for (let row = 1; row <= rows; row++) {
    const amount = random(5_000_000)
    const stage = random(4)
    const day = `${2022 + random(4)}-${two(1 + random(12))}-${two(1 + random(28))}`
    const title = row % 50 === 0 ? `"Lot ${row}, ""bis"""` : `Deal ${row} – summer`
    const owner = `${people[row % 4] ?? ''}@example.com`
    const status = ['open', 'open', 'won', 'lost'][stage] ?? ''
    const money = `${Math.floor(amount / 100)}.${two(amount % 100)}`
    block += `L-${row},${title},${money},EUR,${stages[stage] ?? ''},${owner},${day},${stage > 1 ? day : ''},${status}\n`
    cents += BigInt(amount)
    if (block.length < 1_000_000) continue
    if (!out.write(block)) await once(out, 'drain')
    block = ''
  }
  out.end(block)
  await once(out, 'close')
  return cents
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
