// Exports as CRMs write them, each in its own words: which field every column fills.
import { describe, expect, test } from 'vitest'
import type { Recognition, TablePlan } from '../plan.ts'
import { recognise } from './index.ts'
import { sketchOf } from './sketch-of.ts'

const plansOf = (recognition: Recognition | undefined): readonly TablePlan[] => {
  if (recognition?.kind !== 'understood') throw new Error(JSON.stringify(recognition))
  return recognition.plans
}

/** header -> field, of the columns that are used. */
const fieldsOf = (plan: TablePlan | undefined): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const { header, field } of plan?.columns ?? []) if (field !== null) fields[header] = field
  return fields
}

interface Case {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly entity: string
  readonly vendor: string
  readonly fields: Record<string, string>
}

const cases: readonly Case[] = [
  {
    name: 'Salesforce report, English labels',
    file: 'report1699999999999.csv',
    text: `Opportunity ID;Opportunity Name;Account Name;Opportunity Owner;Stage;Amount;Amount Currency;Probability (%);Close Date;Created Date;Type;Lead Source;Next Step;Fiscal Period;Age
      006A0000001aBcD;Forge upgrade;Ardent Mills;Nora Quist;Closed Won;12000.00;EUR;100;3/31/2025;1/15/2025;New Business;Web;;Q1-2025;75
      006A0000001aBcE;Press line;Bolt Works;Ivo Tamm;Prospecting;8000.00;EUR;10;6/30/2025;2/10/2025;Existing Business;Partner;Call;Q2-2025;40`,
    entity: 'opportunities',
    vendor: 'salesforce',
    fields: {
      'Opportunity ID': 'externalId',
      'Opportunity Name': 'name',
      'Account Name': 'account',
      'Opportunity Owner': 'owner',
      Stage: 'stage',
      Amount: 'amount',
      'Amount Currency': 'currency',
      'Probability (%)': 'probability',
      'Close Date': 'closedAt',
      'Created Date': 'openedAt',
      Type: 'type',
      'Lead Source': 'leadSource',
    },
  },
  {
    name: 'Salesforce report, French labels',
    file: 'rapport.csv',
    text: `ID de l'opportunité;Nom de l'opportunité;Nom du compte;Propriétaire de l'opportunité;Étape;Montant;Devise du montant;Probabilité (%);Date de clôture;Date de création;Type;Origine de la piste;Âge;Période fiscale
      006A0000001aBcD;Mise à niveau;Aciéries Lorme;Nora Quist;Fermée gagnante;12 000,00;EUR;100;31/03/2025;15/01/2025;Nouvelle affaire;Web;75;T1-2025
      006A0000001aBcE;Ligne de presse;Boulons Ouest;Ivo Tamm;Prospection;8 000,00;EUR;10;30/06/2025;10/02/2025;Affaire existante;Partenaire;40;T2-2025`,
    entity: 'opportunities',
    vendor: 'salesforce',
    fields: {
      "ID de l'opportunité": 'externalId',
      "Nom de l'opportunité": 'name',
      'Nom du compte': 'account',
      "Propriétaire de l'opportunité": 'owner',
      Étape: 'stage',
      Montant: 'amount',
      'Devise du montant': 'currency',
      'Probabilité (%)': 'probability',
      'Date de clôture': 'closedAt',
      'Date de création': 'openedAt',
      Type: 'type',
      'Origine de la piste': 'leadSource',
    },
  },
  {
    name: 'Salesforce Data Loader',
    file: 'extract.csv',
    text: `Id;IsDeleted;AccountId;Name;StageName;Amount;Probability;ExpectedRevenue;CloseDate;Type;LeadSource;IsClosed;IsWon;ForecastCategory;OwnerId;CreatedDate;LastModifiedDate;Budget_Confirmed__c
      006A0000001aBcDIAU;false;001A0000002xYzAIAU;Forge;Closed Won;12000.0;100.0;12000.0;2025-03-31;New Business;Web;true;true;Closed;005A0000003kLmNIAU;2025-01-15T09:12:44.000Z;2025-03-31T10:00:00.000Z;true
      006A0000001aBcEIAU;false;001A0000002xYzBIAU;Press;Prospecting;8000.0;10.0;800.0;2025-06-30;Existing Business;Partner;false;false;Pipeline;005A0000003kLmOIAU;2025-02-10T14:01:02.000Z;2025-02-11T10:00:00.000Z;false`,
    entity: 'opportunities',
    vendor: 'salesforce',
    fields: {
      Id: 'externalId',
      IsDeleted: 'isDeleted',
      AccountId: 'accountId',
      Name: 'name',
      StageName: 'stage',
      Amount: 'amount',
      Probability: 'probability',
      CloseDate: 'closedAt',
      Type: 'type',
      LeadSource: 'leadSource',
      IsClosed: 'isClosed',
      IsWon: 'isWon',
      OwnerId: 'owner',
      CreatedDate: 'openedAt',
    },
  },
  {
    name: 'Salesforce OpportunityHistory',
    file: 'OpportunityHistory.csv',
    text: `Id;OpportunityId;CreatedById;CreatedDate;StageName;Amount;ExpectedRevenue;CloseDate;Probability;ForecastCategory;SystemModstamp;IsDeleted
      008A0000005aaaAIAU;006A0000001aBcDIAU;005A0000003kLmNIAU;2025-01-15T09:12:44.000Z;Prospecting;9000;900;2025-03-31;10;Pipeline;2025-02-01T09:00:00.000Z;false
      008A0000005aaaBIAU;006A0000001aBcDIAU;005A0000003kLmNIAU;2025-02-01T09:00:00.000Z;Closed Won;12000;12000;2025-03-31;100;Closed;2025-02-01T09:00:00.000Z;false
      008A0000005aaaCIAU;006A0000001aBcEIAU;005A0000003kLmOIAU;2025-02-10T14:01:02.000Z;Prospecting;8000;800;2025-06-30;10;Pipeline;2025-02-10T14:01:02.000Z;false`,
    entity: 'stage-history',
    vendor: 'salesforce',
    fields: {
      Id: 'externalId',
      OpportunityId: 'opportunity',
      CreatedDate: 'enteredAt',
      StageName: 'stage',
    },
  },
  {
    name: 'Salesforce report of stage changes',
    file: 'report1712.csv',
    text: `Opportunity Name;Opportunity Owner;From Stage;To Stage;Stage Duration;Last Modified Date;Amount;Close Date;Opportunity ID
      Forge;Ana Silva;Prospecting;Proposal;12;2/10/2025;12,000.00;3/31/2025;006A0000001aBcD
      Forge;Ana Silva;Proposal;Closed Won;49;3/31/2025;12,000.00;3/31/2025;006A0000001aBcD`,
    entity: 'stage-history',
    vendor: 'salesforce',
    fields: {
      'Opportunity ID': 'opportunity',
      'To Stage': 'stage',
      'Last Modified Date': 'enteredAt',
    },
  },
  {
    name: 'Salesforce report of stage changes, in French',
    file: 'report1713.csv',
    text: `Nom de l'opportunité;De l'étape;Vers l'étape;Montant;Probabilité (%);Date de clôture;Dernière modification;ID de l'opportunité
      Forge;Qualification;Proposition;12 000,00;40;31/03/2025;10/02/2025;006A0000001aBcD
      Forge;Proposition;Fermée gagnée;12 000,00;100;31/03/2025;31/03/2025;006A0000001aBcD`,
    entity: 'stage-history',
    vendor: 'salesforce',
    fields: {
      "ID de l'opportunité": 'opportunity',
      "Vers l'étape": 'stage',
      'Dernière modification': 'enteredAt',
    },
  },
  {
    name: 'Salesforce opportunity products',
    file: 'OpportunityLineItem.csv',
    text: `Id;OpportunityId;SortOrder;PricebookEntryId;Product2Id;ProductCode;Name;Quantity;TotalPrice;UnitPrice;ListPrice;ServiceDate;CreatedDate;IsDeleted
      00kA0000009aaaAIAU;006A0000001aBcDIAU;1;01uA0000004aaaAIAU;01tA0000006aaaAIAU;FRG;Forge;2;12000;6000;6500;;2025-01-15T09:12:44.000Z;false
      00kA0000009aaaBIAU;006A0000001aBcDIAU;2;01uA0000004aaaBIAU;01tA0000006aaaBIAU;PRS;Press;1;800;800;800;;2025-01-15T09:12:44.000Z;false`,
    entity: 'opportunity-lines',
    vendor: 'salesforce',
    fields: {
      Id: 'externalId',
      OpportunityId: 'opportunity',
      Product2Id: 'productId',
      Name: 'product',
      Quantity: 'quantity',
      TotalPrice: 'amount',
      IsDeleted: 'isDeleted',
    },
  },
  {
    name: 'Salesforce products',
    file: 'Product2.csv',
    text: `Id;Name;ProductCode;Description;IsActive;CreatedDate;SystemModstamp;Family;StockKeepingUnit;IsDeleted
      01tA0000006aaaAIAU;Forge;FRG;Hot;true;2024-01-15T09:12:44.000Z;2024-01-15T09:12:44.000Z;Machines;;false
      01tA0000006aaaBIAU;Press;PRS;Cold;true;2024-01-15T09:12:44.000Z;2024-01-15T09:12:44.000Z;Machines;;false`,
    entity: 'products',
    vendor: 'salesforce',
    fields: { Id: 'externalId', Name: 'name', ProductCode: 'code', Family: 'family' },
  },
  {
    name: 'Salesforce users',
    file: 'User.csv',
    text: `Id;Username;LastName;FirstName;Name;CompanyName;Division;Department;Title;Email;IsActive;TimeZoneSidKey;UserRoleId;ProfileId;ManagerId;CreatedDate
      005A0000003kLmNIAU;nora@forge.example.prod;Quist;Nora;Nora Quist;Forge;;Sales North;Account Executive;nora@forge.example;true;Europe/Paris;00EA0000007aaaAIAU;00eA0000008aaaAIAU;005A0000003kLmPIAU;2023-01-15T09:12:44.000Z
      005A0000003kLmOIAU;ivo@forge.example.prod;Tamm;Ivo;Ivo Tamm;Forge;;Sales South;Account Executive;ivo@forge.example;true;Europe/Paris;00EA0000007aaaBIAU;00eA0000008aaaAIAU;005A0000003kLmPIAU;2023-02-15T09:12:44.000Z`,
    entity: 'people',
    vendor: 'salesforce',
    fields: {
      Id: 'externalId',
      LastName: 'lastName',
      FirstName: 'firstName',
      Name: 'name',
      Department: 'team',
      Title: 'job',
      Email: 'email',
      IsActive: 'isActive',
      ManagerId: 'manager',
    },
  },
  {
    name: 'Salesforce stages',
    file: 'OpportunityStage.csv',
    text: `Id;MasterLabel;ApiName;IsActive;SortOrder;IsClosed;IsWon;ForecastCategory;DefaultProbability
      01JA000000aaaaAAAA;Prospecting;Prospecting;true;1;false;false;Pipeline;10
      01JA000000aaaaBAAA;Closed Won;Closed Won;true;2;true;true;Closed;100
      01JA000000aaaaCAAA;Closed Lost;Closed Lost;true;3;true;false;Omitted;0`,
    entity: 'stages',
    vendor: 'salesforce',
    fields: {
      MasterLabel: 'name',
      ApiName: 'externalId',
      SortOrder: 'position',
      IsClosed: 'isClosed',
      IsWon: 'isWon',
      DefaultProbability: 'probability',
    },
  },
  {
    name: 'Salesforce leads',
    file: 'Lead.csv',
    text: `Id;IsDeleted;LastName;FirstName;Company;Email;Website;LeadSource;Status;Industry;Rating;OwnerId;IsConverted;ConvertedDate;ConvertedAccountId;ConvertedContactId;ConvertedOpportunityId;CreatedDate
      00QA0000002aaaAIAU;false;Berg;Lise;Ardent Mills;lise@ardent.example;ardent.example;Web;Closed - Converted;Steel;Hot;005A0000003kLmNIAU;true;2025-01-15;001A0000002xYzAIAU;003A0000004aaaAIAU;006A0000001aBcDIAU;2025-01-02T08:00:00.000Z
      00QA0000002aaaBIAU;false;Holm;Per;Bolt Works;per@bolt.example;bolt.example;Partner;Open - Not Contacted;Steel;Cold;005A0000003kLmOIAU;false;;;;;2025-01-05T08:00:00.000Z`,
    entity: 'leads',
    vendor: 'salesforce',
    fields: {
      Id: 'externalId',
      IsDeleted: 'isDeleted',
      Company: 'account',
      Website: 'accountDomain',
      LeadSource: 'leadSource',
      Status: 'status',
      OwnerId: 'owner',
      IsConverted: 'isConverted',
      ConvertedDate: 'convertedAt',
      ConvertedAccountId: 'accountId',
      ConvertedOpportunityId: 'opportunity',
      CreatedDate: 'createdAt',
    },
  },
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
]

describe('exports of CRMs', () => {
  test.each(cases)('$name', ({ file, text, entity, vendor, fields }) => {
    const [recognition] = recognise([sketchOf(file, text)])
    const [plan] = plansOf(recognition)
    expect(fieldsOf(plan)).toEqual(fields)
    expect({ entity: plan?.entity, vendor: plan?.vendor }).toEqual({ entity, vendor })
  })
})
