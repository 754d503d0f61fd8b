// accounts: one row per customer company. A deal or lead without a known company gets an account of its own
// with is_identified = false, which is never counted as a customer.
import { customer, key, trace } from '../care.ts'
import { count, day, defineTable, digest, flag, id, text } from '../table.ts'

export const accounts = defineTable({
  name: 'accounts',
  title: { fr: 'Entreprises clientes', en: 'Customer companies' },
  grain: {
    fr: 'une entreprise cliente, ou une affaire ou un lead dont l’entreprise est inconnue',
    en: 'customer company, or per deal or lead whose company is unknown',
  },
  placement: { by: 'account_id' },
  key: ['account_id'],
  columns: {
    account_id: id(key),
    name: text(customer).orNull,
    name_key: text(customer).orNull,
    domain: text(customer).orNull,
    industry: text(customer).orNull,
    country: text(customer).orNull,
    segment: text(customer).orNull,
    employees: count(customer).orNull,
    /** Name or id of the parent company as written. */
    parent: text(customer).orNull,
    owner_id: id(key).orNull,
    created_on: day(customer).orNull,
    is_identified: flag(key),
    source: text(trace).orNull,
    external_id: text(trace).orNull,
    created_import_id: id(trace).orNull,
    import_id: id(trace).orNull,
    import_file_id: id(trace).orNull,
    source_row: id(trace).orNull,
    content_hash: digest(trace).orNull,
  },
})
