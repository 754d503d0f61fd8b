// What stages are proposed to stand for, from lists of stages, statuses, names and probabilities.
import { describe, expect, test } from 'vitest'
import { proposeStages, type StageEvidence } from './index.ts'

const stage = (name: string, about: Partial<StageEvidence> = {}): StageEvidence => ({
  name,
  pipeline: null,
  stated: { open: 0, won: 0, lost: 0 },
  opportunities: 10,
  ...about,
})

const outcomes = (stages: readonly StageEvidence[]): string[] =>
  proposeStages(stages).map(
    ({ name, outcome, basis, isDoubtful }) =>
      `${name}: ${outcome}, ${basis}${isDoubtful ? ', doubtful' : ''}`,
  )

describe('proposeStages', () => {
  test('the CRM’s own list comes first', () => {
    expect(
      outcomes([
        stage('Live', { isClosed: true, isWon: true }),
        stage('Parked', { isClosed: true, isWon: false }),
        stage('Discovery', { isClosed: false, isWon: false }),
      ]),
    ).toEqual(['Live: won, stated', 'Parked: lost, stated', 'Discovery: open, stated'])
  })

  test('names, in French and English', () => {
    expect(
      outcomes(
        ['Qualification', 'Proposition', 'Gagnée', 'Perdue', 'Negotiation won back', 'Lost contact'].map(
          (name) => stage(name),
        ),
      ),
    ).toEqual([
      'Qualification: open, name',
      'Proposition: open, name',
      'Gagnée: won, name',
      'Perdue: lost, name',
      'Negotiation won back: open, name',
      'Lost contact: open, name',
    ])
  })

  test('statuses speak for stages where each stage has one', () => {
    expect(
      outcomes([
        stage('Discovery', { stated: { open: 10, won: 0, lost: 0 } }),
        stage('Live', { stated: { open: 0, won: 10, lost: 0 } }),
        stage('Parked', { stated: { open: 0, won: 0, lost: 10 } }),
      ]),
    ).toEqual(['Discovery: open, stated', 'Live: won, stated', 'Parked: lost, stated'])
  })

  test('where won and lost deals keep their last stage, stages stay open', () => {
    expect(
      outcomes([
        stage('Qualified', { stated: { open: 3, won: 1, lost: 6 } }),
        stage('Proposal', { stated: { open: 0, won: 9, lost: 1 } }),
        stage('Contact made', { stated: { open: 0, won: 0, lost: 10 } }),
      ]),
    ).toEqual(['Qualified: open, stated', 'Proposal: open, stated', 'Contact made: open, stated'])
  })

  test('a flag kept by hand beside the stage speaks for no stage', () => {
    const [first, second] = proposeStages([
      stage('Proposal', { isWon: true, stated: { open: 0, won: 4, lost: 0 } }),
      stage('Demo', { isWon: null, stated: { open: 0, won: 2, lost: 3 } }),
    ])
    expect([first?.outcome, second?.outcome]).toEqual(['open', 'open'])
  })

  test('a probability decides last, and asks to be looked at', () => {
    expect(
      outcomes([
        stage('Idée', { probability: 0, position: 0 }),
        stage('Devis', { probability: 0.5, position: 1 }),
        stage('Livraison', { probability: 1, position: 2 }),
        stage('Archives', { probability: 0, position: 3 }),
      ]),
    ).toEqual([
      'Idée: open, name',
      'Devis: open, name',
      'Livraison: won, probability, doubtful',
      'Archives: lost, probability, doubtful',
    ])
  })

  test('a name and a list that disagree are shown', () => {
    expect(outcomes([stage('Closed Won', { isClosed: true, isWon: false })])).toEqual([
      'Closed Won: lost, stated, doubtful',
    ])
    expect(outcomes([stage('Lost', { probability: 1 })])).toEqual(['Lost: lost, name, doubtful'])
    expect(outcomes([stage('Closed')])).toEqual(['Closed: open, name, doubtful'])
  })

  test('pipelines are judged apart, and every answer has its reason in both languages', () => {
    const proposed = proposeStages([
      stage('Live', { pipeline: 'Sales', stated: { open: 0, won: 5, lost: 0 } }),
      stage('Demo', { pipeline: 'Sales', stated: { open: 5, won: 0, lost: 0 } }),
      stage('Live', { pipeline: 'Renewals', stated: { open: 3, won: 3, lost: 3 } }),
    ])
    expect(proposed.map(({ pipeline, outcome }) => [pipeline, outcome])).toEqual([
      ['Sales', 'won'],
      ['Sales', 'open'],
      ['Renewals', 'open'],
    ])
    for (const { reason } of proposed) {
      expect(reason.fr.length).toBeGreaterThan(10)
      expect(reason.en.length).toBeGreaterThan(10)
    }
  })
})
