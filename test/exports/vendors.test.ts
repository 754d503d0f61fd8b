// The ten deals as each CRM exports them, in French and English: understood without a hand-written mapping, and always the same figures.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { deliver } from '../deliver.ts'
import { writeWorkbook, writeZip } from '../write-zip.ts'
import {
  american,
  type Deal,
  englishAmount,
  expectTheFigures,
  french,
  frenchAmount,
  plain,
  quoted,
  serial,
  sheetOf,
  tenDeals,
} from './ten-deals.ts'

type Cell = string | number | { readonly serial: number } | null

/** Ids as Salesforce makes them: fifteen characters, and the three that make them safe from spreadsheets. */
const short = (prefix: string, id: number) => `${prefix}5g00000AbC${String.fromCharCode(97 + id)}E`
const long = (prefix: string, id: number) => {
  const text = short(prefix, id)
  const sum = (part: string) =>
    part.split('').reduce((bits, letter, place) => bits + (/[A-Z]/.test(letter) ? 1 << place : 0), 0)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'
  return text + [0, 5, 10].map((at) => letters[sum(text.slice(at, at + 5))]).join('')
}
const accounts = [...new Set(tenDeals.map(({ account }) => account))]
const reps = [...new Set(tenDeals.map(({ rep }) => rep))]
const isoUtc = (instant: string) => instant.replace('Z', '.000+0000')
const spaced = (instant: string) => instant.slice(0, 16).replace('T', ' ')
const inParis = (instant: string) => Date.parse(instant) / 3_600_000 + 1
const parisSerial = (instant: string) => ({
  serial: serial(new Date(inParis(instant) * 3_600_000).toISOString()),
})
const daySerial = (day: string) => ({ serial: serial(`${day}T00:00:00Z`) })
const closing = ({ outcome, closed }: Deal) => (outcome === 'open' ? '' : closed)
const latin = (text: string) => Buffer.from(text, 'latin1')
const rows = (header: readonly string[], row: (deal: Deal) => readonly Cell[]) => [
  header,
  ...tenDeals.map(row),
]
const text = (table: readonly (readonly Cell[])[]) => table as readonly (readonly (string | number)[])[]
const lines = (table: readonly (readonly Cell[])[], delimiter = ',') =>
  text(table)
    .map(
      (row) =>
        row.map((cell) => (/[",;\n]/.test(String(cell)) ? `"${cell}"` : cell)).join(delimiter) + '\r\n',
    )
    .join('')
const workbook = (table: readonly (readonly Cell[])[], columns = '') =>
  writeWorkbook({
    sheets: [{ name: 'Export', xml: columns + sheetOf(table) }],
    formats: ['dd/mm/yyyy\\ hh:mm'],
  })

const salesforceEnd =
  '\n\n"Toutes les opportunités"\n"Copyright (c) 2000-2025 salesforce.com, inc. Tous droits réservés."\n"Informations confidentielles - Ne pas divulguer"\n"Généré par :  Inès Benali  30/09/2025 18:04"\n'
const stageNames = {
  sfEn: { won: 'Closed Won', lost: 'Closed Lost', open: 'Proposal/Price Quote' },
  sfFr: { won: 'Fermée gagnée', lost: 'Fermée perdue', open: 'Proposition/Devis' },
  hsFr: { won: 'Fermée gagnée', lost: 'Fermée perdue', open: 'Contrat envoyé' },
} as const

interface Export {
  readonly name: string
  readonly files: Readonly<Record<string, string | Buffer>>
  readonly vendor: string | null
  /** Rows of the table of deals. */
  readonly accepted?: number
  /** Some fields and the column that must fill them. */
  readonly columns: Readonly<Record<string, string>>
  readonly codes?: readonly string[]
}

const exports: readonly Export[] = [
  {
    name: 'a Salesforce report in French, CP1252, with its footer',
    files: {
      'report1759.csv': latin(
        quoted(
          text(
            rows(
              ['Propriétaire de l\'opportunité', 'Nom du compte', 'Nom de l\'opportunité', 'Étape', 'Date de clôture', 'Date de création', 'Montant', 'Devise du montant', 'Type', 'Origine du prospect'],
              (deal) => [deal.rep, deal.account, deal.name, stageNames.sfFr[deal.outcome], french(deal.closed), french(deal.opened), plain(deal.cents).replace('.', ','), 'EUR', 'Nouveau client', 'Site Web'],
            ),
          ),
        ) + salesforceEnd,
      ),
    },
    vendor: 'Salesforce',
    columns: { owner: 'Propriétaire de l\'opportunité', name: 'Nom de l\'opportunité', closedAt: 'Date de clôture', openedAt: 'Date de création', currency: 'Devise du montant', leadSource: 'Origine du prospect' },
    codes: ['ENCODING_ASSUMED', 'ROWS_LEFT_OUT', 'no-id', 'planned-close-date'],
  },
  {
    name: 'a Salesforce report in English, with ids of fifteen characters',
    files: {
      'report.csv':
        quoted(
          text(
            rows(
              ['Opportunity Owner', 'Account Name', 'Opportunity Name', 'Stage', 'Fiscal Period', 'Amount', 'Expected Revenue', 'Probability (%)', 'Close Date', 'Created Date', 'Type', 'Opportunity ID'],
              (deal) => [deal.rep, deal.account, deal.name, stageNames.sfEn[deal.outcome], 'Q1-2025', englishAmount(deal.cents), '0', '50', american(deal.closed), american(deal.opened), 'New Customer', short('006', deal.id)],
            ),
          ),
        ) + '\n"All deals"\n"Copyright (c) 2000-2025 salesforce.com, inc. All rights reserved."\n',
    },
    vendor: 'Salesforce',
    columns: { externalId: 'Opportunity ID', amount: 'Amount', closedAt: 'Close Date', type: 'Type' },
    codes: ['ROWS_LEFT_OUT', 'no-currency', 'planned-close-date'],
  },
  {
    name: 'the zip of Salesforce’s data export, with a deleted deal and changes saved by an assistant',
    files: {
      'WE_00D.ZIP': writeZip([
        { name: 'User.csv', data: quoted([['Id', 'LastName', 'FirstName', 'Name', 'Email', 'IsActive'], ...reps.map((rep, i) => [long('005', i), rep.split(' ')[1] ?? '', rep.split(' ')[0] ?? '', rep, `rep${i}@acme.example`, 'true']), [long('005', 9), 'Aide', 'Zoé', 'Zoé Aide', 'zoe@acme.example', 'true']]) },
        { name: 'Account.csv', data: quoted([['Id', 'IsDeleted', 'Name', 'Industry', 'NumberOfEmployees', 'OwnerId', 'CreatedDate'], ...accounts.map((account, i) => [long('001', i), 'false', account, 'Energy', '20', long('005', 0), '2024-01-01T08:00:00.000Z'])]) },
        {
          name: 'Opportunity.csv',
          data: quoted([
            ['Id', 'IsDeleted', 'AccountId', 'Name', 'Description', 'StageName', 'Amount', 'CloseDate', 'Type', 'IsClosed', 'IsWon', 'CurrencyIsoCode', 'OwnerId', 'CreatedDate'],
            ...tenDeals.map((deal) => [long('006', deal.id), 'false', long('001', accounts.indexOf(deal.account)), deal.name, deal.id === 3 ? 'two\nlines, "quoted"' : '', stageNames.sfEn[deal.outcome], plain(deal.cents), deal.closed, 'New Business', String(deal.outcome !== 'open'), String(deal.outcome === 'won'), 'EUR', long('005', reps.indexOf(deal.rep)), isoUtc(deal.openedAt)]),
            [long('006', 11), 'true', long('001', 0), 'Thrown away', '', 'Closed Won', '99999.00', '2025-03-01', '', 'true', 'true', 'EUR', long('005', 0), '2025-01-01T09:00:00.000+0000'],
          ]),
        },
        { name: 'OpportunityHistory.csv', data: quoted([['Id', 'OpportunityId', 'CreatedById', 'CreatedDate', 'StageName', 'Amount', 'CloseDate', 'IsDeleted'], ...tenDeals.flatMap((deal) => [[long('008', deal.id), long('006', deal.id), long('005', 9), isoUtc(deal.openedAt), 'Prospecting', '1', deal.closed, 'false'], [long('008', deal.id + 12), long('006', deal.id), long('005', 9), `${deal.opened}T18:00:00.000+0000`, stageNames.sfEn[deal.outcome], '1', deal.closed, 'false']])]) },
        { name: 'OpportunityStage.csv', data: quoted([['Id', 'MasterLabel', 'ApiName', 'IsActive', 'SortOrder', 'IsClosed', 'IsWon', 'DefaultProbability'], ['01J1', 'Prospecting', 'Prospecting', 'true', '1', 'false', 'false', '10'], ['01J2', 'Proposal/Price Quote', 'Proposal/Price Quote', 'true', '2', 'false', 'false', '60'], ['01J3', 'Closed Won', 'Closed Won', 'true', '3', 'true', 'true', '100'], ['01J4', 'Closed Lost', 'Closed Lost', 'true', '4', 'true', 'false', '0']]) },
        { name: 'Contact.csv', data: quoted([['Id', 'AccountId', 'LastName', 'FirstName', 'Email', 'MailingCity', 'OwnerId'], [long('003', 1), long('001', 0), 'Roux', 'Luc', 'luc@x.example', 'Lyon', long('005', 0)]]) },
      ]),
    },
    vendor: 'Salesforce',
    accepted: 11,
    columns: { externalId: 'Id', accountId: 'AccountId', stage: 'StageName', isWon: 'IsWon', isDeleted: 'IsDeleted' },
    codes: ['planned-close-date'],
  },
  {
    name: 'a HubSpot export in French, with a pipeline that is not of sales',
    files: {
      'toutes-les-transactions.xlsx': workbook([
        ...rows(
          ['ID de fiche d’informations', 'Nom de la transaction', 'Étape de la transaction', 'Pipeline', 'Montant', 'Date de fermeture', 'Date de création', 'Propriétaire de la transaction', 'Type de transaction', 'Entreprise associée', 'Date d\'entrée dans « Contrat envoyé (Pipeline des ventes) »'],
          (deal) => [String(9_000_000_000 + deal.id), deal.name, stageNames.hsFr[deal.outcome], 'Pipeline des ventes', deal.cents / 100, `${deal.closed} 10:30`, spaced(new Date(inParis(deal.openedAt) * 3_600_000).toISOString()), deal.rep, 'Nouvelle affaire', deal.account, `${deal.opened} 12:00`],
        ),
        ['9900000001', 'Accueil Dormoy', 'Terminé', 'Onboarding client', null, '2025-03-30 10:00', '2025-03-01 10:00', 'Inès Benali', '', 'Maison Dormoy', null],
      ]),
    },
    vendor: 'HubSpot',
    accepted: 11,
    columns: { externalId: 'ID de fiche d’informations', pipeline: 'Pipeline', type: 'Type de transaction', account: 'Entreprise associée' },
    codes: ['no-currency', 'planned-close-date'],
  },
  {
    name: 'a HubSpot export in English, with columns of stages and contacts',
    files: {
      'hubspot-all-deals.csv': quoted(
        text(
          rows(
            ['Record ID', 'Deal Name', 'Deal Stage', 'Pipeline', 'Amount', 'Close Date', 'Create Date', 'Deal owner', 'Deal Type', 'Associated Company', 'hs_v2_date_entered_appointmentscheduled', 'hs_v2_date_entered_closedwon'],
            (deal) => [String(9_000_000_000 + deal.id), deal.name, deal.outcome === 'open' ? 'Appointment Scheduled' : stageNames.sfEn[deal.outcome], 'Sales Pipeline', plain(deal.cents), `${deal.closed} 12:30`, spaced(new Date(inParis(deal.openedAt) * 3_600_000).toISOString()), deal.rep, 'New Business', deal.account, deal.openedAt, deal.outcome === 'won' ? `${deal.closed}T10:30:00.000Z` : ''],
          ),
        ),
      ),
      'hubspot-all-contacts.csv': quoted([
        ['Record ID', 'First Name', 'Last Name', 'Email', 'Contact owner', 'Lifecycle Stage', 'Create Date', 'Original Source'],
        ['1', 'Ana', 'Lee', 'ana@x.example', 'Inès Benali', 'Lead', '2025-01-02 09:00', 'Organic Search'],
        ['2', 'Bo', 'Ray', 'bo@x.example', 'Hugo Lefèvre', 'Customer', '2025-02-02 09:00', 'Paid Search'],
      ]),
    },
    vendor: 'HubSpot',
    columns: { externalId: 'Record ID', name: 'Deal Name', owner: 'Deal owner' },
    codes: ['no-currency', 'planned-close-date'],
  },
  ...(['en', 'fr'] as const).map(
    (language): Export => ({
      name: `a Pipedrive export in ${language === 'fr' ? 'French' : 'English'}, with dates as serial numbers`,
      files: {
        'deals.xlsx': workbook(
          rows(
            language === 'fr'
              ? ['Affaire - ID', 'Affaire - Titre', 'Affaire - Organisation', 'Affaire - Valeur', 'Affaire - Devise de Valeur', 'Affaire - Étape', 'Affaire - Statut', 'Affaire - Propriétaire', 'Affaire - Affaire créée', 'Affaire - Date de gain', 'Affaire - Date de perte', 'Affaire - Raison de la perte', 'Affaire - Date de clôture prévue']
              : ['Deal - ID', 'Deal - Title', 'Deal - Organization', 'Deal - Value', 'Deal - Currency of Value', 'Deal - Stage', 'Deal - Status', 'Deal - Owner', 'Deal - Deal created', 'Deal - Won time', 'Deal - Lost time', 'Deal - Lost reason', 'Deal - Expected close date'],
            (deal) => {
              const end = parisSerial(`${deal.closed}T13:00:00Z`)
              const status = language === 'fr' ? { won: 'Gagné', lost: 'Perdu', open: 'Ouvert' } : { won: 'Won', lost: 'Lost', open: 'Open' }
              return [deal.id, deal.name, deal.account, deal.cents / 100, 'EUR', language === 'fr' ? 'Qualifié' : 'Qualified', status[deal.outcome], deal.rep, parisSerial(deal.openedAt), deal.outcome === 'won' ? end : null, deal.outcome === 'lost' ? end : null, deal.outcome === 'lost' ? 'Prix' : null, daySerial(deal.closed)]
            },
          ),
        ),
      },
      vendor: 'Pipedrive',
      columns: language === 'fr' ? { name: 'Affaire - Titre', wonAt: 'Affaire - Date de gain', expectedCloseOn: 'Affaire - Date de clôture prévue' } : { name: 'Deal - Title', lostAt: 'Deal - Lost time', lossReason: 'Deal - Lost reason' },
      codes: [],
    }),
  ),
  ...(['en', 'fr'] as const).map(
    (language): Export => ({
      name: `a Dynamics 365 workbook in ${language === 'fr' ? 'French' : 'English'}, with its hidden columns`,
      files: {
        'All Opportunities.xlsx': workbook(
          rows(
            language === 'fr'
              ? ['(Ne pas modifier) Opportunité', '(Ne pas modifier) Somme de contrôle de la ligne', '(Ne pas modifier) Date de modification', 'Sujet', 'Client potentiel', 'Revenu est.', 'Date de fermeture est.', 'Date de clôture réelle', 'Statut', 'Propriétaire', 'Date de création', 'Devise']
              : ['(Do Not Modify) Opportunity', '(Do Not Modify) Row Checksum', '(Do Not Modify) Modified On', 'Topic', 'Potential Customer', 'Est. revenue', 'Est. close date', 'Actual Close Date', 'Status', 'Owner', 'Created On', 'Currency'],
            (deal) => {
              const status = language === 'fr' ? { won: 'Conclue', lost: 'Perdue', open: 'Ouverte' } : { won: 'Won', lost: 'Lost', open: 'Open' }
              return [`1a2b3c0${deal.id % 10}-7f1e-ed11-9db0-000d3ab0000${deal.id % 10}`, `abcdefghijklmnopqrstu${deal.id % 10}==`, parisSerial(deal.openedAt), deal.name, deal.account, deal.cents / 100, daySerial(deal.closed), deal.outcome === 'open' ? null : daySerial(deal.closed), status[deal.outcome], deal.rep, parisSerial(deal.openedAt), 'Euro']
            },
          ),
          '<cols><col min="1" max="3" width="0" hidden="1"/></cols>',
        ),
      },
      vendor: 'Dynamics 365',
      columns: language === 'fr' ? { externalId: '(Ne pas modifier) Opportunité', closedAt: 'Date de clôture réelle', expectedCloseOn: 'Date de fermeture est.' } : { externalId: '(Do Not Modify) Opportunity', closedAt: 'Actual Close Date', expectedCloseOn: 'Est. close date' },
      codes: [],
    }),
  ),
  ...(['en', 'fr'] as const).map(
    (language): Export => ({
      name: `an Odoo export in ${language === 'fr' ? 'French' : 'English'}, archived deals among them`,
      files: {
        'crm.lead.csv': lines(
          rows(
            language === 'fr'
              ? ['ID externe', 'Opportunité', 'Client', 'Vendeur', 'Étape', 'Revenu espéré', 'Probabilité', 'Créé le', 'Date de clôture', 'Actif']
              : ['External ID', 'Opportunity', 'Customer', 'Salesperson', 'Stage', 'Expected Revenue', 'Probability', 'Created on', 'Closed Date', 'Active'],
            (deal) => [`__export__.crm_lead_${deal.id}`, deal.name, deal.account, deal.rep, deal.outcome === 'won' ? (language === 'fr' ? 'Gagné' : 'Won') : language === 'fr' ? 'Proposition' : 'Proposition', plain(deal.cents), deal.outcome === 'won' ? '100.0' : deal.outcome === 'lost' ? '0.0' : '30.0', `${spaced(new Date(inParis(deal.openedAt) * 3_600_000).toISOString())}:00`, deal.outcome === 'open' ? '' : `${deal.closed} 09:00:00`, deal.outcome === 'lost' ? 'False' : 'True'],
          ),
        ),
      },
      vendor: 'Odoo',
      columns: language === 'fr' ? { externalId: 'ID externe', isActive: 'Actif', amount: 'Revenu espéré' } : { externalId: 'External ID', isActive: 'Active', amount: 'Expected Revenue' },
      codes: ['no-currency'],
    }),
  ),
  {
    name: 'the list of a French manager, with titles above and a total below, CP1252',
    files: {
      'suivi affaires.csv': latin(
        'Suivi commercial 2025;;;;;;\r\n;;;;;;\r\n' +
          lines(
            rows(['N° affaire', 'Client', 'Commercial', 'Montant HT', 'Étape', 'Créée le', 'Signée le'], (deal) => [`AF-${deal.id}`, deal.account, deal.rep, `${frenchAmount(deal.cents, '\u00a0')} EUR`, { won: 'Gagné', lost: 'Perdu', open: 'En cours' }[deal.outcome], french(deal.opened), french(closing(deal))]),
            ';',
          ) +
          'Total;;;67\u00a0800,75 EUR;;;\r\n',
      ),
    },
    vendor: null,
    columns: { externalId: 'N° affaire', account: 'Client', owner: 'Commercial', amount: 'Montant HT', stage: 'Étape', openedAt: 'Créée le', closedAt: 'Signée le' },
    codes: ['ENCODING_ASSUMED', 'TITLE_LINES_SKIPPED', 'ROWS_LEFT_OUT', 'currency-in-each-value'],
  },
  {
    name: 'a list that follows Douze’s template but for a few names',
    files: {
      'deals.csv': lines(rows(['deal_id', 'title', 'company', 'owner_email', 'amount', 'currency', 'stage', 'created_at', 'closed_at', 'status', 'source'], (deal) => [`D-${deal.id}`, deal.name, deal.account, deal.rep, plain(deal.cents), 'EUR', deal.outcome === 'open' ? 'Proposal' : deal.outcome, deal.opened, closing(deal), deal.outcome, 'Web'])),
    },
    vendor: 'Douze',
    columns: { externalId: 'deal_id', account: 'company', leadSource: 'source' },
    codes: [],
  },
] // prettier-ignore

describe.each(exports.map((one) => [one.name, one] as const))('%s', async (_name, delivered) => {
  const database = await freshDatabase()
  const report = await deliver(database, delivered.files)
  const table = report.files.find(({ entity }) => entity === 'opportunities')

  test('is understood', () => {
    expect(table).toMatchObject({ verdict: 'accept', accepted: delivered.accepted ?? 10, rejected: 0 })
    expect(table?.vendor).toBe(delivered.vendor)
    const columns = Object.fromEntries(
      (table?.columns ?? []).flatMap(({ field, column }) => (field === null ? [] : [[field, column]])),
    )
    expect(columns).toMatchObject(delivered.columns)
    if (delivered.codes !== undefined)
      expect(table?.warnings.map(({ code }) => code).toSorted()).toEqual(delivered.codes.toSorted())
  })

  test('gives the figures', () => expectTheFigures(database))

  test('changes nothing when it comes again', async () => {
    const again = await deliver(database, delivered.files)
    const counts = again.files
      .filter(({ entity }) => entity !== null)
      .map(({ name, added, changed }) => ({ name, added, changed }))
    expect(counts.filter(({ added, changed }) => added + changed > 0)).toEqual([])
    await expectTheFigures(database)
  })
})
