// Lists of leads that people keep by hand, in French and English.
import { describe, expect, test } from 'vitest'
import { codes, one, used } from '../../test/plans.ts'
import { sketchOf } from './sketch-of.ts'

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
