// What columns of survey answers, tickets, reviews and other feedback are called.
import type { HeaderTable } from './header-words.ts'

export const surveyAnswerHeaders: HeaderTable<'survey-answers'> = {
  externalId: {
    any: 'Response ID | ResponseId | ID réponse | Answer ID | Submission ID | N° de réponse | Identifiant de la réponse',
    weak: 'Id | ID | # | Identifiant',
  },
  survey: {
    any: 'Survey | Survey ID | Survey Name | Enquête | Nom de l’enquête | Questionnaire | Form Name | Vague | Wave',
    weak: 'Campaign | Campagne',
  },
  respondent: {
    any: 'Respondent | Respondent ID | Répondant | Email | E-mail | Email Address | Adresse e-mail | Adresse e-mail du contact | Contact Email | Customer Email | Person Email | Recipient Email | Courriel | Nom d’utilisateur',
    weak: 'Contact | Person ID | User ID | Customer ID',
  },
  invitedOn: { any: 'Sent At | Sent On | Sent Date | Invited At | Invited On | Envoyé le | Date d’envoi' },
  answeredAt: {
    any: 'Answered At | Answered On | Submitted At | Submit Date | Submit Date (UTC) | Date Submitted | Response Date | Responded At | Survey Date | Survey date | Completed At | Horodateur | Timestamp | Répondu le | Date de réponse | Date de la réponse | Recorded Date | RecordedDate | Response Created At | Date de soumission',
    weak: 'Date | Created At | End Date | Date de fin | Created | Créé le | Start Date (UTC) | Start Date',
  },
  score: {
    any: 'NPS | NPS Score | Score NPS | Note NPS | Likelihood to Recommend | Recommendation | Recommandation | Note de recommandation | How likely are you to recommend us | Note de 0 à 10 | Score (0-10) | Note (0-10) | Note sur 10 | Likelihood',
    weak: 'Score | Note | Rating | Answer | Réponse | Value',
  },
  comment: {
    any: 'Comment | Comments | Commentaire | Commentaires | Verbatim | Feedback | Open-Ended Response | Why | Pourquoi | NPS Comment | Raison de la note | Reason for your score | Explanation | Remarques | Answer comment',
    weak: 'Reason | Raison | Text | Texte',
  },
  rep: {
    any: 'Rep Email | Rep | Account Owner | Account Manager | Commercial | Owner | Sales Rep | Owner Email',
  },
  team: { any: 'Team | Équipe' },
  account: {
    any: 'Company | Company Name | Account | Account Name | Compte | Client | Customer | Organisation | Organization | Entreprise | Société | Nom de l’entreprise',
    // "Customer Name" may be a person's, and people of one name are not one customer: left for a person to say.
  },
  accountId: { any: 'Account ID | Company ID | ID compte | Code client' },
  opportunity: { any: 'Deal ID | ID affaire' },
  product: { any: 'Product | Produit | Product Name' },
}

export const feedbackHeaders: HeaderTable<'feedback'> = {
  externalId: {
    salesforce: 'Id | Case ID | CaseNumber | Case Number | Numéro de la requête',
    hubspot: 'Ticket ID | Record ID | ID du ticket',
    any: 'Ticket ID | Ticket Number | Ticket # | Ticket No | N° de ticket | Numéro de ticket | ID ticket | Feedback ID | Review ID | ID avis | Case ID | Case Number',
    weak: 'Id | Identifiant | N° | Number',
  },
  receivedOn: {
    salesforce: 'CreatedDate | Created Date | Date/Time Opened | Opened Date | Date/Heure d’ouverture',
    hubspot: 'Create date | Create Date | Date de création',
    any: 'Received On | Received | Reçu le | Date de réception | Created At | Created | Créé le | Opened | Ouvert le | Date d’ouverture | Date de publication | date_publication | Published | Publication Date | Review Date | Date de l’avis | Ticket Created | Requested At | Date du retour | Creation Date | Date de création | Submitted At',
    weak: 'Date | Timestamp | Horodateur | Closed Date',
  },
  channel: {
    salesforce: 'Origin | Case Origin | Origine de la requête',
    hubspot: 'Source | Ticket Source',
    any: 'Channel | Canal | Via | via_channel | Source | Origine',
  },
  comment: {
    salesforce: 'Description',
    hubspot: 'Ticket description | Ticket Description | Description du ticket | Content',
    any: 'Description | Comment | Commentaire | Comments | Verbatim | Avis | Review | Review Text | Feedback | Message | Texte | Text | Retour | Contenu | Remarque | Réclamation | Ce que dit le client | Content',
    weak: 'Subject | Sujet | Objet | Ticket name | Ticket Name | Title | Titre | Intitulé',
  },
  theme: {
    salesforce: 'Reason | Case Reason | Motif de la requête',
    hubspot: 'Category | Ticket Category | Catégorie',
    any: 'Theme | Thème | Category | Catégorie | Topic | Sujet principal | Motif | Reason | Raison | Ticket Category | Type de demande',
    weak: 'Type | Tags | Ticket Type',
  },
  sentiment: { any: 'Sentiment | Tone | Tonalité' },
  stars: {
    any: 'Stars | Étoiles | Star Rating | Nombre d’étoiles | Note sur 5 | Note (1-5) | Rating (1-5) | Review Rating | Satisfaction Rating',
    weak: 'Note | Rating | Score | Satisfaction',
  },
  account: {
    salesforce: 'Account Name | Nom du compte',
    any: 'Company | Account | Account Name | Compte | Client | Customer | Organisation | Organization | Organization Name | Requester Organization | Entreprise | Société | Nom du client | Customer Name',
  },
  accountId: {
    salesforce: 'AccountId | Account ID',
    any: 'organization_id | Organization ID | Company ID | Code client',
  },
  accountDomain: { hubspot: 'Associated Company Domain' },
  product: { any: 'Product | Produit | Product Name | Produit concerné' },
  opportunity: { any: 'Deal ID | ID affaire | Opportunity ID' },
  isDeleted: { salesforce: 'IsDeleted | Deleted', hubspot: 'archived | _fivetran_deleted' },
}
