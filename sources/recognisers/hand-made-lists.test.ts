// Lists that people keep by hand, in French and English, and what cannot be understood.
import { describe, expect, test } from 'vitest'
import type { Recognition, TablePlan, TableSketch } from '../plan.ts'
import { headerKey, recognise } from './index.ts'
import { sketchOf } from './sketch-of.ts'

const understood = (recognition: Recognition | undefined): readonly TablePlan[] => {
  if (recognition?.kind !== 'understood') throw new Error(JSON.stringify(recognition))
  return recognition.plans
}

const used = (plan: TablePlan | undefined): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const { header, field } of plan?.columns ?? []) if (field !== null) fields[header] = field
  return fields
}

const one = (sketch: TableSketch): TablePlan => {
  const [plan] = understood(recognise([sketch])[0])
  if (plan === undefined) throw new Error('no plan')
  return plan
}

const codes = (plan: TablePlan | undefined): string[] => (plan?.remarks ?? []).map(({ code }) => code)

describe('lists of deals', () => {
  test('a French list with a number, an amount before tax and a signature', () => {
    const plan = one(
      sketchOf(
        'suivi commercial 2025.csv',
        `N° affaire;Client;Montant HT;Étape;Commercial;Date de création;Date de signature
        A-1;Lorme;12 000,00;Signé;Nora Quist;15/01/2025;31/03/2025
        A-2;Ouest;8 000,00;Négociation;Ivo Tamm;10/02/2025;`,
      ),
    )
    expect(plan.entity).toBe('opportunities')
    expect(used(plan)).toEqual({
      'N° affaire': 'externalId',
      Client: 'account',
      'Montant HT': 'amount',
      Étape: 'stage',
      Commercial: 'owner',
      'Date de création': 'openedAt',
      'Date de signature': 'closedAt',
    })
  })

  test('an English list without an id says what that costs', () => {
    const plan = one(
      sketchOf(
        'export.csv',
        `Sales Rep;Stage;Engage Date;Close Date;Close Value
        Nora Quist;Won;2025-01-15;2025-03-31;12000
        Ivo Tamm;Lost;2025-02-10;2025-03-05;0`,
      ),
    )
    expect(used(plan)).toEqual({
      'Sales Rep': 'owner',
      Stage: 'stage',
      'Engage Date': 'openedAt',
      'Close Date': 'closedAt',
      'Close Value': 'amount',
    })
    expect(codes(plan)).toEqual(expect.arrayContaining(['no-id', 'no-currency']))
  })

  test('headers that no dictionary lists are read word by word', () => {
    const plan = one(
      sketchOf(
        'affaires.csv',
        `Référence du dossier;Nom de la société cliente;Valeur du contrat;Etape du pipe;Vendeur en charge;Date ouverture dossier;Date clôture dossier
        D1;Lorme;12000;Gagné;Nora Quist;15/01/2025;31/03/2025
        D2;Ouest;8000;Démo;Ivo Tamm;10/02/2025;`,
      ),
    )
    expect(used(plan)).toEqual({
      'Référence du dossier': 'externalId',
      'Nom de la société cliente': 'account',
      'Valeur du contrat': 'amount',
      'Etape du pipe': 'stage',
      'Vendeur en charge': 'owner',
      'Date ouverture dossier': 'openedAt',
      'Date clôture dossier': 'closedAt',
    })
  })

  test('a status that holds steps is the stage, and says why', () => {
    const plan = one(
      sketchOf(
        'pipe.csv',
        `ID;Client;Montant (€);Statut;Commercial;Créé le;Clôturé le
        1;Lorme;12000;Gagné;Nora Quist;15/01/2025;31/03/2025
        2;Ouest;8000;Qualification;Ivo Tamm;10/02/2025;
        3;Est;8000;Démonstration;Ivo Tamm;10/02/2025;`,
      ),
    )
    expect(used(plan)['Statut']).toBe('stage')
    expect(plan.columns.find(({ field }) => field === 'stage')?.reason.en).toContain('its values are stages')
    expect(plan.currency).toBe('EUR')
    expect(codes(plan)).toContain('currency-in-header')
  })

  test('stage and status side by side keep their own', () => {
    const plan = one(
      sketchOf(
        'deals.csv',
        `deal ref;amount;stage;status;rep;opened;closed
        1;12000;Proposal;won;Nora Quist;2025-01-15;2025-03-31
        2;8000;Demo;open;Ivo Tamm;2025-02-10;`,
      ),
    )
    expect(used(plan)).toEqual({
      'deal ref': 'externalId',
      amount: 'amount',
      stage: 'stage',
      status: 'status',
      rep: 'owner',
      opened: 'openedAt',
      closed: 'closedAt',
    })
  })

  test('a planned closing is not a closing', () => {
    const plan = one(
      sketchOf(
        'opps.csv',
        `Opp ID;Stage;Amount;Created;Expected close date;Owner
        1;Won;12000;2025-01-15;2025-03-31;Nora Quist
        2;Lost;8000;2025-02-10;2025-06-30;Ivo Tamm`,
      ),
    )
    expect(used(plan)['Expected close date']).toBe('expectedCloseOn')
    expect(codes(plan)).toContain('no-closed-date')
  })

  test('of two amounts the one before tax is taken, and the other named', () => {
    const plan = one(
      sketchOf(
        'affaires.csv',
        `ID affaire;Montant TTC;Montant HT;Étape;Date de création;Date de clôture
        1;14400;12000;Gagnée;2025-01-15;2025-03-31
        2;9600;8000;Perdue;2025-02-10;2025-03-31`,
      ),
    )
    expect(used(plan)['Montant HT']).toBe('amount')
    expect(plan.columns.find(({ header }) => header === 'Montant TTC')?.reason.en).toContain(
      'Could also be “Amount”',
    )
    expect(codes(plan)).toContain('two-columns')
  })

  test('a header that its values belie is left out, and says so', () => {
    const plan = one(
      sketchOf(
        'deals.csv',
        `Deal ID;Stage;Amount;Created;Closed
        1;Won;twelve;2025-01-15;2025-03-31
        2;Lost;eight;2025-02-10;2025-03-05
        3;Lost;nine;2025-02-10;2025-03-05`,
      ),
    )
    expect(used(plan)['Amount']).toBeUndefined()
    expect(plan.columns.find(({ header }) => header === 'Amount')?.reason.en).toContain('do not look like it')
  })

  test('amounts in thousands are said', () => {
    const plan = one(
      sketchOf(
        'pipe.csv',
        `Affaire;CA (k€);Étape;Commercial;Date de création
        Forge;12;Gagnée;Nora Quist;15/01/2025
        Presse;8;Perdue;Ivo Tamm;10/02/2025`,
      ),
    )
    expect(used(plan)['CA (k€)']).toBe('amount')
    expect(codes(plan)).toContain('amounts-in-thousands')
  })

  test('a single date is said to be read as the creation', () => {
    const plan = one(
      sketchOf(
        'ventes.csv',
        `Date;Commercial;Client;Produit;CA HT;Statut
        15/01/2025;Nora Quist;Lorme;Forge;12000,50;Gagné
        10/02/2025;Ivo Tamm;Ouest;Presse;8000,00;Perdu`,
      ),
    )
    expect(used(plan)).toEqual({
      Date: 'openedAt',
      Commercial: 'owner',
      Client: 'account',
      Produit: 'product',
      'CA HT': 'amount',
      Statut: 'status',
    })
    expect(codes(plan)).toContain('one-date')
  })

  test('German words are read too', () => {
    const plan = one(
      sketchOf(
        'deals.csv',
        `Deal-ID;Titel;Betrag;Währung;Phase;Verantwortlicher;Erstellt am;Geschlossen am;Status
        1;Forge;12000;EUR;Angebot;Nora Quist;15.01.2025;31.03.2025;gewonnen
        2;Press;8000;EUR;Demo;Ivo Tamm;10.02.2025;05.03.2025;verloren`,
      ),
    )
    expect(Object.values(used(plan))).toEqual([
      'externalId',
      'name',
      'amount',
      'currency',
      'stage',
      'owner',
      'openedAt',
      'closedAt',
      'status',
    ])
  })

  test('an amount that every cell writes in euros', () => {
    const plan = one(
      sketchOf(
        'affaires.csv',
        'N° affaire;Montant;Étape;Créée le\n1;12 000 €;Gagnée;2025-01-15\n2;8 000 €;Perdue;2025-02-10',
      ),
    )
    expect(plan.currency).toBe('EUR')
    expect(codes(plan)).toContain('currency-in-values')
  })

  test('only won deals: the win rate would read 100 %', () => {
    const plan = one(
      sketchOf(
        'deals.csv',
        `Deal ID;Stage;Amount;Created;Closed
        1;Won;12;2025-01-15;2025-03-31
        2;Proposal;8;2025-02-10;`,
      ),
    )
    expect(codes(plan)).toContain('no-lost')
  })
})

describe('stage dates in columns', () => {
  const base = 'Record ID;Deal Name;Deal Stage;Amount;Close Date;Create Date;Deal owner'
  const row = '11;Forge;Contract Sent;12000;2025-03-31;2025-01-15;Nora Quist'

  test('HubSpot labels in English and French, raw properties with prefixes', () => {
    const dated = [
      'Date entered "Contract Sent (Sales Pipeline)"',
      'Date exited "Contract Sent (Sales Pipeline)"',
      "Date d'entrée dans « Fermé gagné (Pipeline des ventes) »",
      'hs_v2_date_entered_closedwon',
      'property_hs_date_exited_appointmentscheduled',
    ]
    const cells = dated.map(() => '2025-02-01 10:00')
    const sketch = sketchOf(
      'deals.csv',
      `${base};${dated.join(';')};Latest time in "Contract Sent (Sales Pipeline)"\n${row};${cells.join(';')};86400000`,
    )
    const [deals, history] = understood(recognise([sketch])[0])
    expect(deals?.entity).toBe('opportunities')
    expect(history?.entity).toBe('stage-history')
    expect(history?.columns.map(({ header, field, stage }) => ({ header, field, stage }))).toEqual([
      { header: 'Record ID', field: 'opportunity', stage: undefined },
      { header: dated[0], field: 'enteredAt', stage: { name: 'Contract Sent', edge: 'entered' } },
      { header: dated[1], field: 'leftAt', stage: { name: 'Contract Sent', edge: 'left' } },
      { header: dated[2], field: 'enteredAt', stage: { name: 'Fermé gagné', edge: 'entered' } },
      { header: dated[3], field: 'enteredAt', stage: { name: 'closedwon', edge: 'entered' } },
      { header: dated[4], field: 'leftAt', stage: { name: 'appointmentscheduled', edge: 'left' } },
    ])
    expect(deals?.columns.filter(({ header }) => dated.includes(header)).map(({ field }) => field)).toEqual(
      dated.map(() => null),
    )
  })

  test('columns named after a stage in a list made by hand', () => {
    const sketch = sketchOf(
      'affaires.csv',
      `ID affaire;Étape;Montant;Commercial;Date de création;Date de clôture;Date Qualification;Proposition (entrée)
      1;Proposition;12000;Nora Quist;2025-01-15;;2025-01-20;2025-02-01
      2;Qualification;8000;Ivo Tamm;2025-02-10;;2025-02-11;`,
    )
    const [, history] = understood(recognise([sketch])[0])
    expect(history?.columns.flatMap(({ stage }) => stage ?? [])).toEqual([
      { name: 'Qualification', edge: 'entered' },
      { name: 'Proposition', edge: 'entered' },
    ])
  })
})

describe('tables that explain each other', () => {
  const deals = sketchOf(
    'pipeline.csv',
    `deal id;seller code;buyer;stage;amount;opened;closed
    1;NQ;Lorme;Won;12000;2025-01-15;2025-03-31
    2;IT;Ouest;Lost;8000;2025-02-10;2025-03-05
    3;PK;Sud;Lost;8000;2025-02-10;2025-03-05`,
  )
  const people = sketchOf(
    'sales_teams.csv',
    `initials;rep;manager;regional_office
    NQ;Nora Quist;Dana Fell;North
    IT;Ivo Tamm;Dana Fell;North
    PK;Piet Kok;Olga Ruiz;South`,
  )

  test('a list of reps with managers: the team carries the name of its manager', () => {
    const plan = one(people)
    expect(plan.entity).toBe('people')
    expect(
      plan.columns.filter(({ field }) => field !== null).map(({ header, field }) => [header, field]),
    ).toEqual(
      expect.arrayContaining([
        ['rep', 'name'],
        ['manager', 'manager'],
        ['manager', 'team'],
        ['regional_office', 'region'],
      ]),
    )
    expect(codes(plan)).toContain('team-named-after-manager')
  })

  test('values that are those of another file fill a field whose header says nothing', () => {
    const accounts = sketchOf(
      'accounts.csv',
      'account;sector;employees\nLorme;Steel;20\nOuest;Steel;30\nSud;Wood;12\nNord;Wood;5',
    )
    const [first] = recognise([
      sketchOf(
        'pipeline.csv',
        'deal id;for whom;stage;amount;opened;closed\n1;Lorme;Won;12000;2025-01-15;2025-03-31\n2;Ouest;Lost;8000;2025-02-10;2025-03-05\n3;Sud;Lost;8000;2025-02-10;2025-03-05',
      ),
      accounts,
    ])
    const column = understood(first)[0]?.columns.find(({ header }) => header === 'for whom')
    expect(column?.field).toBe('account')
    expect(column?.reason.en).toContain('accounts.csv')
    expect(column?.reason.fr).toContain('accounts.csv')
  })

  test('the ids of roles are those of the list of roles: the team', () => {
    const users =
      'Id;Name;Email;IsActive;Department;UserRoleId\nu1;Nora Quist;nora@forge.example;true;Sales;00Ex1\nu2;Ivo Tamm;ivo@forge.example;true;Sales;00Ex2'
    const roles = 'Id;Name;ParentRoleId;RollupDescription\n00Ex1;North;00Ex9;\n00Ex2;South;00Ex9;'
    const [listed, teams] = recognise([sketchOf('User.csv', users), sketchOf('UserRole.csv', roles)])
    expect(understood(teams)[0]?.entity).toBe('teams')
    expect(used(understood(listed)[0])['UserRoleId']).toBe('team')
    const [alone] = recognise([sketchOf('User.csv', users)])
    expect(used(understood(alone)[0])['Department']).toBe('team')
  })

  test('all tables of a delivery get an answer, in their order', () => {
    const answers = recognise([deals, people])
    expect(
      answers.map((answer) => (answer.kind === 'understood' ? answer.plans[0]?.entity : answer.kind)),
    ).toEqual(['opportunities', 'people'])
  })
})

describe('leads', () => {
  test('leads without dates say that only all-time rates are possible, and what Select means', () => {
    const plan = one(
      sketchOf(
        'Leads.csv',
        `Prospect ID;Lead Number;Lead Origin;Lead Source;Converted;Specialization;City;
        a1;1001;API;Google;1;Select;Lyon;
        a2;1002;Form;Referral;0;Finance;Select;`,
      ),
    )
    expect(plan.entity).toBe('leads')
    expect(used(plan)).toEqual({
      'Prospect ID': 'externalId',
      'Lead Source': 'leadSource',
      Converted: 'isConverted',
    })
    expect(codes(plan)).toEqual(expect.arrayContaining(['lead-without-date', 'select-is-missing']))
  })

  test('a French list of leads', () => {
    const plan = one(
      sketchOf(
        'prospects.csv',
        `Réf prospect;Société;Source du lead;Date d'entrée;Statut;Attribué à;Date de conversion
        P1;Lorme;Salon;15/01/2025;Qualifié;Nora Quist;
        P2;Ouest;Site web;16/01/2025;Converti;Ivo Tamm;20/02/2025`,
      ),
    )
    expect(plan.entity).toBe('leads')
    expect(used(plan)).toEqual({
      'Réf prospect': 'externalId',
      Société: 'account',
      'Source du lead': 'leadSource',
      "Date d'entrée": 'createdAt',
      Statut: 'status',
      'Attribué à': 'owner',
      'Date de conversion': 'convertedAt',
    })
  })
})

describe('templates', () => {
  test.each([
    ['deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status', 'opportunities'],
    ['id_affaire,intitule,montant,devise,etape,commercial,cree_le,cloture_le,statut', 'opportunities'],
    [
      ' DEAL_ID ,Title,amount,currency,stage,owner_email,created_at,closed_at,status,my own column',
      'opportunities',
    ],
    ['person_email,display_name,role,team,manager_email', 'people'],
    ['courriel,nom,fonction,equipe,responsable,arrivee_le', 'people'],
    ['lead_id,created_at,owner_email,lead_source,status', 'leads'],
    ['id_lead,cree_le,origine,converti,converti_le', 'leads'],
    ['deal_id,stage,entered_at,left_at', 'stage-history'],
    ['account_id,account_name,domain,industry', 'accounts'],
    ['id_produit,produit,famille', 'products'],
    ['currency,valid_from,rate', 'currency-rates'],
    ['deal_id,product,quantity,amount', 'opportunity-lines'],
  ])('%s', (header, entity) => {
    const plan = one({ fileName: 'x.csv', header: header.split(','), samples: [], filled: [], rows: 0 })
    expect({ entity: plan.entity, isTemplate: plan.isTemplate, vendor: plan.vendor }).toEqual({
      entity,
      isTemplate: true,
      vendor: 'template',
    })
  })

  test.each([
    ['deal_id,title,currency,stage,owner_email,created_at,closed_at,status', ['amount']],
    ['id_affaire,intitule,montant,devise,etape,cloture_le,statut', ['commercial', 'cree_le']],
    ['person_email,role,team,manager_email', ['display_name']],
  ])('without a required column: %s', (header, missing) => {
    const [answer] = recognise([
      { fileName: 'x.csv', header: header.split(','), samples: [], filled: [], rows: 0 },
    ])
    expect(answer).toMatchObject({ kind: 'missing-columns', missing })
  })

  test('a first row of data instead of names lists the columns of the template', () => {
    const header = ['D-1', 'x', '1.00', 'EUR', 'Proposal', 'nora@forge.example', '2025-01-05', '', 'open']
    const [answer] = recognise([{ fileName: 'x.csv', header, samples: [], filled: [], rows: 3 }])
    expect(answer).toMatchObject({ kind: 'missing-columns', entity: 'opportunities' })
  })
})

describe('what is known and of no use today, and what is unknown', () => {
  test.each([
    ['tickets.csv', 'Ticket ID;Ticket status;Ticket priority;Ticket owner', /tickets/i],
    ['Task.csv', 'Id;WhoId;WhatId;Subject;ActivityDate;Status;CallDurationInSeconds', /activities/i],
    ['Contact.csv', 'Id;AccountId;LastName;FirstName;MailingCity;Email;ReportsToId', /contacts/i],
    ['OpportunityFieldHistory.csv', 'Id;OpportunityId;Field;OldValue;NewValue;CreatedDate', /field changes/i],
    ['commandes.csv', 'Numéro de commande;Date de commande;Client', /orders/i],
    ['factures.csv', 'N° de facture;Client;Montant HT;receipt_number;paymentmethod', /billing/i],
  ])('%s: %s', (fileName, header, what) => {
    const [answer] = recognise([sketchOf(fileName, header)])
    expect(answer).toMatchObject({
      kind: 'known-unused',
      what: { en: expect.stringMatching(what) as string },
    })
  })

  test('a table of something else is unknown, with its columns named', () => {
    const [answer] = recognise([sketchOf('meteo.csv', 'station;temperature;humidity\nA;12;80')])
    expect(answer).toMatchObject({
      kind: 'unknown',
      reason: { en: expect.stringContaining('temperature') as string },
    })
  })

  test('deals that never say how they end ask for a stage', () => {
    const [answer] = recognise([
      sketchOf('deals.csv', 'Deal ID;Deal title;Amount;Created;Owner\n1;Forge;12;2025-01-15;Nora'),
    ])
    expect(answer).toMatchObject({ kind: 'missing-columns', entity: 'opportunities', missing: ['stage'] })
  })
})

describe('a remembered mapping', () => {
  test('wins over the proposal, wherever its columns stand now', () => {
    const plan: TablePlan = {
      entity: 'opportunities',
      vendor: 'generic',
      isTemplate: false,
      remarks: [],
      reason: { fr: 'Confirmé.', en: 'Confirmed.' },
      columns: [
        { index: 0, header: 'Stage', field: 'status', reason: { fr: 'Confirmé.', en: 'Confirmed.' } },
        { index: 1, header: 'Deal ID', field: 'externalId', reason: { fr: 'Confirmé.', en: 'Confirmed.' } },
      ],
    }
    const remembered = new Map([[headerKey(['Stage', 'Deal ID']), [plan]]])
    const [answer] = recognise([sketchOf('deals.csv', 'deal id;STAGE\n1;Won')], remembered)
    expect(understood(answer)[0]?.columns.map(({ index, field }) => [index, field])).toEqual([
      [0, 'externalId'],
      [1, 'status'],
    ])
  })
})
