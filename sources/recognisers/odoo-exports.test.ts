// Exports as Odoo writes them, in its own words: which field every column fills.
import { describe } from 'vitest'
import { testExports } from '../../test/export-cases.ts'

describe('exports of Odoo', () => {
  testExports([
    {
      name: 'Odoo in English',
      file: 'Lead-Opportunity (crm.lead).csv',
      text: `External ID;Opportunity;Customer;Salesperson;Sales Team;Stage;Expected Revenue;Probability;Created on;Closed Date;Expected Closing;Active;Lost Reason
      __export__.crm_lead_11_ab12;Forge upgrade;Ardent Mills;Nora Quist;Europe;Won;12000.0;100.0;2025-01-15 09:12:44;2025-03-31 17:40:00;2025-04-15;True;
      __export__.crm_lead_12_cd34;Press line;Bolt Works;Ivo Tamm;Europe;Proposition;8000.0;0.0;2025-02-10 14:01:02;;2025-06-30;False;Too expensive`,
      entity: 'opportunities',
      vendor: 'odoo',
      fields: {
        'External ID': 'externalId',
        Opportunity: 'name',
        Customer: 'account',
        Salesperson: 'owner',
        Stage: 'stage',
        'Expected Revenue': 'amount',
        Probability: 'probability',
        'Created on': 'openedAt',
        'Closed Date': 'closedAt',
        'Expected Closing': 'expectedCloseOn',
        Active: 'isActive',
        'Lost Reason': 'lossReason',
      },
    },
    {
      name: 'Odoo in French',
      file: 'Piste-Opportunité (crm.lead).xlsx',
      text: `ID externe;Opportunité;Client;Vendeur;Équipe commerciale;Étape;Revenu espéré;Probabilité;Créé le;Date de fermeture;Clôture prévue;Actif;Motif de perte
      __export__.crm_lead_11_ab12;Mise à niveau;Aciéries Lorme;Nora Quist;Europe;Gagné;12000,0;100,0;2025-01-15 09:12:44;2025-03-31 17:40:00;2025-04-15;Vrai;
      __export__.crm_lead_12_cd34;Ligne de presse;Boulons Ouest;Ivo Tamm;Europe;Proposition;8000,0;0,0;2025-02-10 14:01:02;;2025-06-30;Faux;Trop cher`,
      entity: 'opportunities',
      vendor: 'odoo',
      fields: {
        'ID externe': 'externalId',
        Opportunité: 'name',
        Client: 'account',
        Vendeur: 'owner',
        Étape: 'stage',
        'Revenu espéré': 'amount',
        Probabilité: 'probability',
        'Créé le': 'openedAt',
        'Date de fermeture': 'closedAt',
        'Clôture prévue': 'expectedCloseOn',
        Actif: 'isActive',
        'Motif de perte': 'lossReason',
      },
    },
  ])
})
