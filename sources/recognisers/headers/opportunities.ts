// What columns of an opportunity are called, by CRM and by hand, in English and French.
import type { HeaderTable } from './header-words.ts'

export const opportunityHeaders: HeaderTable<'opportunities'> = {
  externalId: {
    salesforce:
      'Id | Opportunity ID | Opportunity: ID | ID de l’opportunité | ID opportunité | Identifiant de l’opportunité | Opportunity Number',
    hubspot:
      'Id | Record ID | hs_object_id | dealId | Deal ID | ID de fiche d’informations | ID de la fiche d’informations | ID de l’enregistrement | ID d’enregistrement | Record ID - Deal | ID de la transaction | ID transaction',
    pipedrive: 'Id | Deal - ID | Affaire - ID',
    dynamics: '(Do Not Modify) Opportunity | (Ne pas modifier) Opportunité | opportunityid',
    odoo: 'External ID | ID externe | Identifiant externe',
    any: 'Deal ID | Deal No | Deal Number | Opp ID | Oppty ID | N° affaire | Numéro affaire | N° opportunité | Numéro opportunité | N° dossier | N° de dossier | Réf affaire | Référence affaire | Référence opportunité | ID affaire | Identifiant affaire | Code affaire | Deal Ref | Deal Reference | Opportunity Reference | Opportunity Ref | N° devis | Numéro de devis | Réf devis | Réf dossier | Référence dossier | ID projet | N° projet | Project ID | Deal Key | Quote Number',
    weak: 'Id | Identifiant | Référence | Réf | N° | Numéro | Number | Key | Code | Ref | Reference',
  },
  name: {
    salesforce:
      'Name | Opportunity Name | Opportunity: Opportunity Name | Nom de l’opportunité | Nom opportunité',
    hubspot: 'Deal Name | dealname | Nom de la transaction | Nom transaction',
    pipedrive: 'Deal - Title | Affaire - Titre | Affaire - Titre de l’affaire',
    dynamics: 'Topic | Sujet | Rubrique | Thème',
    odoo: 'Opportunity | Opportunité | name',
    any: 'Deal Title | Deal | Affaire | Intitulé | Intitulé de l’affaire | Nom de l’affaire | Nom affaire | Libellé | Libellé affaire | Title | Titre | Project | Projet | Nom du projet | Project Name | Dossier | Nom du dossier | Opportunity Title | Objet | Subject | Deal Description | Titel | Título | Nombre | Titolo',
    weak: 'Name | Nom | Description | Désignation',
  },
  amount: {
    salesforce: 'Montant de l’opportunité | Opportunity Amount',
    hubspot: 'Deal Amount | Montant de la transaction',
    pipedrive: 'Deal - Value | Affaire - Valeur | Affaire - Valeur de l’affaire',
    dynamics:
      'Est. Revenue | Estimated Revenue | estimatedvalue | Revenu estimé | Revenu est. | CA estimé | Chiffre d’affaires estimé | Produit d’exploitation estimé',
    odoo: 'Expected Revenue | expected_revenue | Revenu espéré | Revenu attendu | Revenus attendus | Revenus espérés | Chiffre d’affaires attendu | Chiffre d’affaires espéré | CA attendu | planned_revenue',
    any: 'Amount | Montant | Close Value | Deal Value | Opportunity Size | Opportunity Value | Value | Valeur | Deal Size | Contract Value | Total Contract Value | TCV | ACV | ARR | Annual Contract Value | Opportunity Value | Opportunity Amount | Sale Amount | Sales Amount | Montant de l’affaire | Montant affaire | Montant du contrat | Montant signé | Montant vendu | Montant du devis | Montant de la vente | Valeur de l’affaire | Valeur affaire | Valeur du contrat | CA | CA signé | CA prévisionnel | Chiffre d’affaires | Budget | Revenue | Closed Value | Booking | Bookings | Booked Amount | Net Amount | Montant net | Prix de vente | Total',
    weak: 'Price | Prix | Sum | Somme | Actual Revenue | actualvalue | Revenu réel | CA réel | Amount in company currency | Montant dans la devise de l’entreprise | hs_closed_amount | Closed Deal Amount | Unit Price',
  },
  wonAmount: {
    dynamics:
      'Actual Revenue | actualvalue | Revenu réel | Chiffre d’affaires réel | Produit d’exploitation réel',
  },
  currency: {
    salesforce:
      'Opportunity Currency | Currency ISO Code | CurrencyIsoCode | Amount Currency | Devise de l’opportunité | Devise du montant',
    hubspot: 'deal_currency_code | Deal Currency | Devise de la transaction',
    pipedrive:
      'Deal - Currency of value | Affaire - Devise de la valeur | Affaire - Devise | Deal - Currency',
    dynamics: 'transactioncurrencyid | Transaction Currency | Devise de la transaction',
    odoo: 'company_currency | currency_id',
    any: 'Currency | Devise | Monnaie | Currency Code | Code devise | ISO Currency | Deal Currency',
  },
  stage: {
    salesforce: 'StageName | Stage | Opportunity Stage | Étape de l’opportunité',
    hubspot:
      'Deal Stage | dealstage | deal_pipeline_stage_id | Phase de la transaction | Étape de la transaction | Phase transaction | Deal pipeline stage',
    pipedrive:
      'Deal - Stage | Deal - Stage (pipeline) | Affaire - Étape | Affaire - Étape (Pipeline) | stage_id',
    dynamics:
      'Pipeline Phase | stepname | Phase du pipeline | Phase de pipeline | Sales Stage | Phase active | Active Stage | salesstage | Étape active | Phase de vente',
    odoo: 'stage_id/name | Stage/Stage Name | Étape/Nom de l’étape | Stage/Display Name | stage_id/display_name',
    any: 'Etape | Étape | Phase | Stade | Pipeline Stage | Étape du pipeline | Étape pipe | Étape commerciale | Étape de vente | Phase commerciale | Stade de vente | Current Stage | Étape actuelle | Deal Phase | Sales Phase | Étape de l’affaire',
    weak: 'Avancement | Step | Progress | Niveau',
  },
  pipeline: {
    hubspot: 'Deal Pipeline | deal_pipeline_id | Pipeline de transactions | Pipeline de la transaction',
    pipedrive: 'Deal - Pipeline | Affaire - Pipeline | pipeline_id',
    any: 'Pipeline | Pipe | Sales Pipeline | Pipeline Name | Nom du pipeline | Entonnoir | Tunnel | Funnel',
    weak: 'Record Type | Type d’enregistrement | Opportunity Record Type',
  },
  owner: {
    salesforce:
      'Opportunity Owner | Opportunity Owner: Full Name | Opportunity Owner: Name | Opportunity Owner Email | Opportunity Owner: Email | OwnerId | Owner ID | Propriétaire de l’opportunité | Propriétaire de l’opportunité : Nom complet | Opportunity Owner Alias',
    hubspot:
      'hubspot_owner_id | Deal owner | Propriétaire de la transaction | HubSpot Owner | Owner | deal_owner_email',
    pipedrive:
      'Deal - Owner | Affaire - Propriétaire | user_id | owner_name | Affaire - Propriétaire de l’affaire | user_name',
    dynamics: 'ownerid | Owner | Propriétaire | owneridname',
    odoo: 'Salesperson | user_id | Vendeur | Vendeur·euse | user_id/name | Salesperson/Name | Salesperson/Email | Salesperson/Display Name | Commercial/Nom | user_id/login',
    any: 'Sales Rep | Sales Agent | Sales Representative | Rep | Rep Email | Rep Name | Commercial | Commerciale | Vendeur | Vendeuse | Account Executive | AE | Account Manager | Seller | Salesman | Sales Person | Salesperson | Sales Owner | Owner Email | Owner Name | Deal Owner | Propriétaire | Responsable | Responsable commercial | Chargé d’affaires | Ingénieur commercial | Ingénieur d’affaires | Agent | Assigned To | Attribué à | Assigné à | Suivi par | Nom du commercial | Email commercial | E-mail du commercial | Mail commercial | Courriel du commercial | Sales | Technico-commercial | ATC | Conseiller | Porteur | Négociateur | Gestionnaire',
    weak: 'User | Utilisateur | Closer | Setter | Employee | EmployeeKey | Manager',
  },
  openedAt: {
    salesforce: 'CreatedDate | Created Date | Opportunity: Created Date | Date de création de l’opportunité',
    hubspot: 'Create Date | createdate | hs_createdate | Date de création de la transaction',
    pipedrive:
      'Deal - Deal created | Deal - Creation date | add_time | Deal - Add time | Affaire - Affaire créée | Affaire - Affaire créée le | Affaire - Date de création | Affaire - Créée le | Deal - Created',
    dynamics: 'Created On | createdon | Créé le | Date de création',
    odoo: 'create_date | Created on | Creation Date | Créé le',
    any: 'Created | Created At | Creation Date | Date Created | Opened | Opened On | Opened At | Open Date | Date Opened | Opening Date | Engage Date | Engaged On | Engagement Date | Start Date | Créée le | Crée le | Date de création | Date création | Date d’ouverture | Ouverte le | Ouvert le | Date de début | Date d’entrée | Date d’entrée pipe | Date de saisie | Date de détection | Détectée le | First Contact Date | Date du premier contact | Premier contact | Date 1er contact | Date 1er RDV | 1er contact | Created Time | Date d’engagement | Opportunity Created | Deal Created',
    weak: 'Date | Date du devis | Date devis | Date d’envoi | Quote Date | Order Date | date_open | Assignment Date | Date de demande | Début',
  },
  closedAt: {
    salesforce: 'CloseDate | Date de clôture | Close Date',
    hubspot: 'closedate | Close Date | Date de fermeture | Date de fermeture de la transaction',
    pipedrive:
      'close_time | Deal - Closed on | Deal - Deal closed on | Deal - Close time | Affaire - Affaire clôturée le | Affaire - Clôturée le | Affaire - Date de clôture | Affaire - Affaire conclue le | Affaire - Fermée le',
    dynamics:
      'Actual Close Date | actualclosedate | Date de clôture réelle | Date de fermeture réelle | Date de conclusion réelle | Date de clôture effective',
    odoo: 'date_closed | Closed Date | Date de fermeture | Date de clôture',
    any: 'Closed At | Closed On | Closed | Date Closed | Closing Date | Clôturée le | Clôture le | Cloturé le | Close le | Closes On | Date de signature | Signée le | Signature | Date signature | Signature Date | Signed On | Signed At | Contract Date | Date du contrat | Date de vente | Date de décision | Decision Date | Date de conclusion | Conclue le | Date de fin | Fermée le | End Date | Date de closing | Closing | Date clôture | Finished At | Date de commande | Date fin | Date de résultat | Outcome Date',
    weak: 'Date de sortie | Terminé le | Fin',
  },
  wonAt: {
    hubspot: 'hs_closed_won_date | Closed Won Date | Date de gain',
    pipedrive:
      'won_time | Deal - Won time | Affaire - Date de gain | Affaire - Gagnée le | Affaire - Heure de la conclusion | Affaire - Heure de gain | Affaire - Date de conclusion | first_won_time | Deal - First won time',
    any: 'Won At | Won On | Won Date | Date Won | Gagnée le | Gagné le | Date de gain | Date gain | Date gagnée | Date d’acceptation',
  },
  lostAt: {
    pipedrive:
      'lost_time | Deal - Lost time | Affaire - Date de perte | Affaire - Perdue le | Affaire - Heure de la perte',
    any: 'Lost At | Lost On | Lost Date | Date Lost | Perdue le | Perdu le | Date de perte | Date perte | Date d’abandon',
  },
  expectedCloseOn: {
    pipedrive:
      'expected_close_date | Deal - Expected close date | Affaire - Date de clôture prévue | Affaire - Date prévue de clôture | Affaire - Clôture prévue',
    dynamics:
      'Est. Close Date | estimatedclosedate | Estimated Close Date | Date de clôture estimée | Date de fermeture estimée | Date de clôture est. | Date de fermeture est. | Clôture est.',
    odoo: 'date_deadline | Expected Closing | Clôture prévue | Clôture attendue | Fermeture prévue | Date de clôture prévue | Date limite | Expected Closing Date | Échéance attendue',
    any: 'Expected Close Date | Expected Close | Expected Closing Date | Forecast Close Date | Target Close Date | Planned Close Date | Date de clôture prévue | Date prévisionnelle de clôture | Date de signature prévue | Signature prévue | Signature prévisionnelle | Closing prévu | Date prévisionnelle | Date prévue | Date de clôture prévisionnelle | Date de closing prévue | Échéance | Close Forecast | Date de décision prévue | Projected Close Date',
  },
  status: {
    pipedrive: 'Deal - Status | Affaire - Statut | Affaire - État',
    dynamics: 'Status | statecode | Statut | État',
    any: 'Status | Statut | État | Etat | Deal Status | Opportunity Status | Statut de l’affaire | État de l’affaire | Statut affaire | Outcome | Result | Résultat | Issue | Win/Loss | Won/Lost | Gagné/Perdu | Statut commercial | Statut de l’opportunité | State | Win Status | Statut du devis | Gagnée / Perdue',
    weak: 'statuscode | Status Reason | Raison du statut | Situation',
  },
  isClosed: {
    salesforce: 'IsClosed | Closed | Fermée | Clôturée',
    hubspot:
      'hs_is_closed | Is Deal Closed? | Is Closed (numeric) | Is closed | La transaction est-elle fermée ? | La transaction est-elle clôturée ? | Est fermée',
    any: 'Is Closed | Est close | Close ? | Closed? | Est clôturée',
  },
  isWon: {
    salesforce: 'IsWon | Won | Gagnée',
    hubspot:
      'hs_is_closed_won | Is Closed Won | Est fermée et gagnée | Est gagnée | Est fermé gagné | Fermée gagnée',
    any: 'Is Won | Won? | Gagné ? | Gagnée ? | Gagné | Win | Est gagnée | Converted to sale | Deal Won | Signé | Signée',
  },
  isActive: { odoo: 'active | Actif | Active | Active?' },
  probability: {
    salesforce: 'Probability (%) | Probabilité (%)',
    hubspot:
      'hs_deal_stage_probability | Deal probability | Probabilité de la transaction | Deal Stage Probability',
    pipedrive: 'Deal - Probability | Affaire - Probabilité',
    dynamics: 'closeprobability | Probabilité de clôture',
    any: 'Probability | Probabilité | Proba | Win Probability | Chances de succès | % de réussite | Taux de probabilité | Chance | Probabilité de signature | Confidence',
  },
  account: {
    salesforce: 'Account Name | Account: Account Name | Nom du compte | Nom compte',
    hubspot:
      'Associated Company | Associated Company (Primary) | Entreprise associée | Associated Company Name | Company Name | Entreprise associée (principale) | Primary Associated Company Name',
    pipedrive:
      'Deal - Organization | Affaire - Organisation | Organization - Name | Organisation - Nom | org_name | org_id | Organization | Organisation',
    dynamics:
      'Potential Customer | customerid | Client potentiel | Account | Compte | Parent Account | customeridname | parentaccountid',
    odoo: 'Customer | partner_id | partner_id/name | partner_name | Company Name | Nom de la société | Customer/Display Name | Client',
    any: 'Account | Compte | Client | Customer | Customer Name | Nom du client | Nom client | Société | Nom de la société | Raison sociale | Entreprise | Company | Client Name | Prospect | Organization | Organisation | Client final | Tiers | Buyer | Acheteur | End Customer | Nom entreprise | Enseigne | Donneur d’ordre',
  },
  accountId: {
    salesforce: 'AccountId | Account ID | ID du compte | ID compte | Identifiant du compte',
    hubspot:
      'Associated Company IDs | Associated Company ID | ID d’entreprise associée | IDs d’entreprise associée | ID des entreprises associées | company_id | Primary Associated Company ID | associatedcompanyid',
    pipedrive: 'Organization - ID | Organisation - ID',
    any: 'Customer ID | Client ID | Code client | N° client | Numéro client | ID client | Company ID | Account Number | Numéro de compte | Réf client | Code compte | N° compte | CustomerKey | ResellerKey',
  },
  accountDomain: {
    hubspot: 'Associated Company Domain | Domaine de l’entreprise associée | Company Domain Name',
    any: 'Company Domain | Account Domain | Domain | Domaine | Website | Site web | Client Domain | Domaine du client',
  },
  product: {
    salesforce: 'Product Name | Product: Product Name | Primary Product',
    pipedrive: 'Deal - Product name | Affaire - Nom du produit | Deal - Product | Affaire - Produit',
    any: 'Product | Produit | Nom du produit | Offre | Offer | Solution | Gamme | Service | Product Line | Ligne de produit | Article | Produit vendu | Prestation | Product Sold | SKU',
  },
  type: {
    salesforce: 'Opportunity Type | Type d’opportunité',
    hubspot: 'Deal Type | dealtype | Type de transaction | Type de la transaction',
    any: 'Type | Type d’affaire | Type affaire | Nature | Nature de l’affaire | Type de vente | Business Type | Sale Type | Sales Type | Type de contrat | New/Existing | Opportunity Category | Deal Category | Nouveau/Existant | Type de deal',
  },
  leadSource: {
    salesforce:
      'LeadSource | Lead Source | Origine de la piste | Source de la piste | Origine du prospect | Source du prospect',
    hubspot:
      'hs_analytics_source | Original Source Type | Original Traffic Source | Original Source | Source d’origine | Type de source d’origine | Source de trafic d’origine',
    pipedrive:
      'Deal - Source | Affaire - Source | Deal - Lead source | Affaire - Source du lead | Deal - Source channel | Affaire - Canal source | Deal - Source origin',
    odoo: 'source_id | source_id/name | utm source',
    any: 'Source | Origine | Provenance | Canal | Channel | Source du lead | Origine du lead | Canal d’acquisition | Lead Origin | Acquisition Channel | Opportunity Source | Marketing Source | Origine de l’affaire | Deal Source | Apporteur',
  },
  lossReason: {
    salesforce: 'Loss Reason | Closed Lost Reason | Motif de perte | Reason Lost | Reason Won/Lost',
    hubspot:
      'closed_lost_reason | Closed Lost Reason | Raison de la perte | Raison de transaction perdue | Motif de fermeture perdue | Raison de fermeture perdue | Raison de la fermeture perdue',
    pipedrive:
      'lost_reason | Deal - Lost reason | Affaire - Raison de la perte | Affaire - Raison de perte | Affaire - Motif de perte',
    odoo: 'lost_reason_id | lost_reason_id/name | lost_reason | Lost Reason | Motif de perte | Raison de la perte | Lost Reason/Description',
    any: 'Lost Reason | Loss Reason | Raison perte | Motif de la perte | Cause de perte | Raison d’échec | Why Lost | Motif de refus | Motif d’abandon',
    weak: 'Reason | Raison | Motif',
  },
  region: {
    any: 'Region | Région | Territory | Territoire | Regional Office | Zone | Secteur géographique | Sales Region | Sales Territory | Agence | Bureau régional | Area',
  },
  stageChangedAt: {
    pipedrive:
      'stage_change_time | Deal - Last stage change | Affaire - Dernier changement d’étape | Affaire - Dernière modification de l’étape',
  },
  mergedIds: {
    hubspot:
      'hs_merged_object_ids | Merged object IDs | Merged Record IDs | hs_calculated_merged_vids | Merged vids with timestamps of a contact | Merged contact IDs | ID d’objets fusionnés | ID des enregistrements fusionnés | Identifiants des objets fusionnés',
    any: 'Merged IDs | Merged into this | Identifiants fusionnés',
  },
  isDeleted: {
    salesforce: 'IsDeleted | Deleted',
    hubspot: 'archived | _fivetran_deleted',
    any: 'Is Deleted | Supprimé | Supprimée',
  },
}
