// What columns of teams, products, stages, opportunity lines, stage history and currency rates are called.
import type { HeaderTable } from './header-words.ts'

export const teamHeaders: HeaderTable<'teams'> = {
  externalId: {
    salesforce: 'Id | UserRoleId | User Role ID | Role ID | ID du rôle',
    hubspot: 'Id | hubspot_team_id',
    any: 'Team ID | ID équipe',
    weak: 'Id',
  },
  name: {
    salesforce: 'Name | Role Name | Nom du rôle',
    hubspot: 'Name',
    any: 'Team | Team Name | Équipe | Nom de l’équipe | Sales Team | Équipe commerciale',
    weak: 'Label | Libellé | Nom',
  },
}

export const productHeaders: HeaderTable<'products'> = {
  externalId: {
    salesforce: 'Id | Product2Id | Product ID | ID du produit',
    hubspot: 'Record ID | hs_object_id | ID de fiche d’informations',
    any: 'Product ID | ID produit | Product Key | Article ID | ID article',
    weak: 'Id | Identifiant | N°',
  },
  name: {
    salesforce: 'Name | Product Name | Nom du produit',
    any: 'Product | Produit | Product Name | Nom produit | Article | Offre | Item | Libellé produit | Désignation | Item Name | Solution | Désignation article',
    weak: 'Name | Nom | Libellé | Title',
  },
  code: {
    salesforce:
      'ProductCode | Product Code | Code du produit | Code produit | Product SKU | StockKeepingUnit',
    hubspot: 'hs_sku | SKU',
    any: 'SKU | Code | Code produit | Product Code | Référence | Réf | Internal Reference | Référence interne | default_code | Code article | Product Number',
  },
  family: {
    salesforce: 'Family | Product Family | Famille de produits',
    odoo: 'categ_id | Product Category | Catégorie de produit | categ_id/name',
    any: 'Family | Famille | Product Family | Famille de produits | Series | Série | Gamme | Category | Catégorie | Product Line | Ligne | Product Category | Range | Product Group | Groupe | Sub Category | Line',
    weak: 'Type | CategoryID | Product Type | Model',
  },
  listPrice: {
    hubspot: 'Unit price | hs_price | Prix unitaire',
    odoo: 'list_price | Sales Price | Prix de vente',
    any: 'List Price | Price | Prix | Sales Price | Unit Price | Prix unitaire | Prix catalogue | Prix de vente | Tarif | Standard Price | Retail Price | Catalog Price | MSRP',
  },
  currency: { any: 'Currency | Devise | Currency Code | CurrencyIsoCode | Monnaie' },
}

export const stageHeaders: HeaderTable<'stages'> = {
  externalId: {
    salesforce: 'ApiName | API Name',
    hubspot: 'stageId | stage_id | Stage ID | pipeline_stage_id',
    any: 'Stage ID | ID étape | Stage Key | Code étape',
    weak: 'Id | Identifiant | Code',
  },
  name: {
    salesforce: 'MasterLabel | Master Label',
    any: 'Stage | Stage Name | Étape | Nom de l’étape | Stage Label | Phase | Libellé étape | Deal Stage | Étape du pipeline',
    weak: 'Label | Name | Nom | Libellé',
  },
  pipeline: {
    any: 'Pipeline | Pipeline Name | Pipeline Label | Nom du pipeline | pipeline_id | Pipeline ID',
  },
  position: {
    salesforce: 'SortOrder | Sort Order',
    hubspot: 'displayOrder | Display Order',
    pipedrive: 'order_nr',
    any: 'Order | Ordre | Position | Rank | Rang | Sequence | Séquence | Stage Order | N° d’ordre | Sort Order',
  },
  probability: {
    salesforce: 'DefaultProbability | Default Probability',
    pipedrive: 'deal_probability',
    any: 'Probability | Probabilité | Win Probability | Proba',
  },
  isClosed: { salesforce: 'IsClosed', any: 'Is Closed | Closed | Close | Fermée | Clôturée | closed_stage' },
  isWon: {
    salesforce: 'IsWon',
    hubspot: 'closedWon | closed_won',
    odoo: 'is_won | Is Won Stage?',
    any: 'Is Won | Won | Gagnée | Est gagnée',
  },
}

export const lineHeaders: HeaderTable<'opportunity-lines'> = {
  externalId: {
    salesforce: 'Id | Line Item ID | Opportunity Product ID | OpportunityLineItem ID',
    hubspot: 'line_item_id | Line item ID | Record ID | ID de ligne de produit',
    any: 'Line ID | ID ligne | N° ligne',
    weak: 'Id | Identifiant',
  },
  opportunity: {
    salesforce: 'OpportunityId | Opportunity ID | ID de l’opportunité | ID opportunité',
    hubspot: 'deal_id | Associated Deal IDs | Associated Deal ID | dealId | ID de transaction associée',
    pipedrive: 'Deal - ID | Affaire - ID',
    any: 'Deal ID | ID affaire | N° affaire | Numéro affaire | Opportunity | Affaire | Deal | Opp ID | N° opportunité | Opportunité | Référence affaire',
  },
  product: {
    salesforce: 'Product Name | Product: Product Name | Nom du produit',
    hubspot: 'Line item name | Nom de la ligne de produit',
    pipedrive: 'Deal - Product name | Product - Name | Produit - Nom',
    any: 'Product | Produit | Product Name | Nom produit | Article | Offre | Item | SKU | Solution | Désignation',
    weak: 'Name | Nom | Product Code | ProductCode',
  },
  productId: {
    salesforce: 'Product2Id | Product ID | product_2_id | ID du produit',
    hubspot: 'hs_product_id | product_id',
    any: 'Product ID | ID produit | Code produit | Product Key',
  },
  quantity: { any: 'Quantity | Quantité | Qty | Qté | Product Quantity | Units | Nombre' },
  amount: {
    salesforce: 'TotalPrice | Total Price | Prix total',
    hubspot: 'Net price | Amount | Prix net',
    any: 'Total | Amount | Montant | Line Total | Total ligne | Net Amount | Montant ligne | Total Amount | Line Amount | Subtotal | Sous-total',
    weak: 'Unit Price | UnitPrice | Prix unitaire | Sales Price | Price | Prix | List Price',
  },
  currency: { any: 'Currency | Devise | CurrencyIsoCode | Currency Code | hs_line_item_currency_code' },
  type: { any: 'Type | Sale Type | Type de vente | Line Type | Nature' },
  isDeleted: { salesforce: 'IsDeleted | Deleted', hubspot: 'archived | _fivetran_deleted' },
}

/** Keys of the column that a report of moves has for the stage moved to; the one before it is called nearly alike. */
export const reachedStage: readonly string[] = ['tostage', 'versetape']

export const stageHistoryHeaders: HeaderTable<'stage-history'> = {
  externalId: { any: 'History ID | ID historique', weak: 'Id | Identifiant' },
  opportunity: {
    salesforce: 'OpportunityId | Opportunity ID | ID de l’opportunité | ID opportunité',
    hubspot: 'deal_id | dealId | Deal ID | ID de transaction',
    pipedrive: 'Deal - ID | Affaire - ID',
    any: 'Deal ID | ID affaire | N° affaire | Numéro affaire | Opportunity | Affaire | Deal | Opp ID | N° opportunité | Opportunité | Référence affaire',
  },
  stage: {
    salesforce: 'StageName | Stage | To Stage | Vers l’étape | Étape',
    hubspot: 'Deal Stage | dealstage | Stage ID | stage_id',
    any: 'Stage | Étape | New Stage | Nouvelle étape | To Stage | Phase | Stage Name | Étape atteinte | Nom de l’étape',
    weak: 'Value | Valeur',
  },
  enteredAt: {
    salesforce:
      'CreatedDate | Created Date | Last Stage Change Date | Edit Date | Date de modification | Last Modified | Last Modified Date | Dernière modification | Date de dernière modification',
    hubspot: 'date_entered | date_stage_entered',
    any: 'Entered At | Entered | Entered On | Date Entered | Stage Entered | Changed At | Change Date | Stage Change Date | Entrée le | Date d’entrée | Entrée dans l’étape | Date d’entrée dans l’étape | Changed On | Moved At | Transition Date | Date de changement | Date de passage | Start | Début | From Date | valid_from | _fivetran_start | stage_start | Start Date | Stage Start Date',
    weak: 'Date | Timestamp | Time',
  },
  leftAt: {
    hubspot: 'date_exited | date_stage_exited',
    any: 'Left At | Left | Left On | Exited At | Date Exited | Exit Date | Sortie le | Date de sortie | Sortie de l’étape | End | Fin | To Date | valid_to | _fivetran_end | stage_end | End Date | Stage End Date | Quittée le',
  },
  // Who saved a change ("CreatedById", "Edited By") is often an assistant or a program, and not the owner.
  owner: {
    any: 'Owner | Owner Email | Commercial | Propriétaire',
  },
}

export const currencyRateHeaders: HeaderTable<'currency-rates'> = {
  currency: {
    salesforce: 'IsoCode',
    any: 'Currency | Devise | Currency Code | ISO Code | Code devise | Monnaie',
  },
  validFrom: {
    salesforce: 'StartDate',
    any: 'Valid From | Date | From | À partir du | Start Date | Effective Date | Date d’effet | Rate Date | Jour',
  },
  rate: {
    salesforce: 'ConversionRate',
    any: 'Rate | Cours | Taux | Exchange Rate | Taux de change | Conversion Rate | FX Rate',
  },
}
