// tap-stripe and Airbyte's source-stripe. Times are seconds since 1970, amounts are in the smallest unit of their currency.
import { notNeeded, type Tap } from './shapes.ts'

export const stripe: Tap = {
  tap: 'tap-stripe',
  name: 'Stripe',
  vendor: 'generic',
  source: 'stripe',
  streams: [
    {
      names: ['customers'],
      marks: ['object | livemode', 'default_source | invoice_prefix | delinquent'],
      entity: 'accounts',
      keys: ['id'],
      deleted: 'is_deleted | deleted',
      columns: {
        externalId: 'id',
        name: 'name | description',
        country: 'address.country',
        createdOn: { from: 'created', as: 'unix' },
      },
    },
    {
      names: ['products'],
      marks: ['object | livemode', 'statement_descriptor | unit_label'],
      entity: 'products',
      keys: ['id'],
      columns: { externalId: 'id', name: 'name' },
    },
    {
      names: [
        'charges',
        'payment_methods',
        'payment_intents',
        'cards',
        'bank_accounts',
        'events',
        'payouts',
        'balance_transactions',
      ],
      marks: ['object | livemode'],
      entity: null,
      why: notNeeded,
      keys: ['id'],
      columns: {},
    },
  ],
}
