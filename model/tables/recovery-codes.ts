// recovery_codes: one row per recovery code that was not used yet; each stands once for a second factor.
import { accountSecret, key } from '../care.ts'
import { defineTable, id, text } from '../table.ts'

export const recoveryCodes = defineTable({
  name: 'recovery_codes',
  title: { fr: 'Codes de secours', en: 'Recovery codes' },
  grain: { fr: 'un code de secours non utilisé', en: 'unused recovery code' },
  placement: 'local',
  key: ['user_id', 'code_hash'],
  columns: { user_id: id(key), code_hash: text(accountSecret) },
})
