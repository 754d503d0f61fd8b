// Lists of deals that people keep by hand, in French and English.
import { describe, expect, test } from 'vitest'
import { codes, one, used } from '../../test/plans.ts'
import { sketchOf } from './sketch-of.ts'

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
