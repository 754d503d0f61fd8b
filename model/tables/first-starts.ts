// first_starts: what makes somebody the owner of a machine on which nobody has an account yet. The code that the start
// prints, and the browsers that it opened; the references themselves are only on the screen and in the cookies.
import { session } from '../care.ts'
import { defineTable, instant, text } from '../table.ts'

export const firstStarts = defineTable({
  name: 'first_starts',
  title: { fr: 'Codes du premier démarrage', en: 'Codes of the first start' },
  grain: {
    fr: 'un code affiché au démarrage, ou un navigateur qu’il a ouvert',
    en: 'code that a start printed, and per browser that it opened',
  },
  placement: 'local',
  key: ['reference_hash'],
  columns: {
    /** SHA-256 of the code or of the reference in the cookie. */
    reference_hash: text(session),
    kind: text<'code' | 'browser'>(session),
    started_at: instant(session),
    last_used_at: instant(session),
  },
})
