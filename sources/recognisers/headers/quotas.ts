// What columns of lists of quotas are called: long ones, and those with a column for each month.
import type { HeaderTable } from './header-words.ts'

export const quotaHeaders: HeaderTable<'quotas'> = {
  externalId: { any: 'Quota ID | ID quota | ID objectif', weak: 'Id | Identifiant' },
  person: {
    any: 'Rep | Rep Email | Rep Name | Sales Rep | Salesperson | Sales Person | Commercial | Vendeur | Nom du commercial | E-mail du commercial | Quota Owner | Owner | Owner Email | Propriétaire | Collaborateur | Email | E-mail | Employee ID | Matricule | Employee',
    weak: 'Person | Personne | Name | Nom | User | Utilisateur | Salarié',
  },
  period: {
    any: 'Quota Period | Période | Period | Période du quota | Période de l’objectif | Month | Mois | Quarter | Trimestre',
  },
  startsOn: {
    any: 'Start Date | Period Start | Starts On | First Day | Date de début | Début | Premier jour | Du | Début de période',
    weak: 'From | Start',
  },
  lastDay: {
    any: 'End Date | Period End | Ends On | Last Day | Date de fin | Fin | Dernier jour | Au | Fin de période',
    weak: 'To | End',
  },
  amount: {
    any: 'Quota | Quota Amount | Sales Quota | Montant du quota | Objectif | Objectif CA | Objectif de vente | Objectif de ventes | Objectif commercial | Objectif montant | Montant de l’objectif | Montant objectif | Revenue Quota | Revenue Target | Sales Target | Quota Value',
    weak: 'Target | Cible | Amount | Montant | Total',
  },
  deals: {
    any: 'Deals Quota | Quota in Deals | Quota Deals | Number of Deals | Deals to Win | Nombre d’affaires | Objectif affaires | Objectif en affaires | Affaires à gagner | Objectif nombre',
    weak: 'Deals | Affaires',
  },
  currency: { any: 'Currency | Devise | Currency Code | CurrencyIsoCode' },
  year: { any: 'Year | Année | Calendar Year | Exercice', weak: 'An' },
  quarter: {
    any: 'Calendar Quarter | Quarter Number | Numéro de trimestre',
    weak: 'Quarter | Trimestre | Q | T',
  },
  month: { any: 'Month Number | Calendar Month | Numéro du mois', weak: 'Month | Mois' },
  m01: { any: 'M01 | M1 | January | Jan | Janvier | Janv | Month 1 | Mois 1' },
  m02: { any: 'M02 | M2 | February | Feb | Février | Févr | Fév | Month 2 | Mois 2' },
  m03: { any: 'M03 | M3 | March | Mar | Mars | Month 3 | Mois 3' },
  m04: { any: 'M04 | M4 | April | Apr | Avril | Avr | Month 4 | Mois 4' },
  m05: { any: 'M05 | M5 | May | Mai | Month 5 | Mois 5' },
  m06: { any: 'M06 | M6 | June | Jun | Juin | Month 6 | Mois 6' },
  m07: { any: 'M07 | M7 | July | Jul | Juillet | Juil | Month 7 | Mois 7' },
  m08: { any: 'M08 | M8 | August | Aug | Août | Month 8 | Mois 8' },
  m09: { any: 'M09 | M9 | September | Sep | Sept | Septembre | Month 9 | Mois 9' },
  m10: { any: 'M10 | October | Oct | Octobre | Month 10 | Mois 10' },
  m11: { any: 'M11 | November | Nov | Novembre | Month 11 | Mois 11' },
  m12: { any: 'M12 | December | Dec | Décembre | Déc | Month 12 | Mois 12' },
}
