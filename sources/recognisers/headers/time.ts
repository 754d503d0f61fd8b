// What columns of time sheets, timers and logged activities are called.
import type { HeaderTable } from './header-words.ts'

export const activityHeaders: HeaderTable<'activities'> = {
  externalId: {
    salesforce: 'Id | Activity ID | Task ID | Event ID',
    hubspot: 'Activity ID | Engagement ID | Record ID',
    any: 'Event ID | Entry ID | Time Entry ID | ID activité | ID saisie | Identifiant de la saisie',
    weak: 'Id | Identifiant',
  },
  rep: {
    salesforce: 'OwnerId | Owner ID | Assigned | Assigned To | Attribué à',
    hubspot: 'Activity Owner | Activity assigned to | Propriétaire de l’activité',
    any: 'User Email | Email | E-mail | Rep Email | Owner Email | Member Email | Person Email | Adresse e-mail | Courriel | E-mail du collaborateur | Employee Email | Developer ID | DeveloperID',
    weak: 'User | Utilisateur | User Name | Member | Membre | Person | Personne | Employee | Employé | Collaborateur | Salarié | Commercial | Rep | Owner | Nom | Name | Team Member | Resource | Ressource | Employee ID | Agent',
  },
  firstName: { any: 'First Name | Prénom' },
  lastName: { any: 'Last Name | Nom de famille | Surname' },
  category: {
    salesforce: 'TaskSubtype | Task Subtype | Type | EventSubtype',
    hubspot: 'Activity Type | Type d’activité',
    any: 'Activity | Activité | Activity Type | Type d’activité | Category | Catégorie | Activité réalisée | Type de tâche | Kind of Work | Nature du temps | Work Type',
    weak: 'Task | Tâche | Project | Projet | Tags | Tag | Étiquettes | Type | Description | Nature | Sub Category | Event Subtype',
  },
  startedAt: {
    salesforce: 'StartDateTime | Start Date Time | ActivityDateTime | Activity Date Time',
    hubspot: 'Activity Date | Activity date',
    any: 'Started At | Start | Début | Begin | Start Time | Start Date Time | Date et heure de début | Commencé le | Start Date/Time | Start At | Heure de début',
    weak: 'From | De | Timestamp | Start Date | Date de début',
  },
  endedAt: {
    salesforce: 'EndDateTime | End Date Time',
    any: 'Ended At | End | Fin | End Time | Stopped At | Stop | End Date Time | Date et heure de fin | Terminé le | End Date/Time | Heure de fin',
    weak: 'To | À | End Date | Date de fin',
  },
  day: {
    salesforce: 'ActivityDate | Activity Date',
    any: 'Date | Day | Jour | Start Date | Date de début | Work Date | Spent On | Spent Date | Date de la saisie | Date travaillée',
    weak: 'Completed On | Entry Date',
  },
  startTime: { any: 'Start Time | Heure de début | Begin | Début | Start | From | De' },
  endDay: { any: 'End Date | Date de fin' },
  endTime: { any: 'End Time | Heure de fin | End | Fin | To | À' },
  duration: {
    hubspot: 'Call duration | Durée de l’appel',
    any: 'Duration | Durée | Duration (h) | Time | Temps | Time Spent | Temps passé | Durée (h) | Tracked | Total Time | Call duration (HH:mm:ss)',
  },
  hours: {
    any: 'Hours | Heures | Durée (h) | Duration (h) | Duration (decimal) | Hours Worked | Heures travaillées | Nombre d’heures | Time (decimal) | Total Hours | Decimal Hours | Durée décimale | Temps (h) | Billable Hours | Developer Hours Actual | DeveloperHoursActual | Durée en heures | Durée (heures)',
    weak: 'Hours Rounded | Hours Actual',
  },
  minutes: {
    salesforce: 'DurationInMinutes | Duration In Minutes | Duration',
    any: 'Minutes | Duration (min) | Durée (min) | Duration Minutes | Time (min) | Durée en minutes | Temps (min) | Minutes Spent | Time Spent (minutes)',
  },
  seconds: {
    salesforce: 'CallDurationInSeconds | Call Duration In Seconds | Call Duration',
    any: 'Seconds | Secondes | Duration (s) | Duration (sec) | Durée (s) | Duration Seconds | Time Spent Seconds',
  },
  tool: { any: 'Tool | Outil | Application | App' },
  account: {
    any: 'Client | Customer | Client Name | Nom du client | Customer Name | Company | Entreprise | Account | Compte',
  },
  accountId: { salesforce: 'AccountId | Account ID' },
  accountDomain: { hubspot: 'Associated Company Domain' },
  opportunity: {
    salesforce: 'WhatId | Opportunity ID',
    hubspot: 'Associated Deal IDs | Associated Deal ID',
    any: 'Deal ID | ID affaire | Opportunity | Affaire | Deal',
  },
  isDeleted: { salesforce: 'IsDeleted | Deleted', hubspot: 'archived | _fivetran_deleted' },
}
