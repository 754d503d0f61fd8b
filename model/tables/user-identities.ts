// user_identities: one row per account of the organisation's sign-in provider (OpenID Connect) that opens an account
// here. The provider's own number for her counts, not her address, which may one day be somebody else's.
import { account, key } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const userIdentities = defineTable({
  name: 'user_identities',
  title: { fr: 'Comptes du fournisseur d’identité', en: 'Accounts of the sign-in provider' },
  grain: {
    fr: 'un compte du fournisseur qui ouvre un compte ici',
    en: 'account of a sign-in provider that opens an account here',
  },
  placement: 'local',
  key: ['issuer', 'subject'],
  columns: {
    issuer: text(account),
    subject: text(account),
    user_id: id(key),
    linked_at: instant(account),
  },
})
