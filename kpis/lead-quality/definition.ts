// Lead quality: whether the leads that the score calls good really convert better.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'
import { leadColumns } from '../../metric/rows/deal-rows.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

/** Dimensions that every answer has. */
const usual = ['lead-source', 'segment', 'industry', 'country', 'team', 'region', 'rep']
const usualOfAccounts = ['account-leads', 'segment', 'industry', 'country', 'team', 'region', 'rep']
const accountColumns = ['account', 'leads', 'first', 'standing', 'good', 'bought', 'rep', 'team']
const leadRows = [...leadColumns.map(({ id }) => id), 'score', 'good']

export const leadQuality = defineMetric({
  id: 'lead-quality',
  number: 8,
  imperative: 'B',
  class: 'E',
  name: words('Qualité des leads', 'Lead quality'),
  question: words(
    'Les leads que votre score dit bons se convertissent-ils vraiment mieux ?',
    'Do the leads that your score calls good really convert better?',
  ),
  formula: words(
    'conversion des leads au-dessus du seuil ÷ conversion des autres',
    'conversion of the leads above the bar ÷ conversion of the others',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure si l'effort va aux leads qui achètent, donc de l'efficacité. L'e-book demande une notation construite par les ventes et le marketing selon un profil d'acheteur idéal, ajustée à mesure que des leads deviennent clients ou s'en vont : ce rapport dit si elle tient sa promesse. Chaque lead est jugé sur le premier score qu'il a reçu, avant d'être client : un score donné après coup connaît déjà la réponse. Il a pour convertir le délai où neuf conversions sur dix de l'organisation se font, et compte dans la période où ce délai s’achève : une période close n’est jamais trop jeune. Le seuil est celui de la source, sinon le meilleur tiers des scores donnés. C'est une association : les commerciaux travaillent aussi plus les leads bien notés. Ce que ce rapport ne dit pas : s'il entre assez de leads, ni si ceux qui sont écartés auraient pu acheter.",
    'Class E: this metric measures whether effort goes to the leads that buy, hence effectiveness. The e-book asks for a scoring built by sales and marketing on an ideal buyer profile, adjusted as leads become customers or leave: this ratio tells whether it keeps its promise. Each lead is judged on the first score it was given, before it was a customer: a score given afterwards knows the answer already. It has the time in which nine of ten conversions of the organisation happen, and counts in the period in which that time ends: a period that is over is never too young. The bar is the source’s own, else the best third of the scores given. It is an association: reps also work more on the leads with a good score. What this ratio cannot say: whether enough leads come in, or whether those set aside might have bought.',
  ),
  answers: [
    {
      id: 'lift',
      name: words('Combien de fois mieux', 'How many times better'),
      explanation: words(
        'Conversion des leads au-dessus du seuil divisée par celle des autres, sur les leads dont le délai pour acheter s’est achevé dans la période ; intervalle de Katz.',
        'Conversion of the leads above the bar divided by that of the others, over the leads whose time to buy ended in the period; Katz interval.',
      ),
      unit: 'times',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: leadRows,
    },
    {
      id: 'sorting',
      name: words('Pouvoir de tri du score', 'Sorting power of the score'),
      explanation: words(
        "Probabilité qu'un lead devenu client ait un meilleur score qu'un autre (AUC, intervalle de DeLong) : 50 % est le hasard, 100 % un tri parfait. Les scores sont comparés à ceux de la même version.",
        'Probability that a lead that became a customer has a better score than another (AUC, DeLong interval): 50% is chance, 100% a perfect sort. Scores are compared with those of the same version.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: leadRows,
    },
    {
      id: 'above-bar',
      name: words('Leads au-dessus du seuil', 'Leads above the bar'),
      explanation: words(
        'Part des leads notés, créés dans la période, dont le score passe le seuil : celui de la source, sinon le meilleur tiers de tous les scores donnés.',
        'Share of the scored leads created in the period whose score passes the bar: the source’s own, else the best third of all scores given.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: leadRows,
    },
    {
      id: 'conversion',
      name: words('Conversion des leads notés', 'Conversion of scored leads'),
      explanation: words(
        'Part des leads notés devenus clients dans le délai ; à lire par tranche de score (un bon score monte de tranche en tranche) et par origine.',
        'Share of the scored leads that became customers in time; to be read by score band (a good score climbs from band to band) and by source.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: ['score-band', ...usual],
      rowColumns: leadRows,
    },
    {
      id: 'conversion-same-segment',
      name: words('Conversion à segments égaux', 'Conversion with equal segments'),
      explanation: words(
        "Conversion d'une origine si elle amenait les mêmes segments que l'ensemble (standardisation directe) : une origine qui n'amène que de grands comptes ne paraît plus meilleure qu'elle n'est.",
        'Conversion of a source if it brought the same segments as the whole (direct standardisation): a source that brings only large accounts no longer looks better than it is.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      isDetail: true,
      dimensions: ['lead-source', 'team', 'region', 'rep'],
      rowColumns: leadRows,
    },
    {
      id: 'account-lift',
      name: words('Par compte : combien de fois mieux', 'By account: how many times better'),
      explanation: words(
        'Pour qui vend par comptes : le score d’un compte est celui de son meilleur lead, et il achète quand l’un de ses leads devient client dans le délai. Comptes au-dessus du seuil ÷ les autres ; intervalle de Katz. Les leads sans entreprise connue n’y sont pas.',
        'For who sells by accounts: the score of an account is that of its best lead, and it buys when one of its leads becomes a customer in time. Accounts above the bar ÷ the others; Katz interval. Leads without a known company are not in it.',
      ),
      unit: 'times',
      direction: 'higher-is-better',
      isAdditive: false,
      isDetail: true,
      dimensions: usualOfAccounts,
      rowColumns: accountColumns,
    },
    {
      id: 'account-sorting',
      name: words('Par compte : pouvoir de tri', 'By account: sorting power'),
      explanation: words(
        'Probabilité qu’un compte qui achète ait un meilleur score qu’un autre (AUC, intervalle de DeLong). Plus un compte a de leads, plus le meilleur est haut : lisez-le aussi par nombre de leads.',
        'Probability that an account that buys has a better score than another (AUC, DeLong interval). The more leads an account has, the higher the best of them: read it by number of leads too.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      isDetail: true,
      dimensions: usualOfAccounts,
      rowColumns: accountColumns,
    },
    {
      id: 'account-conversion',
      name: words('Par compte : conversion', 'By account: conversion'),
      explanation: words(
        'Part des comptes notés qui achètent, à côté de celle attendue si chacun de leurs leads décidait seul, au taux de sa tranche : 1 − produit des (1 − taux). Par tranche de score, c’est le tableau d’étalonnage ; un écart dit que les leads d’un même compte ne décident pas seuls.',
        'Share of the scored accounts that buy, beside the one expected if each of their leads decided alone, at the rate of its band: 1 − product of (1 − rate). By score band it is the calibration table; a gap says that leads of one account do not decide alone.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      isDetail: true,
      dimensions: ['score-band', ...usualOfAccounts],
      rowColumns: accountColumns,
    },
  ],
  headline: 'lift',
  dimensions: [
    { id: 'lead-source', name: words('Origine', 'Lead source') },
    {
      id: 'score-band',
      name: words('Tranche de score', 'Score band'),
      values: {
        '1': words('1 : le cinquième le plus bas', '1: the lowest fifth'),
        '2': words('2', '2'),
        '3': words('3', '3'),
        '4': words('4', '4'),
        '5': words('5 : le cinquième le plus haut', '5: the highest fifth'),
      },
    },
    {
      id: 'account-leads',
      name: words('Leads notés du compte', 'Scored leads of the account'),
      values: {
        '1': words('1 lead', '1 lead'),
        '2': words('2 leads', '2 leads'),
        '3+': words('3 leads ou plus', '3 leads or more'),
      },
    },
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'industry', name: words('Secteur', 'Industry') },
    { id: 'country', name: words('Pays', 'Country') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    ...leadColumns,
    { id: 'score', name: words('Premier score', 'First score'), kind: 'number' },
    { id: 'good', name: words('Au-dessus du seuil', 'Above the bar'), kind: 'flag' },
    { id: 'leads', name: words('Leads notés', 'Scored leads'), kind: 'number' },
    { id: 'first', name: words('Premier lead', 'First lead'), kind: 'day' },
    {
      id: 'standing',
      name: words('Scores plus bas que le meilleur, %', 'Scores lower than the best, %'),
      kind: 'number',
    },
    { id: 'bought', name: words('A acheté dans le délai', 'Bought in time'), kind: 'flag' },
  ],
  needs: [
    {
      table: 'lead_scores',
      bring: words(
        'Apportez vos leads avec leur score : « Lead Score » de Salesforce, HubSpot, Marketo ou Pardot, si possible daté (le score au moment de la création dit plus que celui du jour).',
        'Bring your leads with their score: “Lead Score” of Salesforce, HubSpot, Marketo or Pardot, dated if possible (the score at the time of creation says more than that of today).',
      ),
    },
  ],
  ignoresPeople: true,
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-23',
      why: words(
        'Mesuré : premier score de chaque lead, délai de conversion fixe, origine à segments égaux.',
        'Measured: first score of each lead, fixed time to convert, sources with equal segments.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'Trois réponses de plus, par compte : le score de son meilleur lead, son tri et son étalonnage.',
        'Three more answers, by account: the score of its best lead, its sorting and its calibration.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
