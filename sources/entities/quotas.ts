// What each person is to sell: a row per period, or a row per year with a column for each month.
import { monthWords, quarterWords } from './codes.ts'
import { type Entity, type Field, t, w } from './field.ts'
import { currencyField } from './shared.ts'

const range = [1900, 9999] as const

/** The amount of one month of a list that is written across. */
const month = (number: string, fr: string, en: string): Field => ({
  name: w(`Montant de ${fr}`, `Amount of ${en}`),
  kind: 'money',
  note: w(`mois ${number}`, `month ${number}`),
})

/** The columns of a list written across, from January on. */
export const quotaMonths = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm09', 'm10', 'm11', 'm12'] as const // prettier-ignore

export const quotaEntities = {
  quotas: {
    name: w('Quotas', 'Quotas'),
    grain: w(
      'une ligne par personne et période, ou par personne et année avec une colonne par mois',
      'one row per person and period, or per person and year with a column for each month',
    ),
    needs: [['person'], ['startsOn', 'period', 'year'], ['amount', 'deals', ...quotaMonths]],
    naming: ['person', 'startsOn|year', 'lastDay'],
    spans: [['startsOn', 'lastDay']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'quota_id', fr: 'id_quota' }),
      person: t('person', w('Personne', 'Person'), { en: 'person', fr: 'personne', isRequired: true }),
      period: t(
        'period',
        w('Période', 'Period'),
        { en: 'quota_period', fr: 'periode_quota' },
        {
          note: w(
            '2026-03, 2026-T1 ou 2026, de l’année civile ; vide : le premier et le dernier jour le disent',
            '2026-03, 2026-Q1 or 2026, of the calendar year; empty: the first and last day say it',
          ),
        },
      ),
      startsOn: t('day', w('Premier jour', 'First day'), { en: 'first_day', fr: 'premier_jour' }),
      lastDay: t(
        'day',
        w('Dernier jour', 'Last day'),
        { en: 'last_day', fr: 'dernier_jour' },
        { note: w('il en fait encore partie', 'still part of it') },
      ),
      amount: t(
        'money',
        w('Montant à vendre', 'Amount to sell'),
        { en: 'quota_amount', fr: 'montant_quota' },
        { note: w('vide : seul un nombre d’affaires est demandé', 'empty: only a number of deals is asked') },
      ),
      currency: currencyField(),
      deals: t(
        'whole',
        w('Affaires à gagner', 'Deals to win'),
        { en: 'quota_deals', fr: 'affaires_quota' },
        {
          range: [0, 1e9],
          note: w('vide : seul un montant est demandé', 'empty: only an amount is asked'),
        },
      ),
      year: { name: w('Année', 'Year'), kind: 'whole', range },
      quarter: { name: w('Trimestre', 'Quarter'), kind: 'code', codes: quarterWords },
      month: { name: w('Mois', 'Month'), kind: 'code', codes: monthWords },
      m01: month('1', 'janvier', 'January'),
      m02: month('2', 'février', 'February'),
      m03: month('3', 'mars', 'March'),
      m04: month('4', 'avril', 'April'),
      m05: month('5', 'mai', 'May'),
      m06: month('6', 'juin', 'June'),
      m07: month('7', 'juillet', 'July'),
      m08: month('8', 'août', 'August'),
      m09: month('9', 'septembre', 'September'),
      m10: month('10', 'octobre', 'October'),
      m11: month('11', 'novembre', 'November'),
      m12: month('12', 'décembre', 'December'),
    },
  },
} as const satisfies Record<string, Entity>
