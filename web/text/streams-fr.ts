// Les mots français des flux d’enregistrements que les taps envoient.
import type { streamsEn } from './streams-en.ts'
import { manyFr as many } from './many.ts'

export const streamsFr: typeof streamsEn = {
  title: 'Flux',
  lead: 'Ce que les taps (Singer, Airbyte) ont envoyé, flux par flux, et comment chacun est lu.',
  none: 'Rien n’est encore arrivé par un tap. Des fichiers déposés sur la page font le même usage\u202f; pour brancher un tap Singer ou une source Airbyte, votre équipe technique lira docs/connect/singer.md.',
  waiting: 'Flux dont personne n’a encore rien dit',
  waitingLead:
    'Leurs enregistrements sont gardés tels quels, 90 jours au plus, et aucun indicateur ne les lit tant que vous ne dites pas ce qu’ils sont.',
  others: 'Flux lus, ou laissés de côté',
  states: {
    unknown: 'vous attend',
    known: 'connu',
    mapped: 'dit par vous',
    'left-out': 'laissé de côté',
  },
  source: 'Identifiants de',
  readAs: 'Lu comme',
  kept: 'Gardés',
  last: 'Dernière réception',
  records: (n, count) => `${n} ${many(count, 'enregistrement', 'enregistrements')}`,
  moreThan: (n) => `plus de ${n} enregistrements`,
  sayWhat: 'Dire ce que c’est',
  change: 'Modifier',
  mapTitle: (name) => `Flux « ${name} »`,
  mapLead:
    'Choisissez la table dont un enregistrement de ce flux est une ligne, puis le champ que remplit chaque propriété. Ce qui a été gardé est lu aussitôt ; la suite sera lue de même.',
  question: 'Un enregistrement de ce flux est',
  keys: (keys) => `Sa clé est ${keys} : la même clé à nouveau, c’est le même enregistrement.`,
  noKey: 'Il n’a pas de clé : ce qui est envoyé deux fois y est deux fois.',
  save: 'Enregistrer et lire ce qui est gardé',
  leave: 'Enregistrer : ce flux est laissé de côté',
  left: 'Ce flux est laissé de côté. Ses enregistrements restent gardés jusqu’au bout de leur durée.',
  back: 'Flux',
}
