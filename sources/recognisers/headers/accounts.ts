// What columns of a list of customer and prospect companies are called.
import type { HeaderTable } from './header-words.ts'

export const accountHeaders: HeaderTable<'accounts'> = {
  externalId: {
    salesforce: 'Id | Account ID | Account: ID | ID du compte | ID compte | Identifiant du compte',
    hubspot:
      'Id | Company ID | Record ID | hs_object_id | companyId | ID de fiche d’informations | ID de la fiche d’informations | ID de l’enregistrement | ID d’enregistrement | ID de l’entreprise | Record ID - Company',
    pipedrive: 'Organization - ID | Organisation - ID | org_id',
    dynamics: '(Do Not Modify) Account | (Ne pas modifier) Compte | accountid',
    odoo: 'External ID | ID externe',
    any: 'Account ID | Customer ID | Client ID | Code client | N° client | Numéro client | ID client | ID compte | Réf client | Company ID | Organization ID | Code compte | Customer Number | Account Key | Customer Key | Reseller Key',
    weak: 'Id | Identifiant | Account Number | Numéro de compte | Code | Number | N° | SIREN | SIRET | Référence | Key',
  },
  name: {
    salesforce: 'Name | Account Name | Account: Account Name | Nom du compte',
    hubspot: 'Name | Company Name | Nom de l’entreprise',
    pipedrive: 'Organization - Name | Organisation - Nom',
    any: 'Account | Compte | Company | Company Name | Customer | Customer Name | Client | Nom du client | Nom client | Société | Nom de la société | Raison sociale | Entreprise | Organisation | Organization | Organization Name | Nom entreprise | Business Name | Client Name | Enseigne | Dénomination',
    weak: 'Name | Nom',
  },
  domain: {
    hubspot: 'Company Domain Name | Nom de domaine de l’entreprise | hs_additional_domains',
    any: 'Domain | Domaine | Domain Name | Nom de domaine | Website | Site web | Site internet | Web | URL | Website URL | URL du site web',
  },
  industry: {
    any: 'Industry | Sector | Secteur | Secteur d’activité | Industrie | Activité | Business Sector | Vertical | Branche | Marché',
    weak: 'Segment | Category | Catégorie | Type',
  },
  country: {
    salesforce: 'BillingCountry | Billing Country | Pays de facturation | Billing Country/Territory',
    any: 'Country | Pays | Country/Region | Country Name | Office Location | Pays/Région',
    weak: 'Location | billing_country_code | Shipping Country | shipping_country',
  },
  employees: {
    salesforce: 'NumberOfEmployees | Employees | Employés',
    hubspot: 'Number of Employees | numberofemployees | Nombre d’employés',
    any: 'Employees | Employee Count | Effectif | Effectifs | Nombre de salariés | Salariés | Headcount | Company Size | Taille | Taille de l’entreprise | Nombre de collaborateurs | Staff | Nb salariés | Nb employés',
  },
  parent: {
    salesforce:
      'ParentId | Parent Account | Parent Account ID | Parent Account: Account Name | Compte parent | ID du compte parent',
    hubspot: 'Parent Company | Entreprise parente | hs_parent_company_id',
    any: 'Subsidiary Of | Parent | Filiale de | Maison mère | Groupe | Holding | Société mère | Group',
  },
  owner: {
    salesforce: 'Account Owner | OwnerId | Owner ID | Propriétaire du compte | Account Owner: Full Name',
    hubspot: 'Company Owner | hubspot_owner_id | Propriétaire de l’entreprise',
    pipedrive: 'Organization - Owner | Organisation - Propriétaire',
    any: 'Owner | Account Manager | Commercial | Propriétaire | Sales Rep | Responsable de compte | Responsable | Sales Agent | Owner Email | Account Executive',
  },
  createdOn: {
    salesforce: 'CreatedDate | Created Date',
    hubspot: 'Create Date | createdate | Date de création',
    any: 'Created | Created At | Created On | Creation Date | Créé le | Date création | Customer Since | Client depuis',
  },
  mergedIds: {
    hubspot:
      'hs_merged_object_ids | Merged Company IDs | Merged object IDs | Merged Record IDs | ID d’entreprises fusionnées | ID des entreprises fusionnées | ID d’objets fusionnés | ID des enregistrements fusionnés | Identifiants des objets fusionnés',
    any: 'Merged IDs | Merged into this | Identifiants fusionnés',
  },
  isDeleted: {
    salesforce: 'IsDeleted | Deleted',
    hubspot: 'archived | _fivetran_deleted',
    any: 'Is Deleted | Supprimé',
  },
}
