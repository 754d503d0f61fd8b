// What columns of a lead are called. HubSpot's contacts are its leads: its contact columns are here.
import type { HeaderTable } from './header-words.ts'

export const leadHeaders: HeaderTable<'leads'> = {
  externalId: {
    salesforce: 'Id | Lead ID | Lead: ID | ID de la piste | ID piste | ID du lead | Identifiant de la piste',
    hubspot:
      'Id | Record ID | Contact ID | hs_object_id | vid | canonical_vid | ID de fiche d’informations | ID de la fiche d’informations | ID de l’enregistrement | ID d’enregistrement | ID du contact | Record ID - Contact',
    pipedrive: 'Lead - ID | Prospect - ID',
    dynamics: '(Do Not Modify) Lead | (Ne pas modifier) Prospect | leadid',
    odoo: 'External ID | ID externe',
    any: 'Lead ID | Lead No | Prospect ID | N° lead | ID lead | ID prospect | N° prospect | Identifiant lead | Identifiant prospect | Réf lead | Référence lead | Lead Key | Lead Ref',
    weak: 'Id | Identifiant | Lead Number | Numéro | Number | N° | Référence | Réf | Key',
  },
  createdAt: {
    salesforce: 'CreatedDate | Created Date | Create Date | Lead: Created Date',
    hubspot:
      'createdate | Create Date | hs_createdate | Became a Lead Date | Date de création | hs_lifecyclestage_lead_date',
    pipedrive: 'add_time | Lead - Created | Lead - Lead created | Prospect - Créé le | Lead - Creation date',
    dynamics: 'Created On | createdon | Créé le',
    odoo: 'create_date | Created on',
    any: 'Created | Created At | Created On | Creation Date | Created Time | Date Created | Lead Date | Lead Created | Créé le | Crée le | Date création | Date de création | Date d’entrée | Reçu le | Received At | Received On | Date de réception | Date du lead | Inquiry Date | Submitted At | Date d’inscription | Signup Date | Date de demande | Captured At',
    weak: 'Date | Timestamp | Horodateur | Month | First Seen',
  },
  owner: {
    salesforce:
      'Lead Owner | OwnerId | Owner ID | Propriétaire de la piste | Lead Owner: Full Name | Propriétaire du lead',
    hubspot: 'hubspot_owner_id | Contact Owner | Propriétaire du contact | HubSpot Owner',
    pipedrive: 'Lead - Owner | Prospect - Propriétaire | owner_id',
    dynamics: 'ownerid | Owner | Propriétaire',
    odoo: 'Salesperson | user_id | Vendeur | user_id/name',
    any: 'Owner | Owner Email | Lead Owner | Assigned To | Assigned Rep | Attribué à | Assigné à | Commercial | Propriétaire | Responsable | Sales Rep | SDR | Rep | BDR | Sales Agent | Lead Agent | Conseiller | Vendeur | Suivi par',
  },
  leadSource: {
    salesforce: 'LeadSource | Lead Source | Origine de la piste | Source de la piste | Origine du prospect',
    hubspot:
      'hs_analytics_source | Original Source | Original Source Type | Original Traffic Source | Source d’origine | Type de source d’origine | Source de trafic d’origine | hs_latest_source | Lead Source',
    pipedrive: 'Lead - Source | Prospect - Source | Lead - Lead source | Lead - Source channel',
    dynamics: 'leadsourcecode | Lead Source | Source du prospect',
    odoo: 'source_id | source_id/name',
    any: 'Source | Lead Source | Origine | Provenance | Canal | Channel | Source du lead | Origine du lead | Canal d’acquisition | Acquisition Channel | Marketing Channel | utm_source | Lead Channel',
    weak: 'Lead Origin | Medium | Campaign | Campagne | Referrer',
  },
  status: {
    salesforce: 'Lead Status | Status | Statut de la piste | Statut du lead',
    hubspot:
      'Lifecycle Stage | lifecyclestage | Phase du cycle de vie | Étape du cycle de vie | Phase de cycle de vie | Étape de cycle de vie',
    dynamics: 'statecode | Status | Statut',
    odoo: 'stage_id | stage_id/name | Stage | Étape',
    any: 'Lead Status | Lead Stage | Statut | Statut du lead | Statut du prospect | État | Status | Stage | Étape | Lead State | Phase | Current Status | Stade',
    weak: 'hs_lead_status | Prospect Stage | Statut du contact | Disposition',
  },
  score: {
    hubspot:
      'hubspotscore | HubSpot Score | Score HubSpot | hs_predictivecontactscore_v2 | Likelihood to close',
    any: 'Lead Score | Score | Scoring | Score du lead | Lead Scoring | Points | Note du lead | Fit Score',
    weak: 'Rating | Grade',
  },
  isQualified: {
    any: 'Qualified | Is Qualified | Qualifié | Qualifié ? | Est qualifié | SQL | Sales Qualified | Is SQL | Qualification | Qualified? | MQL/SQL',
  },
  isConverted: {
    salesforce: 'IsConverted | Converted | Convertie | Converti',
    any: 'Converted | Is Converted | Converti | Converti ? | Convertie | Est converti | Conversion | Converted? | Became Customer | Won | Gagné | Customer? | Client ? | A converti',
    weak: 'y | Target | Outcome | Résultat',
  },
  convertedAt: {
    salesforce: 'ConvertedDate | Converted Date | Date de conversion',
    hubspot:
      'Became an Opportunity Date | hs_lifecyclestage_opportunity_date | Date du passage au stade d’opportunité | Became an opportunity date | Est devenu une opportunité le | Date de passage à opportunité',
    odoo: 'date_conversion | Conversion Date | Date de conversion',
    any: 'Converted At | Converted On | Conversion Date | Date Converted | Converti le | Convertie le | Date conversion | Qualified On',
    weak: 'Became a Customer Date | hs_lifecyclestage_customer_date | hs_date_entered_opportunity | hs_date_entered_customer',
  },
  opportunity: {
    salesforce:
      'ConvertedOpportunityId | Opportunity ID | Converted Opportunity ID | ID de l’opportunité convertie',
    hubspot:
      'Associated Deal IDs | Associated Deal ID | ID de transaction associée | IDs de transaction associée | deal_id',
    any: 'Deal ID | Opp ID | ID affaire | N° affaire | Opportunity | Affaire liée | Converted Opportunity',
  },
  account: {
    salesforce: 'Company / Account | Company | Société | Entreprise',
    hubspot:
      'Associated Company | Company Name | Entreprise associée | Nom de l’entreprise | Primary Associated Company Name',
    any: 'Company | Société | Entreprise | Account | Compte | Organisation | Organization | Account Name | Raison sociale | Nom de la société | Nom société',
  },
  accountId: {
    salesforce: 'ConvertedAccountId | AccountId | Converted Account ID',
    hubspot:
      'Associated Company IDs | associatedcompanyid | ID d’entreprise associée | Primary Associated Company ID',
    any: 'Account ID | Company ID',
  },
  accountDomain: {
    hubspot:
      'Associated Company Domain | Domaine de l’entreprise associée | Email Domain | hs_email_domain | Domaine de messagerie',
    any: 'Company Domain | Domain | Domaine',
  },
  mergedIds: {
    hubspot:
      'hs_merged_object_ids | Merged object IDs | Merged Record IDs | hs_calculated_merged_vids | Merged vids with timestamps of a contact | Merged contact IDs | ID d’objets fusionnés | ID des enregistrements fusionnés | Identifiants des objets fusionnés',
    any: 'Merged IDs | Merged into this | Identifiants fusionnés',
  },
  isDeleted: {
    salesforce: 'IsDeleted | Deleted',
    hubspot: 'archived | _fivetran_deleted',
    any: 'Is Deleted | Supprimé',
  },
}
