// What columns of the exports of training tools (Moodle, Docebo, 360Learning, TalentLMS) and of lists made by hand are called.
import type { HeaderTable } from './header-words.ts'

export const trainingResultHeaders: HeaderTable<'training-results'> = {
  externalId: {
    any: 'Result ID | Enrollment ID | Enrolment ID | ID inscription | ID résultat',
    weak: 'Id | Identifiant',
  },
  person: {
    any: 'Email | E-mail | Email Address | Adresse e-mail | Adresse de courriel | Courriel | User Email | Learner Email | Participant Email | Employee Email | E-mail de l’apprenant | Person Email | E-mail de la personne | Rep | Rep Email | Sales Rep | Commercial',
    weak: 'User | Utilisateur | Username | User Name | Nom d’utilisateur | Learner | Apprenant | Participant | Employee | Employé | Collaborateur | Salarié | Full Name | Nom complet | Employee ID | User ID | Matricule | Stagiaire | Student | Person | Personne | Nom',
  },
  firstName: { any: 'First Name | Prénom | Firstname' },
  lastName: { any: 'Last Name | Surname | Nom de famille | Lastname' },
  course: {
    any: 'Course | Course Name | Course Title | Formation | Nom de la formation | Intitulé de la formation | Cours | Nom du cours | Module | Module Name | Training | Training Name | Training Program Name | Program | Programme | Parcours | Learning Path | Path | Certification | Session Name | Titre de la formation | Quiz',
    weak: 'Title | Titre | Name | Intitulé | Course Code',
  },
  assignedOn: {
    any: 'Enrolled On | Enrollment Date | Enrolment Date | Enrolled At | Date d’inscription | Inscrit le | Assigned On | Assignment Date | Date d’affectation | Assigned At | Started On | Commencé le',
    weak: 'Start Date | Date de début | Subscription Date',
  },
  dueOn: { any: 'Due Date | Deadline | Due On | Échéance | Date limite | Date d’échéance | Date butoir' },
  completedOn: {
    any: 'Completed On | Completion Date | Completed At | Date Completed | Course Completion Date | Date d’achèvement | Achevé le | Terminé le | Date de fin de formation | Date de complétion | Finished On | Training Date | Date de formation | Date de la formation | Passed On | Date de réussite | Timed completed | Obtained On | Awarded On | Issued On | Issue Date | Obtenue le | Obtenu le | Délivrée le | Date d’obtention',
    weak: 'Date | End Date | Date de fin | Completed | Terminé',
  },
  score: {
    any: 'Score | Final Score | Grade | Final Grade | Note | Note finale | Result | Résultat | Score (%) | Quiz Score | Score moyen | Average Score | Total du cours | Course total',
    weak: 'Points | Percentage | Pourcentage',
  },
  isPassed: { any: 'Passed | Is Passed | Réussi | Certified | Certifié | Success | Succès' },
  status: {
    any: 'Status | Statut | Training Outcome | Outcome | Completion Status | Statut d’achèvement | État | Course Status | Résultat de la formation | Enrollment Status',
  },
  validUntil: {
    any: 'Expires On | Expiration Date | Expiry Date | Valid Until | Date d’expiration | Valable jusqu’au | Fin de validité | Certificate Expiry | Expire le | Expires | Valid Till | Valid To',
  },
  duration: {
    any: 'Time Spent | Temps passé | Duration | Durée | Total Time | Time in Course | Temps total',
  },
  hours: {
    any: 'Hours | Heures | Durée (h) | Duration (h) | Nombre d’heures | Training Hours | Training Duration (hours)',
  },
  minutes: { any: 'Minutes | Durée (min) | Duration (min) | Time Spent (min)' },
  days: {
    any: 'Training Duration (Days) | Training Days | Duration (Days) | Days of Training | Durée (jours) | Durée en jours | Jours de formation | Nombre de jours | Nombre de jours de formation',
    weak: 'Days | Jours',
  },
}

export const contentEventHeaders: HeaderTable<'content-events'> = {
  externalId: { any: 'Event ID | Log ID | Activity ID', weak: 'Id' },
  rep: {
    any: 'User Email | User | Utilisateur | Actor | Actor Email | Acteur | UserId | User ID | Shared By | Sender | Owner Email | Link Owner | Link Creator | Partagé par | Propriétaire du lien',
    weak: 'Email | E-mail | Name | Nom | Member | Owner',
  },
  visitor: {
    any: 'Visitor Email | Visitor | Viewer Email | Viewer | Viewed By | Visited By | Buyer Email | Buyer | Recipient Email | E-mail du visiteur | Adresse du visiteur | Visiteur | E-mail du lecteur | Lecteur | E-mail de l’acheteur | Acheteur | Consulté par',
  },
  kind: {
    any: 'Event | Event Type | Action | Operation | Activity | Activity Type | Opération | Événement | Type d’événement | Usage',
    weak: 'Type',
  },
  content: {
    any: 'Document | Document Name | Nom du document | Content | Content Name | Content Title | Contenu | File | File Name | SourceFileName | Nom du fichier | Fichier | Asset | Asset Name | Item | Object | ObjectId | Page | Titre du document',
    weak: 'Title | Titre',
  },
  occurredAt: {
    any: 'Occurred At | Timestamp | Date | Date and Time | Event Time | CreationDate | Date de l’événement | Horodatage | Viewed At | Visited At | Consulté le | Vu le | Time | Event Date | Accessed At',
  },
  hasResult: { any: 'Has Result | Found | A trouvé | Results Found' },
  isRobot: { any: 'Bot | Is Bot | Robot | Par un robot' },
  seconds: { any: 'Seconds | Total View Duration (s) | Duration (s) | Time Spent (s) | Durée (s)' },
  duration: { any: 'Duration | Durée | Time Spent | View Duration' },
  tool: { any: 'Tool | Outil | Workload | Application | Source | Portal' },
  account: { any: 'Account | Company | Compte | Entreprise' },
  opportunity: { any: 'Deal ID | Opportunity ID | ID affaire' },
}

export const contentItemHeaders: HeaderTable<'content-items'> = {
  externalId: {
    any: 'Content ID | Document ID | Asset ID | ID document | ID contenu | File ID',
    weak: 'Id | Identifiant',
  },
  title: {
    any: 'Content | Content Title | Content Name | Document | Document Name | Nom du document | Titre du document | File Name | Nom du fichier | Asset Name | Asset | Contenu | Fichier',
    weak: 'Title | Titre | Name | Nom',
  },
  type: {
    any: 'Content Type | Type de contenu | Document Type | Asset Type | Type | Format | File Type | Type de fichier',
  },
  department: { any: 'Department | Service | Département' },
  owner: {
    any: 'Author | Auteur | Created By | Créé par | Owner | Propriétaire | Uploaded By | Owner Email',
  },
  product: { any: 'Product | Produit' },
  stage: { any: 'Stage | Étape | Sales Stage | Étape de vente' },
  segment: { any: 'Segment | Industry | Secteur' },
  publishedOn: {
    any: 'Published On | Published | Publication Date | Publié le | Date de publication | Created | Created On | Created At | Créé le | Date de création | Upload Date',
  },
  archivedOn: { any: 'Archived On | Archivé le | Archived' },
  expiresOn: { any: 'Expires On | Expiration Date | Expire le | Périme le | Date d’expiration' },
  isTemplate: { any: 'Is Template | Template | Modèle | Est un modèle' },
}
