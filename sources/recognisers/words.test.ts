// Words of outcomes, deal types and leads, in the languages that exports are written in; ids of Salesforce.
import { describe, expect, test } from 'vitest'
import { ownSeconds } from '../../test/own-seconds.ts'
import {
  isSalesforceId,
  normaliseSalesforceId,
  readDealType,
  readLeadStatus,
  readOutcome,
  saysClosed,
} from './index.ts'

describe('readOutcome', () => {
  test.each([
    'Won',
    'Closed Won',
    'closedwon',
    'CLOSED_WON',
    'Closed - Won',
    'Closed/Won',
    '6 - Closed Won (100 %)',
    'Gagné',
    'Gagnée',
    'gagnées',
    'Fermée gagnante',
    'Fermé gagné',
    'Affaire gagnée',
    'Signé',
    'Contrat signé',
    'Deal signed',
    'Conclu',
    'Conclus',
    'Vendu',
    'Won - awaiting onboarding',
    'Cerrado ganado',
    'Gewonnen',
    'Abgeschlossen gewonnen',
    'Chiuso vinto',
    'Ganha',
    'Wygrana',
    'Clôturée - Gagnée',
    'Win',
  ])('%s is won', (word) => {
    // prettier-ignore
    expect(readOutcome(word)).toBe('won')
  })

  test.each([
    'Lost',
    'Closed Lost',
    'closedlost',
    'Closed - Lost',
    'Perdu',
    'Perdue',
    'Fermée perdue',
    'Clôturée perdue',
    'Abandonné',
    'Abandonnée',
    'Sans suite',
    'Classée sans suite',
    'Perdue : prix',
    'Lost to competitor',
    'Closed Lost - No Budget',
    'Annulé',
    'Cancelled',
    'No decision',
    'Verloren',
    'Perdida',
    'Perso',
    'Loss',
    'Non retenu',
    'Refusée',
    'Conclue - perdue',
    'KO',
    'No-Go',
    'Not won',
    'Out-Sold',
    'Canceled',
    'Disqualified',
    'Signé puis annulé : annulé',
  ])('%s is lost', (word) => {
    // prettier-ignore
    expect(readOutcome(word)).toBe('lost')
  })

  test.each([
    'Open',
    'Ouverte',
    'ouvert',
    'En cours',
    'In Progress',
    'Pending',
    'En attente',
    'New',
    'Offen',
    'Abierta',
  ])('%s is open', (word) => {
    expect(readOutcome(word)).toBe('open')
  })

  test.each([
    'Negotiation won back',
    'Lost contact',
    'Prospecting',
    'Contact perdu de vue',
    'Won/Lost',
    'Gagné / Perdu',
    'Proposal',
    'À signer',
    'Contrat à signer',
    'Contrat envoyé',
    'Signature en cours',
    'Contract Sent',
    'Decision Maker Bought-In',
    'Closed',
    'Négociation',
    'Wonderland demo',
    'Lost and found',
    '',
    '   ',
    '42',
    'En attente de signature',
  ])('%s does not say', (word) => {
    // prettier-ignore
    expect(readOutcome(word)).toBeNull()
  })

  test('numbers are states for Dynamics only', () => {
    expect(['0', '1', '2'].map((state) => readOutcome(state, 'dynamics'))).toEqual(['open', 'won', 'lost'])
    expect(readOutcome('1', 'salesforce')).toBeNull()
  })

  test('a word of any length is read in no time', () => {
    const seconds = ownSeconds()
    readOutcome('won '.repeat(50_000))
    readOutcome('- '.repeat(100_000))
    readOutcome('a'.repeat(500_000))
    expect(seconds()).toBeLessThan(1)
  })
})

test.each([
  ['Closed', true],
  ['Clôturée', true],
  ['Closed Won', false],
  ['Proposal', false],
])('saysClosed(%s) is %s', (word, expected) => {
  expect(saysClosed(word)).toBe(expected)
})

test.each([
  ['New Business', 'new-business'],
  ['newbusiness', 'new-business'],
  ['Nouvelle affaire', 'new-business'],
  ['Nouveau client', 'new-business'],
  ['Existing Business', 'existing-business'],
  ['existingbusiness', 'existing-business'],
  ['Affaire existante', 'existing-business'],
  ['Existing Customer - Upgrade', 'upsell'],
  ['Client existant - Mise à niveau', 'upsell'],
  ['Existing Customer - Replacement', 'existing-business'],
  ['Upsell', 'upsell'],
  ['Up-sell', 'upsell'],
  ['Vente additionnelle', 'upsell'],
  ['Cross-sell', 'cross-sell'],
  ['Vente croisée', 'cross-sell'],
  ['Renewal', 'renewal'],
  ['Renouvellement', 'renewal'],
  ['Existing Business - Renewal', 'renewal'],
  ['Upsell / Renewal', null],
  ['Services', null],
  ['', null],
  ['Not a renewal', null],
])('the deal type %s is %s', (word, type) => {
  expect(readDealType(word)).toBe(type)
})

test.each([
  ['Customer', true, true],
  ['Opportunity', true, true],
  ['opportunity', true, true],
  ['Sales Qualified Lead', true, null],
  ['salesqualifiedlead', true, null],
  ['Marketing Qualified Lead', false, false],
  ['Lead', false, false],
  ['Subscriber', false, false],
  ['Closed - Converted', true, true],
  ['Closed - Not Converted', false, false],
  ['Open - Not Contacted', false, false],
  ['Converted', true, true],
  ['Unqualified', false, false],
  ['Qualifié', true, null],
  ['Non qualifié', false, false],
  ['Converti', true, true],
  ['Client', true, true],
  ['OPEN_DEAL', true, true],
])('the lead status %s: qualified %s, converted %s', (word, isQualified, isConverted) => {
  expect(readLeadStatus(word)).toEqual({ isQualified, isConverted })
})

test('an unknown lead status says nothing', () => {
  expect(readLeadStatus('Other')).toBeNull()
})

describe('ids of Salesforce', () => {
  // The suffix is worked out by hand: capitals of each block of five, read as bits from the first character.
  test.each([
    ['001A0000006Vm9r', '001A0000006Vm9rIAC'],
    ['0015000000Gv7qJ', '0015000000Gv7qJAAR'],
    ['0011000000aaaaa', '0011000000aaaaaAAA'],
  ])('%s is %s', (short, long) => {
    expect(normaliseSalesforceId(short)).toBe(long)
    expect(normaliseSalesforceId(long)).toBe(long)
    expect(isSalesforceId(short) && isSalesforceId(long)).toBe(true)
  })

  test('what is no id stays as it is', () => {
    expect(normaliseSalesforceId(' D-1001 ')).toBe('D-1001')
    expect(normaliseSalesforceId('abcdefghijklmno')).toBe('abcdefghijklmno')
    expect(isSalesforceId('001A0000006Vm9rXXX')).toBe(false)
  })
})
