// Fields that several tables share: how long something took, which customer and which deal it was about.
import { type Field, t, w, f } from './field.ts'

/** How long: the first of these columns that is filled. `hasTemplate` puts minutes and hours in the template. */
export function spentFields(hasTemplate: boolean) {
  const minutes = { en: 'minutes', fr: 'minutes' }
  const hours = { en: 'hours', fr: 'heures' }
  return {
    minutes: hasTemplate
      ? t('number', w('Minutes', 'Minutes'), minutes, { range: [0, 1e7] })
      : { ...f('number', 'Minutes', 'Minutes'), range: [0, 1e7] as const },
    hours: hasTemplate
      ? t('number', w('Heures', 'Hours'), hours, {
          range: [0, 1e6],
          note: w('1,5 pour une heure et demie', '1.5 for an hour and a half'),
        })
      : { ...f('number', 'Heures', 'Hours'), range: [0, 1e6] as const },
    duration: f('duration', 'Durée', 'Duration'),
    seconds: { ...f('whole', 'Secondes', 'Seconds'), range: [0, 2_000_000_000] as const },
  } satisfies Record<string, Field>
}

export function accountFields(isRequired = false) {
  return {
    account: t('text', w('Compte', 'Account'), {
      en: 'account',
      fr: 'compte',
      ...(isRequired ? { isRequired: true as const } : {}),
    }),
    accountId: f('id', 'Identifiant du compte', 'Account id'),
    accountDomain: f('text', 'Domaine du compte', 'Account domain'),
  } satisfies Record<string, Field>
}

export const opportunityField = (): Field =>
  t('id', w('Affaire', 'Opportunity'), { en: 'deal_id', fr: 'id_affaire' })

export const productField = (): Field => t('text', w('Produit', 'Product'), { en: 'product', fr: 'produit' })

/** What is told of a day is often known by month only. */
export const dayOrMonth = {
  takesMonths: true,
  note: w('un mois (2026-03) vaut son premier jour', 'a month (2026-03) stands for its first day'),
} as const satisfies Partial<Field>

export const currencyField = (): Field =>
  t('currency', w('Devise', 'Currency'), { en: 'currency', fr: 'devise' })
