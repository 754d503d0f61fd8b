// tap-stripe and Airbyte's source-stripe. Times are seconds since 1970, amounts are in the smallest unit of their currency.
import { stripeDigits } from '../../files/values/index.ts'
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
      names: ['subscriptions'],
      marks: ['customer', 'current_period_end | plan'],
      entity: 'subscriptions',
      keys: ['id'],
      // One whose first payment never came ('incomplete', 'incomplete_expired') has made nobody a customer.
      only: [
        {
          property: 'status',
          values: ['', 'active', 'past_due', 'canceled', 'unpaid', 'trialing', 'paused', 'ended'],
        },
      ],
      columns: {
        externalId: 'id',
        accountId: 'customer',
        contract: 'id',
        startsOn: { from: 'start_date | start | created', as: 'unix' },
        endsOn: { from: 'ended_at', as: 'unix' },
        monthly: {
          from: 'plan.amount',
          as: 'minor',
          currency: 'plan.currency',
          digits: stripeDigits,
          times: 'quantity',
          when: { 'plan.interval': 'month', 'plan.interval_count': '1' },
        },
        yearly: {
          from: 'plan.amount',
          as: 'minor',
          currency: 'plan.currency',
          digits: stripeDigits,
          times: 'quantity',
          when: { 'plan.interval': 'year', 'plan.interval_count': '1' },
        },
        currency: 'plan.currency',
        endReason: 'cancellation_details.feedback | cancellation_details.reason',
      },
    },
    {
      names: ['invoices'],
      marks: ['customer', 'amount_due | total'],
      entity: 'revenue',
      keys: ['id'],
      only: [{ property: 'status', values: ['open', 'paid', 'uncollectible', 'void'] }],
      columns: {
        externalId: 'id',
        accountId: 'customer',
        day: { from: 'status_transitions.finalized_at | created | date', as: 'unix' },
        // Before tax, where the tap says it.
        amount: {
          from: 'total_excluding_tax | subtotal | total',
          as: 'minor',
          currency: 'currency',
          digits: stripeDigits,
          // Open before it was voided: nothing is owed any more.
          nothingWhen: { status: 'void' },
        },
        currency: 'currency',
      },
    },
    {
      names: ['credit_notes'],
      marks: ['customer', 'invoice', 'amount | total'],
      entity: 'revenue',
      keys: ['id'],
      only: [{ property: 'status', values: ['', 'issued', 'void'] }],
      columns: {
        externalId: 'id',
        accountId: 'customer',
        day: { from: 'created', as: 'unix' },
        amount: {
          from: 'total_excluding_tax | subtotal | total | amount',
          as: 'minor-back',
          currency: 'currency',
          digits: stripeDigits,
          nothingWhen: { status: 'void' },
        },
        currency: 'currency',
      },
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
        'plans',
        'prices',
        'coupons',
        'disputes',
        'refunds',
        'transfers',
        'invoice_items',
        'invoice_line_items',
        'subscription_items',
      ],
      marks: ['object | livemode'],
      entity: null,
      why: notNeeded,
      keys: ['id'],
      columns: {},
    },
  ],
}
