// What columns of lists of who came to workshops, of work on content, and of what was done about customers' voices are called.
import type { HeaderTable } from './header-words.ts'

const people =
  'Person | Person Email | Participant | Attendee | Attendee Email | Email | E-mail | E-mail de la personne | Personne | Participant·e | Participante | Rep | Rep Email | Sales Rep | Commercial | Collaborateur | Employee | Salarié'

export const workshopAttendanceHeaders: HeaderTable<'workshop-attendances'> = {
  workshop: {
    any: 'Workshop | Workshop Name | Atelier | Nom de l’atelier | Séminaire | Seminar',
    weak: 'Name | Nom | Title | Titre | Session | Topic | Thème',
  },
  heldOn: {
    any: 'Held On | Workshop Date | Tenu le | Date de l’atelier | Session Date | Date de la session',
    weak: 'Date | Day | Jour',
  },
  person: { any: people, weak: 'Name | Nom | User' },
  isInvited: { any: 'Invited | Is Invited | Invité | Invitée | Inscrit | Registered' },
  hasAttended: {
    any: 'Attended | Has Attended | Present | Was Present | Présent | Présente | Présence | Attendance | A participé | Émargé | Émargement',
  },
  scoreBefore: { any: 'Score Before | Pre-test | Pretest | Score avant | Note avant | Test avant' },
  scoreAfter: { any: 'Score After | Post-test | Posttest | Score après | Note après | Test après' },
}

export const contentWorkHeaders: HeaderTable<'content-work'> = {
  externalId: { weak: 'Id | Identifiant' },
  content: {
    any: 'Content | Content Title | Contenu | Titre du contenu | Document | Asset | Support | Livrable | Deliverable',
    weak: 'Title | Titre | Name | Nom',
  },
  person: {
    any: `${people} | Author | Auteur | Autrice | Writer | Rédacteur | Rédactrice | Créé par`,
    weak: 'User',
  },
  kind: {
    any: 'Work | Kind of Work | Travail | Type de travail | Nature du travail',
    weak: 'Type | Task | Tâche',
  },
  day: { any: 'Worked On | Travaillé le | Date de travail | Work Date', weak: 'Date | Day | Jour' },
  hours: {
    any: 'Hours | Heures | Temps (h) | Durée (h) | Duration (h) | Time Spent (h) | Heures passées | Hours Spent',
  },
  minutes: { any: 'Minutes | Durée (min) | Duration (min) | Temps (min) | Time Spent (min)' },
  duration: { any: 'Duration | Durée | Temps passé | Time Spent' },
}

export const feedbackActionHeaders: HeaderTable<'feedback-actions'> = {
  externalId: { any: 'Action ID | ID action', weak: 'Id | Identifiant' },
  feedback: {
    any: 'Feedback ID | Feedback | Voice | Retour | ID retour | N° retour | Ticket ID | Ticket | N° ticket | Réclamation',
  },
  theme: { any: 'Theme | Thème | Topic | Sujet' },
  kind: { any: 'Kind of Action | Action Type | Type d’action | Sorte d’action' },
  actedOn: {
    any: 'Acted On | Done On | Done | Completed On | Fait le | Faite le | Réalisée le | Réalisé le | Date de réalisation | Action Date | Date de l’action | Closed On | Clôturée le',
  },
  owner: { any: `Owner | Responsable | Porteur | Par | By | Assignee | Pilote | ${people}` },
  content: {
    any: 'Content Changed | Contenu modifié | Contenu changé | Content | Contenu | Document modifié',
  },
  course: { any: 'Course Changed | Formation modifiée | Formation changée | Course | Formation' },
  description: {
    any: 'Action | Description | Action décidée | Suite donnée | Suite | What Was Done | Ce qui a été fait | Next Step',
    weak: 'Comment | Commentaire | Note',
  },
}
