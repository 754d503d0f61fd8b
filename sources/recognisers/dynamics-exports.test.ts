// Exports as Dynamics 365 writes them, in its own words: which field every column fills.
import { describe } from 'vitest'
import { testExports } from '../../test/export-cases.ts'

describe('exports of Dynamics 365', () => {
  testExports([
    {
      name: 'Dynamics 365 in English',
      file: 'All Opportunities 11-2-2025.xlsx',
      text: `(Do Not Modify) Opportunity;(Do Not Modify) Row Checksum;(Do Not Modify) Modified On;Topic;Potential Customer;Est. Close Date;Actual Close Date;Est. Revenue;Actual Revenue;Currency;Probability;Pipeline Phase;Status;Status Reason;Owner;Created On
      6f9619ff-8b86-d011-b42d-00c04fc964f1;q1w2e3==;11/2/2025 9:00 AM;Forge upgrade;Ardent Mills;4/15/2025;3/31/2025;12000;12500;Euro;100;4-Close;Won;Won;Nora Quist;1/15/2025 9:12 AM
      6f9619ff-8b86-d011-b42d-00c04fc964f2;q1w2e4==;11/2/2025 9:00 AM;Press line;Bolt Works;6/30/2025;;8000;;Euro;20;2-Develop;Open;In Progress;Ivo Tamm;2/10/2025 2:01 PM`,
      entity: 'opportunities',
      vendor: 'dynamics',
      fields: {
        '(Do Not Modify) Opportunity': 'externalId',
        Topic: 'name',
        'Potential Customer': 'account',
        'Est. Close Date': 'expectedCloseOn',
        'Actual Close Date': 'closedAt',
        'Est. Revenue': 'amount',
        'Actual Revenue': 'wonAmount',
        Currency: 'currency',
        Probability: 'probability',
        'Pipeline Phase': 'stage',
        Status: 'status',
        Owner: 'owner',
        'Created On': 'openedAt',
      },
    },
    {
      name: 'Dynamics 365 in French',
      file: 'Toutes les opportunités.xlsx',
      text: `(Ne pas modifier) Opportunité;(Ne pas modifier) Somme de contrôle de la ligne;(Ne pas modifier) Modifié le;Sujet;Client potentiel;Date de clôture estimée;Date de clôture réelle;Revenu estimé;Probabilité;Phase du pipeline;Statut;Raison du statut;Propriétaire;Créé le
      6f9619ff-8b86-d011-b42d-00c04fc964f1;q1w2e3==;02/11/2025 09:00;Mise à niveau;Aciéries Lorme;15/04/2025;31/03/2025;12000;100;4-Clôture;Conclu;Conclu;Nora Quist;15/01/2025 09:12
      6f9619ff-8b86-d011-b42d-00c04fc964f2;q1w2e4==;02/11/2025 09:00;Ligne de presse;Boulons Ouest;30/06/2025;;8000;20;2-Développement;Ouvert;En cours;Ivo Tamm;10/02/2025 14:01`,
      entity: 'opportunities',
      vendor: 'dynamics',
      fields: {
        '(Ne pas modifier) Opportunité': 'externalId',
        Sujet: 'name',
        'Client potentiel': 'account',
        'Date de clôture estimée': 'expectedCloseOn',
        'Date de clôture réelle': 'closedAt',
        'Revenu estimé': 'amount',
        Probabilité: 'probability',
        'Phase du pipeline': 'stage',
        Statut: 'status',
        Propriétaire: 'owner',
        'Créé le': 'openedAt',
      },
    },
  ])
})
