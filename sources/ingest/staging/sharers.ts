// Files of what buyers viewed that do not name who had shared it: whoever brings them may say so once for all of their rows.
import type { Recognition, TablePlan } from '../../plan.ts'
import { copyText } from './copy-rows.ts'
import type { TableWork } from './table-work.ts'

/** Events of buyers, and no column for the person who shared. */
function isWithoutSharer({ entity, columns }: TablePlan): boolean {
  return (
    entity === 'content-events' &&
    columns.some(({ field }) => field === 'visitor') &&
    !columns.some(({ field }) => field === 'rep')
  )
}

/** The recognition with the sharer that was said; without one, the table says that it can be. */
export function withSharer(
  recognition: Recognition | null,
  sharedBy: string | undefined,
  warnings: TableWork['warnings'],
): Recognition | null {
  if (recognition?.kind !== 'understood' || !recognition.plans.some(isWithoutSharer)) return recognition
  if (sharedBy === undefined) warnings.push(unsaid)
  return {
    ...recognition,
    plans: recognition.plans.map((plan) => {
      if (!isWithoutSharer(plan)) return plan
      // Who had shared what an earlier file told of is not who shared this: a remembered mapping forgets her.
      const { rep: _earlier, ...constants } = plan.constants ?? {}
      return {
        ...plan,
        constants: sharedBy === undefined ? constants : { ...constants, rep: copyText(sharedBy) },
      }
    }),
  }
}

const unsaid: TableWork['warnings'][number] = {
  code: 'SHARER_UNSAID',
  sentence: {
    fr: 'Ce fichier ne dit pas qui avait partagé. Un partage déjà connu du même contenu avec le même compte le dit ; sinon, dites-le si une seule personne a tout partagé (--shared-by son adresse), ou laissez ainsi : ce que voient les acheteurs compte sans être de personne.',
    en: 'This file does not say who had shared. A share of the same content with the same account that is known already says it; else say it where one person shared everything (--shared-by her address), or leave it: what buyers see counts without being anybody’s.',
  },
}
