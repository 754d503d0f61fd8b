// The company as tap-pipedrive sends it, of the first version of the API (times without an offset, owners as objects, a won deal keeps
// its stage) and of the second (ids alone, times of UTC). Fields of the company's own have hashes for names.
import { accounts, deals, reps, type TapDeal } from './company.ts'
import { type Fields, flag, list, object, real, stream, text, time, whole } from './messages.ts'

const ownField = '9d2b5f5c3f1e4a7b8c6d0e1f2a3b4c5d6e7f8a9b'

/** The names of stages that are open: Pipedrive has no others. */
const open = [
  { id: 1, name: 'Contact', order_nr: 0, deal_probability: 10 },
  { id: 2, name: 'Offer', order_nr: 1, deal_probability: 50 },
]

export function pipedrive(version: 1 | 2): object[] {
  const at = (moment: string | null) =>
    moment === null ? null : version === 1 ? moment.replace('T', ' ') : `${moment}.000000Z`
  const closing = (one: TapDeal): Fields => ({
    status: one.outcome,
    won_time: one.outcome === 'won' ? at(one.closedAt) : null,
    lost_time: one.outcome === 'lost' ? at(one.closedAt) : null,
    close_time: at(one.closedAt),
    lost_reason: one.outcome === 'lost' ? 'Price' : null,
  })
  const change = (
    id: number,
    deal: TapDeal,
    key: string,
    from: string | null,
    to: string,
    when: string,
  ): Fields => ({
    id,
    item_id: deal.id,
    user_id: deal.owner,
    field_key: key,
    old_value: from,
    new_value: to,
    is_bulk_update_flag: null,
    log_time: at(when),
    change_source: 'app',
    additional_data: null,
  })
  return [
    ...stream(
      'deals',
      'id',
      {
        id: { type: 'integer' },
        ...(version === 1
          ? {
              user_id: object({ id: whole, name: text }),
              org_id: object({ value: whole, name: text }),
              deleted: flag,
            }
          : { owner_id: whole, org_id: whole, is_deleted: flag }),
        person_id: whole,
        stage_id: whole,
        pipeline_id: whole,
        title: text,
        value: real,
        currency: text,
        ...Object.fromEntries(
          ['add_time', 'won_time', 'lost_time', 'close_time'].map((name) => [
            name,
            version === 1 ? text : time,
          ]),
        ),
        status: text,
        probability: real,
        lost_reason: text,
        expected_close_date: text,
        [ownField]: text,
      },
      [
        ...deals.map((one) => ({
          id: one.id,
          ...(version === 1
            ? {
                user_id: { id: one.owner, name: 'A rep' },
                org_id: { value: one.account, name: 'x' },
                deleted: false,
              }
            : { owner_id: one.owner, org_id: one.account, is_deleted: false }),
          person_id: 4,
          stage_id: one.offeredAt === null ? 1 : 2,
          pipeline_id: 1,
          title: `Deal ${one.id}`,
          value: one.amount,
          currency: 'EUR',
          add_time: at(one.openedAt),
          ...closing(one),
          probability: null,
          expected_close_date: '2026-09-30',
          [ownField]: 'zorblat',
        })),
        // Thrown away before it was closed: the list of all deals has those too.
        {
          id: 99,
          stage_id: 1,
          pipeline_id: 1,
          title: 'Gone',
          value: 1_000_000,
          currency: 'EUR',
          add_time: at('2026-01-05T09:00:00'),
          status: 'deleted',
          won_time: at('2026-02-01T09:00:00'),
          close_time: at('2026-02-01T09:00:00'),
          ...(version === 1 ? { deleted: true } : { is_deleted: true }),
        },
      ],
    ),
    ...stream(
      'dealflow',
      'id',
      {
        id: whole,
        item_id: whole,
        user_id: whole,
        field_key: text,
        old_value: text,
        new_value: text,
        log_time: version === 1 ? text : time,
      },
      deals.flatMap((one) => [
        change(one.id * 10, one, 'add_time', null, at(one.openedAt) ?? '', one.openedAt),
        ...(one.offeredAt === null
          ? []
          : [change(one.id * 10 + 1, one, 'stage_id', '1', '2', one.offeredAt)]),
      ]),
    ),
    ...stream(
      'stages',
      'id',
      { id: whole, order_nr: whole, name: text, deal_probability: whole, pipeline_id: whole },
      open.map((one) => ({ ...one, pipeline_id: 1 })),
    ),
    ...stream(
      'pipelines',
      'id',
      { id: whole, name: text, order_nr: whole, is_deal_probability_enabled: flag },
      [{ id: 1, name: 'Sales', order_nr: 0, is_deal_probability_enabled: true }],
    ),
    ...stream(
      'organizations',
      'id',
      {
        id: whole,
        owner_id: whole,
        name: text,
        add_time: time,
        people_count: whole,
        address: object({ country: text }),
      },
      accounts.map(({ id, name }) => ({
        id,
        owner_id: 71,
        name,
        add_time: '2025-01-01T00:00:00Z',
        people_count: 1,
        address: { country: 'France' },
      })),
    ),
    ...stream(
      'users',
      'id',
      { id: whole, name: text, email: text, active_flag: flag, is_you: flag },
      reps.map(({ id, email, first, last }) => ({
        id,
        name: `${first} ${last}`,
        email,
        active_flag: true,
        is_you: false,
      })),
    ),
  ]
}

/** Activities of tap-pipedrive: planned and done, of the vendor's kinds and of the company's own, with and without an hour. */
export function pipedriveActivities(records: readonly Fields[]): object[] {
  return stream(
    'activities',
    'id',
    {
      id: { type: 'integer' },
      owner_id: whole,
      done: flag,
      type: text,
      due_date: text,
      due_time: text,
      duration: text,
      add_time: time,
      subject: text,
      note: text,
      deal_id: whole,
      org_id: whole,
      person_id: whole,
      lead_id: text,
      is_deleted: flag,
      attendees: list(object({ email: text, name: text })),
    },
    records,
  )
}
