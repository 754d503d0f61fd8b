// The company as three readers of HubSpot send it: the tap of singer-io (each property an object with its value), Meltano's (all
// texts, below `properties`), and Airbyte's source.
import { accounts, deals, entries, reps, stageOf, stages, type TapDeal } from './company.ts'
import { airbyte, type Fields, flag, list, object, real, stream, text, time, whole } from './messages.ts'

const owners = reps.map(({ id, email, first, last }) => ({
  id: String(id),
  email,
  firstName: first,
  lastName: last,
  userId: id + 1000,
  archived: false,
  teams: [],
}))
const ownerTypes = { id: text, email: text, firstName: text, lastName: text, userId: whole, archived: flag }

/** Properties of a deal as the API has them. */
function propertiesOf(one: TapDeal): Record<string, string> {
  const stage = stageOf(one)
  return {
    dealname: `Deal ${one.id}`,
    amount: String(one.amount),
    dealstage: stage.key,
    pipeline: 'default',
    createdate: `${one.openedAt}.123Z`,
    // HubSpot fills it for open deals too: when they are hoped to close.
    closedate: `${one.closedAt ?? '2026-09-30T08:00:00'}.000Z`,
    hubspot_owner_id: String(one.owner),
    hs_is_closed: String(one.outcome !== 'open'),
    hs_is_closed_won: String(one.outcome === 'won'),
    hs_deal_stage_probability: String(stage.probability / 100),
    ...Object.fromEntries(
      entries(one).map(({ stage: { key }, at }) => [`hs_v2_date_entered_${key}`, `${at}.123Z`]),
    ),
    hs_v2_latest_time_in_contactmade: '864000000',
  }
}

const names = [...new Set(deals.flatMap((one) => Object.keys(propertiesOf(one))))]

/** As singer-io's tap: properties twice, below `properties` and at the top, each with its value in an object; ids are numbers. */
export function hubspotOfSinger(): object[] {
  const property = object({ value: text, timestamp: time, source: text, sourceId: text })
  const lifted = Object.fromEntries(names.map((name) => [`property_${name}`, property]))
  const nested = object(Object.fromEntries(names.map((name) => [name, property])))
  return [
    ...stream(
      'deals',
      'dealId',
      {
        portalId: whole,
        dealId: whole,
        isDeleted: flag,
        associations: object({
          associatedVids: list(whole),
          associatedCompanyIds: list(whole),
          associatedDealIds: list(whole),
        }),
        properties: nested,
        ...lifted,
      },
      deals.map((one) => {
        const cells = Object.entries(propertiesOf(one)).map(
          ([name, value]) =>
            [name, { value, timestamp: null, source: 'CRM_UI', sourceId: 'zorblat' }] as const,
        )
        return {
          portalId: 1,
          dealId: one.id,
          isDeleted: false,
          associations: { associatedVids: [9], associatedCompanyIds: [one.account], associatedDealIds: [] },
          properties: Object.fromEntries(cells),
          ...Object.fromEntries(cells.map(([name, value]) => [`property_${name}`, value])),
        }
      }),
    ),
    ...stream(
      'deal_pipelines',
      'pipelineId',
      {
        pipelineId: text,
        label: text,
        stages: list(
          object({
            stageId: text,
            label: text,
            probability: real,
            active: flag,
            displayOrder: whole,
            closedWon: flag,
          }),
        ),
      },
      [
        {
          pipelineId: 'default',
          label: 'Sales',
          stages: stages.map(({ key, name, probability, outcome }, displayOrder) => ({
            stageId: key,
            label: name,
            probability: probability / 100,
            active: true,
            displayOrder,
            closedWon: outcome === 'won',
          })),
        },
      ],
    ),
    ...stream('owners', 'id', ownerTypes, owners),
    ...stream(
      'companies',
      'companyId',
      { companyId: whole, property_name: property, property_createdate: property },
      accounts.map(({ id, name }) => ({
        companyId: id,
        property_name: { value: name, timestamp: null },
        // A date as the first version of the API wrote it: milliseconds, as a text.
        property_createdate: { value: '1735689600000', timestamp: null },
      })),
    ),
  ]
}

/** The pipelines of HubSpot's third version. */
const pipelines = (id: string) => [
  {
    [id]: 'default',
    label: 'Sales',
    displayOrder: 0,
    createdAt: 0,
    stages: stages.map(({ key, name, probability, outcome }, displayOrder) => ({
      [id === 'id' ? 'id' : 'stageId']: key,
      label: name,
      displayOrder,
      metadata: {
        isClosed: id === 'id' ? String(outcome !== 'open') : outcome !== 'open',
        probability: String(probability / 100),
      },
    })),
  },
]

/** As Meltano's tap: everything below `properties` is a text, an empty one where nothing was said. */
export function hubspotOfMeltano(): object[] {
  return [
    ...stream(
      'deals',
      'id',
      {
        id: text,
        properties: object(Object.fromEntries(names.map((name) => [name, text]))),
        createdAt: time,
        updatedAt: time,
        archived: flag,
      },
      deals.map((one) => ({
        id: String(one.id),
        properties: { ...Object.fromEntries(names.map((name) => [name, ''])), ...propertiesOf(one) },
        createdAt: `${one.openedAt}Z`,
        updatedAt: '2026-06-01T00:00:00Z',
        archived: false,
      })),
    ),
    ...stream(
      'deal_pipelines',
      'createdAt',
      {
        label: text,
        displayOrder: whole,
        pipelineId: text,
        createdAt: whole,
        stages: list(
          object({
            label: text,
            displayOrder: whole,
            metadata: object({ isClosed: flag, probability: text }),
            stageId: text,
          }),
        ),
      },
      pipelines('pipelineId'),
    ),
    ...stream('owners', 'id', ownerTypes, owners),
  ]
}

/** As Airbyte's source: typed values, below `properties` and flat; what belongs to a deal as lists of ids. */
export function hubspotOfAirbyte(): object[] {
  const typed = (one: TapDeal): Fields => ({
    ...propertiesOf(one),
    amount: one.amount,
    hs_is_closed: one.outcome !== 'open',
    hs_is_closed_won: one.outcome === 'won',
  })
  return [
    ...airbyte(
      'deals',
      deals.map((one) => ({
        id: String(one.id),
        archived: false,
        companies: [String(one.account)],
        properties: typed(one),
        ...Object.fromEntries(
          Object.entries(typed(one)).map(([name, value]) => [`properties_${name}`, value]),
        ),
      })),
    ),
    ...airbyte('deal_pipelines', pipelines('id')),
    ...airbyte('owners', owners),
    ...airbyte(
      'companies',
      accounts.map(({ id, name }) => ({
        id: String(id),
        archived: false,
        properties: { name, domain: null },
        properties_name: name,
      })),
    ),
  ]
}
