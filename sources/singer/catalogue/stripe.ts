// tap-stripe and Airbyte's source-stripe. Times are seconds since 1970, amounts are in the smallest unit of their currency.
import { stripeDigits } from '../../files/values/index.ts'
import { notNeeded, type Tap } from './shapes.ts'

const priceReads = ['unit_amount', 'unit_amount_decimal', 'currency', 'billing_scheme']
  .concat(['recurring.interval', 'recurring.interval_count', 'recurring.usage_type'])
  .concat(['transform_quantity.divide_by', 'transform_quantity.round'])
const planReads = [
  'amount',
  'amount_decimal',
  'currency',
  'billing_scheme',
  'usage_type',
  'interval',
  'interval_count',
]
  .concat(['transform_usage.divide_by', 'transform_usage.round'])
  .map((name) => `plan.${name}`)
const discountReads = ['discount', 'discounts'].flatMap((written) => [
  `${written}.id`,
  ...['coupon', 'source.coupon'].flatMap((coupon) =>
    ['duration', 'percent_off', 'amount_off'].map((name) => `${written}.${coupon}.${name}`),
  ),
])
const itemReads = [
  'id',
  'quantity',
  ...priceReads.map((name) => `price.${name}`),
  ...planReads,
  ...discountReads,
]

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
      recurring: {
        streams: ['subscription_items'],
        link: 'subscription',
        reads: [
          'quantity',
          'items.has_more',
          ...itemReads.map((name) => `items.data.${name}`),
          ...planReads,
          ...discountReads,
        ],
        itemReads: ['subscription', ...itemReads],
      },
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
        monthly: { from: 'items | plan', as: 'recurring-month', digits: stripeDigits },
        yearly: { from: 'items | plan', as: 'recurring-year', digits: stripeDigits },
        currency: { from: 'items | plan', as: 'recurring-currency' },
        endReason: 'cancellation_details.feedback | cancellation_details.reason',
      },
    },
    {
      names: ['subscription_items'],
      marks: ['subscription', 'price | plan'],
      entity: null,
      why: {
        fr: 'Lu pour ce que valent les abonnements.',
        en: 'Read for what subscriptions are worth.',
      },
      keys: ['id'],
      columns: {},
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
      ],
      marks: ['object | livemode'],
      entity: null,
      why: notNeeded,
      keys: ['id'],
      columns: {},
    },
  ],
}
