// The public data sets of development, where they are at hand: each table is taken for what it is.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Recognition, TableSketch } from '../plan.ts'
import { recognise } from './index.ts'
import { shared } from '../../test/shared.ts'

const data = shared('data')
const isHere = existsSync(data)

/** Enough of CSV for these files: commas, quotes, line breaks in quotes. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let place = 0; place < text.length; place++) {
    const letter = text.charAt(place)
    if (isQuoted && letter === '"' && text.charAt(place + 1) === '"') {
      cell += '"'
      place++
    } else if (letter === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted
    else if (!isQuoted && letter === ',') {
      row.push(cell)
      cell = ''
    } else if (!isQuoted && letter === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += letter
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}

function sketchesOf(folder: string): TableSketch[] {
  return readdirSync(`${data}/${folder}`)
    .filter((name) => name.endsWith('.csv'))
    .toSorted()
    .map((fileName) => {
      const [header = [], ...rows] = readCsv(readFileSync(`${data}/${folder}/${fileName}`, 'utf8'))
      const cellsOf = (index: number): string[] =>
        rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '')
      return {
        fileName,
        header,
        samples: header.map((_, index) => [...new Set(cellsOf(index))].slice(0, 200)),
        filled: header.map((_, index) => cellsOf(index).length / rows.length),
        rows: rows.length,
      }
    })
}

const say = (recognition: Recognition): string =>
  recognition.kind === 'understood'
    ? recognition.plans.map(({ entity, vendor }) => `${entity} ${vendor}`).join(' + ')
    : recognition.kind

function answersOf(folder: string): Record<string, string> {
  const sketches = sketchesOf(folder)
  return Object.fromEntries(
    recognise(sketches).map((recognition, place) => [sketches[place]?.fileName ?? '', say(recognition)]),
  )
}

const used = (recognition: Recognition | undefined): [string, string][] => {
  if (recognition?.kind !== 'understood') throw new Error(JSON.stringify(recognition))
  return (recognition.plans[0]?.columns ?? []).flatMap(({ header, field }): [string, string][] =>
    field === null ? [] : [[header, field]],
  )
}

describe.skipIf(!isHere)('public data sets', () => {
  test('a CRM in four files: the base case', () => {
    expect(answersOf('maven-crm')).toEqual({
      'accounts.csv': 'accounts generic',
      'products.csv': 'products generic',
      'sales_pipeline.csv': 'opportunities generic',
      'sales_teams.csv': 'people generic',
    })
    const recognitions = recognise(sketchesOf('maven-crm'))
    expect(used(recognitions[2])).toEqual([
      ['opportunity_id', 'externalId'],
      ['sales_agent', 'owner'],
      ['product', 'product'],
      ['account', 'account'],
      ['deal_stage', 'stage'],
      ['engage_date', 'openedAt'],
      ['close_date', 'closedAt'],
      ['close_value', 'amount'],
    ])
    expect(used(recognitions[3])).toEqual([
      ['sales_agent', 'name'],
      ['manager', 'manager'],
      ['manager', 'team'],
      ['regional_office', 'region'],
    ])
  })

  test('columns of a HubSpot export', () => {
    expect(answersOf('hubspot-export-synthetic')).toEqual({
      'hubspot_activities.csv': 'known-unused',
      'hubspot_companies.csv': 'accounts hubspot',
      'hubspot_contacts.csv': 'leads hubspot',
      'hubspot_deals.csv': 'opportunities hubspot',
      'hubspot_tickets.csv': 'feedback hubspot',
    })
  })

  test('tables of a Salesforce warehouse', () => {
    expect(answersOf('salesforce-seeds')).toEqual({
      'sf_account_data.csv': 'accounts salesforce',
      'sf_account_history_data.csv': 'known-unused',
      'sf_contact_data.csv': 'known-unused',
      'sf_contact_history_data.csv': 'known-unused',
      'sf_event_data.csv': 'activities salesforce',
      'sf_lead_data.csv': 'leads salesforce',
      'sf_opportunity_data.csv': 'opportunities salesforce',
      'sf_opportunity_history_data.csv': 'stage-history salesforce',
      'sf_opportunity_line_item_data.csv': 'opportunity-lines salesforce',
      'sf_order_data.csv': 'known-unused',
      'sf_product_2_data.csv': 'products salesforce',
      'sf_task_data.csv': 'known-unused',
      'sf_user_data.csv': 'people salesforce',
      'sf_user_role_data.csv': 'teams salesforce',
    })
  })

  test('leads without dates', () => {
    const [recognition] = recognise(sketchesOf('x-education-leads'))
    expect(used(recognition)).toEqual([
      ['Prospect ID', 'externalId'],
      ['Lead Source', 'leadSource'],
      ['Converted', 'isConverted'],
    ])
    const codes =
      recognition?.kind === 'understood' ? recognition.plans[0]?.remarks.map(({ code }) => code) : []
    expect(codes).toEqual(expect.arrayContaining(['lead-without-date', 'select-is-missing']))
  })

  test('tables that are no CRM’s are not taken for opportunities', () => {
    for (const folder of [
      'zendesk-seeds',
      'marketo-seeds',
      'timetracker-exports',
      'telco-churn',
      'nps-timeseries',
      'hr-training',
      'sip-time-tracking',
      'stripe-seeds',
      'northwind',
    ]) {
      for (const answer of Object.values(answersOf(folder)))
        expect(`${folder}: ${answer}`).not.toMatch(/opportunit|stage-history/)
    }
  })
})
