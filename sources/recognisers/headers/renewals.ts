// What columns of lists of renewals and of scores given to leads are called.
import type { HeaderTable } from './header-words.ts'

export const renewalHeaders: HeaderTable<'renewals'> = {
  externalId: { any: 'Renewal ID | ID renouvellement | N° renouvellement', weak: 'Id | Identifiant' },
  account: {
    any: 'Account | Account Name | Customer | Customer Name | Client | Compte | Nom du client | Nom du compte | Company | Société | Raison sociale',
    weak: 'Name | Nom',
  },
  accountId: { any: 'Account ID | Customer ID | ID client | ID compte | Code client' },
  accountDomain: { any: 'Domain | Domaine | Account Domain' },
  contract: {
    any: 'Contract | Contract ID | Contract Number | Contrat | N° contrat | Numéro de contrat | Subscription | Subscription ID | Abonnement',
  },
  dueOn: {
    any: 'Renewal Date | Renewal Due | Due On | Due Date | Renews On | Next Renewal | Next Renewal Date | Date de renouvellement | Échéance | Date d’échéance | Échéance du contrat | Échéance le | Renouvellement le | Prochain renouvellement | Date anniversaire',
    weak: 'End Date | Date de fin | Date',
  },
  decidedOn: {
    any: 'Decided On | Decision Date | Renewed On | Date de décision | Décidé le | Renouvelé le | Closed On',
  },
  outcome: {
    any: 'Renewal Outcome | Outcome | Renewal Status | Issue | Renewed | Renouvelé | Issue du renouvellement | Statut du renouvellement | Résultat | Decision | Décision',
    weak: 'Status | Statut',
  },
  amount: {
    any: 'Renewal Amount | Amount | ARR | ACV | Yearly Amount | Annual Amount | Contract Value | Montant | Montant annuel | Montant du renouvellement | Valeur annuelle | Montant en jeu',
  },
  currency: { any: 'Currency | Devise | Currency Code | Code devise' },
  owner: {
    any: 'Owner | Account Manager | CSM | Customer Success Manager | Commercial | Responsable | Chargé de compte | Renewal Owner | Propriétaire',
  },
  isAtRisk: { any: 'At Risk | Is At Risk | Risk | À risque | Risque | Churn Risk | Risque de départ' },
}

export const leadScoreHeaders: HeaderTable<'lead-scores'> = {
  externalId: { weak: 'Score ID' },
  lead: {
    salesforce: 'LeadId',
    any: 'Lead ID | Lead | Prospect ID | Prospect | ID lead | ID du lead | ID prospect | ID du prospect | Piste | ID piste | Contact ID',
  },
  scoredOn: {
    any: 'Scored On | Scored At | Score Date | Scoring Date | Score Updated | Score Updated At | Date du score | Date de score | Noté le | Score calculé le | Calculé le',
    weak: 'Date | Timestamp | Updated At',
  },
  score: {
    hubspot: 'hubspotscore',
    any: 'Score | Lead Score | Lead Scoring | Score du lead | Scoring | Note du lead | Points | New Score | Nouveau score',
    weak: 'Value | Valeur',
  },
  method: {
    any: 'Model | Scoring Model | Method | Scoring Method | Score Name | Modèle | Modèle de score | Méthode | Méthode de score | Grille',
  },
  isGood: {
    any: 'Is Good | Above Bar | Above Threshold | Qualified | Au-dessus du seuil | Bon lead | Qualifié',
  },
}
