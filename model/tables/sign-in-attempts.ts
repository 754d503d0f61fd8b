// sign_in_attempts: one row per thing whose tries are counted (an account, an address, a browser): not a list of
// tries, only the instant at which its allowance is whole again (access/throttle.ts).
import { attempt } from '../care.ts'
import { defineTable, instant, text } from '../table.ts'

export const signInAttempts = defineTable({
  name: 'sign_in_attempts',
  title: { fr: 'Essais de connexion', en: 'Sign-in tries' },
  grain: {
    fr: 'un compte, une adresse ou un navigateur dont les essais sont comptés',
    en: 'counted account, address or browser',
  },
  placement: 'local',
  key: ['kind', 'subject'],
  columns: {
    kind: text(attempt),
    /** Keyed hash: no address and no e-mail can be read from it. */
    subject: text(attempt),
    whole_at: instant(attempt),
  },
})
