// Exports as Salesforce writes them, in its own words: which field every column fills.
import { describe } from 'vitest'
import { testExports } from '../../test/export-cases.ts'

describe('exports of Salesforce', () => {
  testExports([
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
  ])
})
