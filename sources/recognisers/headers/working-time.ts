// What columns of lists of absences and of working times are called. The reason of an absence has no column here: it is nobody's business.
import type { HeaderTable } from './header-words.ts'

const person = {
  any: 'Email | E-mail | Employee Email | Rep | Rep Email | Commercial | Collaborateur | Salarié | Employee | Employé | Employee Name | Nom du salarié | Matricule | Employee ID',
  weak: 'Person | Personne | Name | Nom | User | Utilisateur | Full Name | Nom complet',
} as const

export const absenceHeaders: HeaderTable<'absences'> = {
  externalId: { any: 'Absence ID | Leave ID | Request ID | ID absence | N° de demande', weak: 'Id' },
  person,
  startsOn: {
    any: 'Start Date | Starts On | First Day | Absent From | Leave Start | Leave From | Absence Start | Date de début | Début | Premier jour | Absent du | Du | Début d’absence | Début du congé',
    weak: 'From | Start | Date',
  },
  lastDay: {
    any: 'End Date | Ends On | Last Day | Absent Until | Leave End | Leave To | Absence End | Date de fin | Fin | Dernier jour | Absent au | Au | Fin d’absence | Fin du congé',
    weak: 'To | End | Until',
  },
  share: { any: 'Share of Day | Day Fraction | Part du jour | Fraction de journée | Quotité' },
}

export const workScheduleHeaders: HeaderTable<'work-schedules'> = {
  externalId: { weak: 'Id' },
  person,
  startsOn: {
    any: 'From Day | Effective From | Effective Date | Valid From | À partir du | Date d’effet | Depuis le | En vigueur le',
    weak: 'From | Start Date | Date de début | Start | Début',
  },
  hoursPerWeek: {
    any: 'Hours per Week | Weekly Hours | Contract Hours | Contractual Hours | Working Hours per Week | Heures par semaine | Heures hebdomadaires | Heures hebdo | Durée hebdomadaire | Horaire hebdomadaire | Heures contractuelles',
  },
  daysPerWeek: {
    any: 'Days per Week | Working Days | Jours par semaine | Jours travaillés | Jours ouvrés par semaine',
  },
}
