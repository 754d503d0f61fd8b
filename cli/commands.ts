// The register of commands, in the order in which help lists them.
import type { Command } from './command.ts'
import { cmi5 } from './cmi5.ts'
import { decisions } from './decisions.ts'
import { connections } from './connections.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { explain } from './explain.ts'
import { fecPlan } from './fec-plan.ts'
import { timeWords } from './time-words.ts'
import { importFiles } from './import.ts'
import { imports } from './imports.ts'
import { keys } from './keys.ts'
import { link } from './link.ts'
import { mail } from './mail.ts'
import { measure } from './measure.ts'
import { missing } from './missing.ts'
import { notice } from './notice.ts'
import { person } from './person.ts'
import { purge } from './purge.ts'
import { register } from './register.ts'
import { rollups } from './rollups.ts'
import { rows } from './rows.ts'
import { settings } from './settings.ts'
import { singer } from './singer.ts'
import { start } from './start.ts'
import { target } from './target.ts'
import { template } from './template.ts'
import { undo } from './undo.ts'
import { users } from './users.ts'
import { verify } from './verify.ts'
import { xapi } from './xapi.ts'

export const commands: readonly Command[] = [
  start,
  importFiles,
  mail,
  singer,
  measure,
  explain,
  rows,
  imports,
  undo,
  connections,
  missing,
  decisions,
  settings,
  target,
  fecPlan,
  timeWords,
  users,
  link,
  keys,
  person,
  notice,
  purge,
  verify,
  rollups,
  register,
  template,
  xapi,
  cmi5,
  demo,
  doctor,
]
