// Douze’s own templates, a mapping that is remembered, and what cannot be understood.
import { describe, expect, test } from 'vitest'
import { one, understood } from '../../test/plans.ts'
import type { TablePlan } from '../plan.ts'
import { headerKey, recognise } from './index.ts'
import { sketchOf } from './sketch-of.ts'

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
