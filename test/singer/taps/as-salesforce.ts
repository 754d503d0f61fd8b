// The company as tap-salesforce sends it: schemas made of what Salesforce says of its objects. Every date may be a moment or a text, and
// the tap writes both as moments; formula fields have no type at all, and are null where the formula has nothing to say.
import { accounts, deals, entries, reps, stageOf, stages } from './company.ts'
import { flag, real, stream, text } from './messages.ts'

const moment = { anyOf: [{ type: 'string', format: 'date-time' }, { type: ['string', 'null'] }] }
const anything = {}

const id = (prefix: string, number: number): string => `${prefix}${String(number).padStart(12, '0')}AAA`

/** The organisation's day of a moment of UTC: what a person who closes a deal there fills in. */
const dayIn = (timeZone: string, at: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(`${at}Z`))

/** `history`: the rows of every save that touches a deal, or one for each field that was changed. */
export function salesforce(
  history: 'OpportunityHistory' | 'OpportunityFieldHistory',
  timeZone = 'Europe/Paris',
): object[] {
  return [
    ...stream(
      'Opportunity',
      'Id',
      {
        Id: { type: 'string' },
        IsDeleted: flag,
        AccountId: text,
        Name: text,
        StageName: text,
        Amount: real,
        Probability: real,
        CloseDate: moment,
        CreatedDate: moment,
        IsClosed: flag,
        IsWon: flag,
        OwnerId: text,
        Days_To_Close__c: anything,
        Margin_Band__c: anything,
      },
      deals.map((one) => ({
        Id: id('006', one.id),
        IsDeleted: false,
        AccountId: id('001', one.account),
        Name: `Deal ${one.id}`,
        StageName: stageOf(one).name,
        Amount: one.amount,
        Probability: stageOf(one).probability,
        CloseDate: `${dayIn(timeZone, one.closedAt ?? '2026-09-30T12:00:00')}T00:00:00.000000Z`,
        CreatedDate: `${one.openedAt}.000000Z`,
        IsClosed: one.outcome !== 'open',
        IsWon: one.outcome === 'won',
        OwnerId: id('005', one.owner),
        Days_To_Close__c: one.outcome === 'open' ? null : 12.5,
        Margin_Band__c: one.outcome === 'won' ? 'High' : null,
      })),
    ),
    ...(history === 'OpportunityHistory' ? saves() : changes()),
    ...stream(
      'OpportunityStage',
      'Id',
      {
        Id: text,
        MasterLabel: text,
        ApiName: text,
        SortOrder: { type: ['null', 'integer'] },
        IsClosed: flag,
        IsWon: flag,
        DefaultProbability: real,
      },
      stages.map(({ id: number, name, outcome, probability }) => ({
        Id: id('01J', number),
        MasterLabel: name,
        ApiName: name,
        SortOrder: number,
        IsClosed: outcome !== 'open',
        IsWon: outcome === 'won',
        DefaultProbability: probability,
      })),
    ),
    ...stream(
      'Account',
      'Id',
      { Id: text, Name: text, Industry: text, OwnerId: text, IsDeleted: flag },
      accounts.map(({ id: number, name }) => ({
        Id: id('001', number),
        Name: name,
        Industry: null,
        OwnerId: id('005', 71),
        IsDeleted: false,
      })),
    ),
    ...stream(
      'User',
      'Id',
      {
        Id: text,
        Email: text,
        Name: text,
        FirstName: text,
        LastName: text,
        UserRoleId: text,
        ManagerId: text,
        IsActive: flag,
      },
      reps.map(({ id: number, email, first, last }) => ({
        Id: id('005', number),
        Email: email,
        Name: `${first} ${last}`,
        FirstName: first,
        LastName: last,
        UserRoleId: null,
        ManagerId: null,
        IsActive: true,
      })),
    ),
  ]
}

/** A row for each save: also where the stage is the one before, because an amount was changed. */
function saves(): object[] {
  return stream(
    'OpportunityHistory',
    'Id',
    { Id: text, OpportunityId: text, StageName: text, Amount: real, CreatedDate: moment, IsDeleted: flag },
    deals.flatMap((one) =>
      entries(one).flatMap(({ stage, at }, place) => {
        const row = {
          OpportunityId: id('006', one.id),
          StageName: stage.name,
          Amount: one.amount,
          IsDeleted: false,
        }
        return [
          { Id: id('008', one.id * 10 + place), ...row, CreatedDate: `${at}.000000Z` },
          ...(place === 0
            ? [{ Id: id('008', one.id * 10 + 5), ...row, CreatedDate: `${at.slice(0, 17)}30.000000Z` }]
            : []),
        ]
      }),
    ),
  )
}

/** A row for each field that was changed; of the making of a deal only that it was made. */
function changes(): object[] {
  return stream(
    'OpportunityFieldHistory',
    'Id',
    {
      Id: text,
      IsDeleted: flag,
      OpportunityId: text,
      CreatedDate: moment,
      Field: text,
      OldValue: anything,
      NewValue: anything,
    },
    deals.flatMap((one) => {
      const row = { IsDeleted: false, OpportunityId: id('006', one.id) }
      const [first, ...moves] = entries(one)
      return [
        {
          Id: id('017', one.id * 10),
          ...row,
          CreatedDate: `${first?.at}.000000Z`,
          Field: 'created',
          OldValue: null,
          NewValue: null,
        },
        {
          Id: id('017', one.id * 10 + 1),
          ...row,
          CreatedDate: `${first?.at}.000000Z`,
          Field: 'Amount',
          OldValue: 1,
          NewValue: 2.5,
        },
        ...moves.map(({ stage, at }, place) => ({
          Id: id('017', one.id * 10 + 2 + place),
          ...row,
          CreatedDate: `${at}.000000Z`,
          Field: 'StageName',
          OldValue: entries(one)[place]?.stage.name,
          NewValue: stage.name,
        })),
      ]
    }),
  )
}
