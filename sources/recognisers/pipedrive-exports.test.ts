// Exports as Pipedrive writes them, in its own words: which field every column fills.
import { describe } from 'vitest'
import { testExports } from '../../test/export-cases.ts'

describe('exports of Pipedrive', () => {
  testExports([
    {
      name: 'Pipedrive in English',
      file: 'deals-1234567-12.csv',
      text: `Deal - ID;Deal - Title;Deal - Owner;Deal - Value;Deal - Currency of Value;Deal - Organization;Deal - Pipeline;Deal - Contact person;Deal - Stage;Deal - Status;Deal - Deal created;Deal - Update time;Deal - Last stage change;Deal - Won time;Deal - Lost time;Deal - Deal closed on;Deal - Lost reason;Deal - Expected close date;Deal - Probability;Deal - Weighted value;Organization - Name;Person - Name
      11;Forge upgrade;Nora Quist;12000;EUR;Ardent Mills;Sales;Lise Berg;Proposal;Won;2025-01-15 09:12:44;2025-03-31 17:40:00;2025-03-01 10:00:00;2025-03-31 17:40:00;;2025-03-31 17:40:00;;2025-04-15;80;9600;Ardent Mills;Lise Berg
      12;Press line;Ivo Tamm;8000;EUR;Bolt Works;Sales;Per Holm;Qualified;Lost;2025-02-10 14:01:02;2025-03-05 11:00:00;2025-02-20 10:00:00;;2025-03-05 11:00:00;2025-03-05 11:00:00;Price;2025-06-30;20;1600;Bolt Works;Per Holm`,
      entity: 'opportunities',
      vendor: 'pipedrive',
      fields: {
        'Deal - ID': 'externalId',
        'Deal - Title': 'name',
        'Deal - Owner': 'owner',
        'Deal - Value': 'amount',
        'Deal - Currency of Value': 'currency',
        'Deal - Organization': 'account',
        'Deal - Pipeline': 'pipeline',
        'Deal - Stage': 'stage',
        'Deal - Status': 'status',
        'Deal - Deal created': 'openedAt',
        'Deal - Won time': 'wonAt',
        'Deal - Lost time': 'lostAt',
        'Deal - Deal closed on': 'closedAt',
        'Deal - Last stage change': 'stageChangedAt',
        'Deal - Lost reason': 'lossReason',
        'Deal - Expected close date': 'expectedCloseOn',
        'Deal - Probability': 'probability',
      },
    },
    {
      name: 'Pipedrive in French',
      file: 'affaires.csv',
      text: `Affaire - ID;Affaire - Titre;Affaire - Propriétaire;Affaire - Valeur;Affaire - Devise de la valeur;Affaire - Organisation;Affaire - Personne à contacter;Affaire - Étape;Affaire - Statut;Affaire - Affaire créée;Affaire - Date de gain;Affaire - Date de perte;Affaire - Raison de la perte;Affaire - Date de clôture prévue
      11;Mise à niveau;Nora Quist;12000;EUR;Aciéries Lorme;Lise Berg;Proposition;Gagnée;2025-01-15 09:12:44;2025-03-31 17:40:00;;;2025-04-15
      12;Ligne de presse;Ivo Tamm;8000;EUR;Boulons Ouest;Per Holm;Qualifiée;Perdue;2025-02-10 14:01:02;;2025-03-05 11:00:00;Prix;2025-06-30`,
      entity: 'opportunities',
      vendor: 'pipedrive',
      fields: {
        'Affaire - ID': 'externalId',
        'Affaire - Titre': 'name',
        'Affaire - Propriétaire': 'owner',
        'Affaire - Valeur': 'amount',
        'Affaire - Devise de la valeur': 'currency',
        'Affaire - Organisation': 'account',
        'Affaire - Étape': 'stage',
        'Affaire - Statut': 'status',
        'Affaire - Affaire créée': 'openedAt',
        'Affaire - Date de gain': 'wonAt',
        'Affaire - Date de perte': 'lostAt',
        'Affaire - Raison de la perte': 'lossReason',
        'Affaire - Date de clôture prévue': 'expectedCloseOn',
      },
    },
  ])
})
