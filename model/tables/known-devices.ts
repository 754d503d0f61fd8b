// known_devices: one row per browser in which an account once signed in. Its tries are counted apart, so that
// strangers who guess at the account cannot shut its user out.
import { device, key } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const knownDevices = defineTable({
  name: 'known_devices',
  title: { fr: 'Navigateurs connus', en: 'Known browsers' },
  grain: { fr: 'un navigateur où un compte s’est connecté', en: 'browser in which an account signed in' },
  placement: 'local',
  key: ['device_hash'],
  columns: { device_hash: text(device), user_id: id(key), last_used_at: instant(device) },
})
