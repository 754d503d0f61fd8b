// What columns of costs, invoices and contracts are called.
import type { HeaderTable } from './header-words.ts'

export const costHeaders: HeaderTable<'costs'> = {
  externalId: {
    any: 'Cost ID | ID coût | ID dépense | Expense ID | Ad ID | ad_id',
    weak: 'Id | Identifiant | N° de facture | N° de pièce',
  },
  day: {
    salesforce: 'StartDate | Start Date',
    any: 'Date | Day | Jour | Spend Date | Date de dépense | Date de la dépense | Cost Date | Date du coût | Reporting Starts | reporting_start | Début des rapports | Expense Date | Date de facture | Invoice Date | Payment Date | Date de paiement',
    weak: 'Month | Mois | Start Date | Period | Période',
  },
  amount: {
    salesforce: 'ActualCost | Actual Cost in Campaign | Coût réel',
    any: 'Cost | Coût | Costs | Coûts | Spend | Spent | Amount Spent | Montant dépensé | Dépense | Dépenses | Ad Spend | Actual Cost | Coût réel | Montant HT | Coût total | Total Cost | Expense | Expenses | Training Cost',
    weak: 'Amount | Montant | Total | Debit | Débit',
  },
  currency: { any: 'Currency | Devise | Currency Code | CurrencyIsoCode' },
  category: {
    any: 'Cost Category | Category | Catégorie | Catégorie de coût | Nature | Poste | Poste de dépense | Expense Type | Type de dépense | Expense Category',
    weak: 'Type | Account | Compte',
  },
  department: { any: 'Department | Service | Département | Direction' },
  channel: {
    any: 'Channel | Canal | Platform | Plateforme | Media | Média | Source | Medium | Marketing Channel',
  },
  campaign: {
    salesforce: 'Campaign Name | Name',
    any: 'Campaign | Campagne | Campaign Name | Nom de la campagne | Nom de campagne | Ad Campaign | fb_campaign_id | Campaign ID',
    weak: 'xyz_campaign_id | Ad Set Name | Ad Name',
  },
  segment: { any: 'Segment | Market | Marché' },
  purchases: {
    any: 'Approved_Conversion | Approved Conversions | Purchases | Achats | Website Purchases | Achats sur le site web',
    weak: 'Conversions',
  },
  team: { any: 'Team | Équipe | Cost Center | Centre de coût' },
  label: {
    any: 'Label | Libellé | Description | Supplier | Fournisseur | Vendor | Payee | Bénéficiaire | Intitulé | Objet',
    weak: 'Name | Nom | Note',
  },
}

export const revenueHeaders: HeaderTable<'revenue'> = {
  externalId: {
    any: 'Invoice ID | Invoice Number | Invoice No | N° de facture | Numéro de facture | N° facture | Numéro facture | Facture | Invoice | Order ID | Order Number | Numéro de commande | N° de commande | Transaction ID',
    weak: 'Id | Identifiant | Number | Numéro | Référence',
  },
  account: {
    any: 'Client | Customer | Customer Name | Nom du client | Client Name | Company | Entreprise | Société | Compte | Account | Account Name | Raison sociale | Bill To | Facturé à | Billed To | Company Name',
    weak: 'Name | Nom',
  },
  accountId: {
    any: 'Customer ID | CustomerID | Client ID | ID client | N° client | Code client | Account ID | Customer Number',
  },
  day: {
    any: 'Invoice Date | Date de facture | Date facture | Date de facturation | Invoiced On | Facturé le | Issue Date | Date d’émission | Order Date | Date de commande | Purchase Date | Date d’achat | Billing Date | Transaction Date',
    weak: 'Date | Jour | Day | Month | Mois | Period | Période | Created | Paid At | Payment Date',
  },
  amount: {
    any: 'Montant HT | Total HT | Net Amount | Amount excl. tax | Subtotal | Sous-total | Revenue | Chiffre d’affaires | CA | CA HT | Invoice Amount | Amount | Montant | Montant facturé | Sales Amount | Order Amount | Montant net',
    weak: 'Total | Total Amount | Montant TTC | Total TTC | Value | Valeur',
  },
  currency: { any: 'Currency | Devise | Currency Code' },
  margin: { any: 'Margin | Marge | Gross Margin | Marge brute | Gross Profit | Profit' },
  product: { any: 'Product | Produit | Product Name | Article | Item | Désignation' },
  owner: {
    any: 'Owner | Commercial | Sales Rep | Salesperson | Rep | Vendeur | Account Manager | Owner Email',
  },
}

export const subscriptionHeaders: HeaderTable<'subscriptions'> = {
  externalId: {
    any: 'Subscription ID | ID abonnement | N° d’abonnement | Subscription Number',
    weak: 'Id | Identifiant',
  },
  account: {
    any: 'Client | Customer | Customer Name | Nom du client | Company | Entreprise | Société | Compte | Account | Account Name | Raison sociale | Subscriber | Abonné',
    weak: 'Name | Nom',
  },
  accountId: {
    salesforce: 'AccountId | Account ID',
    any: 'Customer ID | CustomerID | Client ID | ID client | N° client | Code client | Account ID',
  },
  contract: {
    salesforce: 'ContractNumber | Contract Number',
    any: 'Contract | Contrat | Contract ID | Contract Number | N° de contrat | Numéro de contrat | Référence du contrat',
  },
  startsOn: {
    salesforce: 'StartDate | Contract Start Date',
    any: 'Start Date | Date de début | Début | Starts On | Contract Start | Contract Start Date | Début du contrat | Date de début du contrat | Subscription Start | Started At | Activated At | Date de souscription | Souscrit le | Subscribed On | Client depuis | Customer Since | Signup Date | Date d’effet',
    weak: 'Created | Created At | Start | Date',
  },
  lastDay: {
    salesforce: 'EndDate | Contract End Date',
    any: 'End Date | Date de fin | Fin | Contract End | Contract End Date | Fin du contrat | Date de fin du contrat | Subscription End | Last Day | Dernier jour | Expires On | Date d’échéance',
    weak: 'End | Échéance',
  },
  endsOn: {
    any: 'Churn Date | Churned On | Churned At | Ended At | Cancellation Date | Résilié le | Date de résiliation | Parti le | Date de départ | Date du départ | Termination Date',
    // Asked for; the contract may run on for a while.
    weak: 'Cancelled At | Canceled At | Cancelled On | Canceled On',
  },
  // Without a unit, such lists count months.
  tenureMonths: {
    any: 'Tenure | Ancienneté | Tenure Months | Tenure in Months | Months as Customer | Months Active | Customer Age Months | Ancienneté en mois | Ancienneté (mois) | Mois d’ancienneté | Nombre de mois | Durée en mois | Contract Age Months | Account Age Months | Subscription Months | Months Subscribed',
    weak: 'Months | Mois | Months on Book | Durée | Account Length',
  },
  tenureDays: {
    any: 'Tenure Days | Tenure in Days | Days as Customer | Days Active | Ancienneté en jours | Ancienneté (jours) | Jours d’ancienneté | Durée en jours | Account Age Days | Days Subscribed',
  },
  tenureWeeks: {
    any: 'Tenure Weeks | Tenure in Weeks | Weeks as Customer | Account Weeks | Ancienneté en semaines | Ancienneté (semaines) | Semaines d’ancienneté | Durée en semaines',
  },
  tenureYears: {
    any: 'Tenure Years | Tenure in Years | Years as Customer | Ancienneté en années | Ancienneté (années) | Années d’ancienneté | Durée en années | Ancienneté en ans | Ancienneté (ans)',
  },
  hasLeft: {
    any: 'Churn | Churned | Has Churned | Is Churned | Churn Label | Churn Flag | Churn Value | Has Left | Left | Exited | Attrited | Attrition | Résilié | A résilié | Est résilié | Parti | Est parti | A quitté | Client parti | Client perdu | Départ | Désabonné',
    weak: 'Perdu | Lost | Cancelled | Canceled',
  },
  describedOn: {
    any: 'Snapshot Date | Date of Snapshot | Snapshot Day | Export Date | Exported On | Extract Date | Extraction Date | Report Date | As Of | As-of Date | Date d’export | Date de l’export | Date d’extraction | Date de l’extraction | Exporté le | Extrait le | Situation au | Date de situation | Arrêté au',
  },
  monthly: {
    any: 'MRR | Monthly Amount | Montant mensuel | Monthly Charges | MonthlyCharges | Mensualité | Monthly Fee | Monthly Price | Montant par mois | Abonnement mensuel | Prix mensuel | Monthly Revenue',
  },
  yearly: {
    any: 'ARR | Annual Amount | Yearly Amount | Montant annuel | ACV | Annual Value | Montant par an | Annual Contract Value | Prix annuel',
  },
  currency: { any: 'Currency | Devise | Currency Code' },
  product: { any: 'Plan | Plan Name | Product | Produit | Offre | Formule | Product Name' },
  owner: {
    salesforce: 'OwnerId | Owner ID',
    any: 'Owner | Commercial | Account Manager | CSM | Owner Email',
  },
  endReason: {
    any: 'Churn Reason | Cancellation Reason | Reason for Leaving | Motif de résiliation | Raison du départ | Raison de résiliation | Motif du départ | Raison de départ | Cancel Reason | cancellation_details_feedback',
    weak: 'Reason | Motif | Raison',
  },
  isDeleted: { salesforce: 'IsDeleted | Deleted' },
}
