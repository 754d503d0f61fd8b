// Exports as HubSpot writes them, in its own words: which field every column fills.
import { describe } from 'vitest'
import { testExports } from '../../test/export-cases.ts'

describe('exports of HubSpot', () => {
  testExports([
    {
      name: 'HubSpot deals, English labels',
      file: 'hubspot-crm-exports-all-deals-2025-11-02.csv',
      text: `Record ID;Deal Name;Deal Stage;Pipeline;Amount;Currency;Amount in company currency;Close Date;Create Date;Deal owner;Deal Type;Closed Lost Reason;Associated Company;Associated Company IDs;Associated Contact;Last Activity Date;Is Closed Won;Deal probability
      10676775052;Forge upgrade;Closed Won;Sales Pipeline;12000.0;EUR;12000.0;2025-03-31 17:40;2025-01-15 09:12;Nora Quist;New Business;;Ardent Mills;9871234567;Lise Berg;2025-03-30 10:00;true;1.0
      10676775053;Press line;Contract Sent;Sales Pipeline;8000.0;EUR;8000.0;2025-06-30 12:00;2025-02-10 14:01;Ivo Tamm;Existing Business;;Bolt Works;9871234568;Per Holm;2025-03-30 10:00;false;0.9`,
      entity: 'opportunities',
      vendor: 'hubspot',
      fields: {
        'Record ID': 'externalId',
        'Deal Name': 'name',
        'Deal Stage': 'stage',
        Pipeline: 'pipeline',
        Amount: 'amount',
        Currency: 'currency',
        'Close Date': 'closedAt',
        'Create Date': 'openedAt',
        'Deal owner': 'owner',
        'Deal Type': 'type',
        'Closed Lost Reason': 'lossReason',
        'Associated Company': 'account',
        'Associated Company IDs': 'accountId',
        'Is Closed Won': 'isWon',
        'Deal probability': 'probability',
      },
    },
    {
      name: 'HubSpot deals, French labels',
      file: 'hubspot-crm-exports-toutes-les-transactions.csv',
      text: `ID de fiche d'informations;Nom de la transaction;Phase de la transaction;Pipeline;Montant;Date de fermeture;Date de création;Propriétaire de la transaction;Type de transaction;Raison de la perte;Associated Company (Primary)
      10676775052;Mise à niveau;Fermé gagné;Pipeline des ventes;12000.0;2025-03-31 17:40;2025-01-15 09:12;Nora Quist;Nouvelle affaire;;Aciéries Lorme
      10676775053;Ligne de presse;Contrat envoyé;Pipeline des ventes;8000.0;2025-06-30 12:00;2025-02-10 14:01;Ivo Tamm;Affaire existante;;Boulons Ouest`,
      entity: 'opportunities',
      vendor: 'hubspot',
      fields: {
        "ID de fiche d'informations": 'externalId',
        'Nom de la transaction': 'name',
        'Phase de la transaction': 'stage',
        Pipeline: 'pipeline',
        Montant: 'amount',
        'Date de fermeture': 'closedAt',
        'Date de création': 'openedAt',
        'Propriétaire de la transaction': 'owner',
        'Type de transaction': 'type',
        'Raison de la perte': 'lossReason',
        'Associated Company (Primary)': 'account',
      },
    },
    {
      name: 'HubSpot deals from a warehouse',
      file: 'deal.csv',
      text: `deal_id;portal_id;owner_id;property_dealname;property_amount;property_createdate;property_closedate;property_dealtype;property_dealstage;property_pipeline;property_hubspot_owner_id;_fivetran_synced
      711;62515;4401;Forge;12000;2025-01-15 09:12:44;2025-03-31 17:40:00;newbusiness;closedwon;default;4401;2025-04-01 00:00:00
      712;62515;4402;Press;8000;2025-02-10 14:01:02;2025-06-30 12:00:00;existingbusiness;contractsent;default;4402;2025-04-01 00:00:00`,
      entity: 'opportunities',
      vendor: 'hubspot',
      fields: {
        deal_id: 'externalId',
        property_dealname: 'name',
        property_amount: 'amount',
        property_createdate: 'openedAt',
        property_closedate: 'closedAt',
        property_dealtype: 'type',
        property_dealstage: 'stage',
        property_pipeline: 'pipeline',
        property_hubspot_owner_id: 'owner',
      },
    },
    {
      name: 'HubSpot owners',
      file: 'owners.csv',
      text: `id;email;firstName;lastName;userId;createdAt;updatedAt;archived
      4401;nora@forge.example;Nora;Quist;771;2023-01-15T09:12:44.000Z;2023-01-15T09:12:44.000Z;false
      4402;ivo@forge.example;Ivo;Tamm;772;2023-01-15T09:12:44.000Z;2023-01-15T09:12:44.000Z;false`,
      entity: 'people',
      vendor: 'generic',
      fields: { id: 'externalId', email: 'email', firstName: 'firstName', lastName: 'lastName' },
    },
    {
      name: 'HubSpot pipelines and stages',
      file: 'deal_pipeline_stage.csv',
      text: `stage_id;pipeline_id;label;display_order;probability;closed_won;active
      appointmentscheduled;default;Appointment scheduled;0;0.2;false;true
      closedwon;default;Closed won;1;1.0;true;true
      closedlost;default;Closed lost;2;0.0;false;true`,
      entity: 'stages',
      vendor: 'hubspot',
      fields: {
        stage_id: 'externalId',
        pipeline_id: 'pipeline',
        label: 'name',
        display_order: 'position',
        probability: 'probability',
        closed_won: 'isWon',
      },
    },
    {
      name: 'HubSpot contacts in French',
      file: 'contacts.csv',
      text: `ID de fiche d'informations;Prénom;Nom;E-mail;Numéro de téléphone;Propriétaire du contact;Phase du cycle de vie;Statut du lead;Date de création;Source d'origine
      501;Lise;Berg;lise@ardent.example;0102030405;Nora Quist;Lead qualifié pour les ventes;Ouvert;2025-01-02 08:00;Recherche organique
      502;Per;Holm;per@bolt.example;0102030406;Ivo Tamm;Lead;Nouveau;2025-01-05 08:00;Trafic direct`,
      entity: 'leads',
      vendor: 'hubspot',
      fields: {
        "ID de fiche d'informations": 'externalId',
        'Propriétaire du contact': 'owner',
        'Phase du cycle de vie': 'status',
        'Date de création': 'createdAt',
        "Source d'origine": 'leadSource',
      },
    },
  ])
})
