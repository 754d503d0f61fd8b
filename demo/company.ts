// The simulated company, whole: the same seed makes the same rows on every machine.
import { seededRandom } from '../statistics/random.ts'
import { makeContent, searchContent, shareContent } from './content.ts'
import { makeCustomers } from './contracts.ts'
import { makeProducts } from './customers.ts'
import { addColleagues, sellToLeads } from './leads.ts'
import { drawAttendance, learn } from './learning.ts'
import { makeStaff } from './people.ts'
import { setQuotas } from './quotas.ts'
import { Rows } from './rows.ts'
import { makeStages } from './selling.ts'
import { spend } from './spending.ts'
import { act, askCustomers, listen } from './voices.ts'
import { keepDiaries, makeCalendar, spendTime } from './work.ts'

/** Every part draws from a chance of its own, so that a change of one leaves the others as they were. */
export function makeCompany(seed = 'douze'): Rows {
  const rows = new Rows()
  const chance = (part: string) => seededRandom(`${seed} ${part}`)
  const staff = makeStaff(rows, chance('people'), chance('hires'))
  const products = makeProducts(rows)
  const attended = drawAttendance(chance('lots'), staff)
  const market = { staff, products, ...makeStages(rows), attended }
  const { asked, deals } = sellToLeads(rows, chance('leads'), market)
  addColleagues(rows, chance('colleagues'), asked)
  const customers = makeCustomers(rows, chance('contracts'), market, deals)
  makeCalendar(rows)
  spendTime(rows, chance('time'), staff)
  keepDiaries(rows, chance('diaries'), staff)
  const items = makeContent(rows, chance('content'), staff)
  searchContent(rows, chance('searches'), staff, items)
  shareContent(rows, chance('shares'), chance('downloads'), items, deals)
  learn(rows, chance('learning'), staff, attended, deals)
  spend(rows, chance('costs'), staff)
  setQuotas(rows, chance('quotas'), staff)
  askCustomers(rows, chance('surveys'), customers)
  listen(rows, chance('voices'), chance('tones'), customers, deals)
  act(rows, chance('actions'), staff)
  return rows
}
