// What columns of lists of coaching sessions and of the milestones of newcomers are called.
import type { HeaderTable } from './header-words.ts'

export const coachingSessionHeaders: HeaderTable<'coaching-sessions'> = {
  externalId: { any: 'Session ID | ID séance | ID de la séance', weak: 'Id | Identifiant' },
  person: {
    any: 'Coachee | Coached | Coaché | Coachée | Personne coachée | Rep | Rep Email | Sales Rep | Commercial | Collaborateur | Commercial coaché | Participant | Email | E-mail | Person Email | E-mail de la personne',
    weak: 'Person | Personne | Name | Nom | Employee | Salarié | User',
  },
  coach: { any: 'Coach | Coach Email | Coached By | Coaché par | Animé par | Manager | Responsable' },
  heldOn: {
    any: 'Session Date | Held On | Coaching Date | Date de la séance | Date de séance | Séance du | Tenue le | Tenu le | Date de l’entretien | Date du coaching | Meeting Date',
    weak: 'Date | Day | Jour',
  },
  duration: { any: 'Duration | Durée' },
  hours: { any: 'Hours | Heures | Durée (h) | Duration (h)' },
  minutes: { any: 'Minutes | Durée (min) | Duration (min) | Durée en minutes' },
  skill: {
    any: 'Skill | Skills | Compétence | Compétence travaillée | Topic | Subject | Thème | Sujet | Focus',
  },
  action: {
    any: 'Action | Agreed Action | Action Agreed | Next Step | Next Steps | Commitment | Engagement | Plan d’action | Action décidée | Prochaine étape',
  },
  actionDueOn: {
    any: 'Action Due | Action Due On | Due On | Due Date | Deadline | Pour le | Échéance | Engagement pour le',
  },
  actionDoneOn: { any: 'Action Done | Action Done On | Done On | Completed On | Fait le | Réalisé le' },
}

export const milestoneHeaders: HeaderTable<'onboarding-milestones'> = {
  externalId: { weak: 'Id | Identifiant' },
  person: {
    any: 'New Hire | Newcomer | Nouveau | Nouvel arrivant | Nouvelle recrue | Rep | Rep Email | Sales Rep | Commercial | Collaborateur | Email | E-mail | Person Email | E-mail de la personne | Employee | Salarié',
    weak: 'Person | Personne | Name | Nom | User',
  },
  programme: {
    any: 'Programme | Program | Onboarding Plan | Onboarding Programme | Parcours | Parcours d’intégration | Plan',
  },
  milestone: {
    any: 'Milestone | Milestone Name | Jalon | Nom du jalon | Onboarding Step | Étape d’intégration | Étape d’accueil | Onboarding Task',
    weak: 'Step | Étape | Task | Tâche',
  },
  dueOn: { any: 'Due On | Due Date | Due | Planned On | Prévu le | Date prévue | Échéance | Target Date' },
  reachedOn: {
    any: 'Reached On | Reached | Completed On | Completion Date | Done On | Atteint le | Date d’atteinte | Fait le | Terminé le | Réalisé le',
    weak: 'Date',
  },
}
