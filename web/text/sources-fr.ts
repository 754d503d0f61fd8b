// Les mots français des sources qui livrent et de la santé des données.
import type { dataHealthEn, sourcesEn } from './sources-en.ts'

const many = (n: number, one: string, other: string): string => (n < 2 ? one : other)

export const sourcesFr: typeof sourcesEn = {
  title: 'Sources',
  lead: 'D’où viennent les données, leur fraîcheur, et ce que chaque source alimente.',
  deliveries: 'Livraisons',
  health: 'Santé des données',
  none: 'Rien ne livre encore de soi-même. Les fichiers déposés sur la page suffisent pour commencer.',
  byHand: 'Fichiers envoyés à la main',
  byHandOf: (source) => `Fichiers envoyés à la main (${source})`,
  kinds: { webhook: 'Webhook', folder: 'Dossier surveillé' },
  senders: {
    plain: 'Un autre outil, connu par la seule adresse',
    signed: 'Un outil qui signe (Standard Webhooks)',
    hex: 'Un outil qui signe (HMAC en hexadécimal)',
    typeform: 'Typeform',
    formbricks: 'Formbricks',
  },
  facts: {
    last: 'Dernière livraison',
    upTo: 'Données jusqu’au',
    rows: 'Lignes prises',
    refused: 'Lignes refusées',
    next: 'Prochain passage',
    waiting: 'En attente',
    feeds: 'Alimente',
  },
  never: 'jamais',
  onArrival: 'à l’arrivée d’un événement',
  pausedNow: 'en pause',
  lastAndAll: (last, all) => `${last}, ${all} en tout`,
  events: (n, count) => `${n} ${many(count, 'événement', 'événements')}`,
  feedsNothing: 'aucun indicateur pour l’instant',
  toConfirm: 'Une livraison attend votre confirmation.',
  confirm: 'La regarder',
  firstAsks: 'La première livraison attend une confirmation ; les suivantes se font d’elles-mêmes.',
  byItself: 'Les livraisons deviennent visibles d’elles-mêmes, sauf si elles posent une question.',
  fault: 'Dernier passage',
  setAside: (n, count) =>
    `${n} ${many(count, 'événement ou fichier écarté peut être repris', 'événements ou fichiers écartés peuvent être repris')}.`,
  run: 'Lancer',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  remove: 'Retirer',
  removeSure: (name) => `Retirer « ${name} » ? Ce qui a été livré reste.`,
  keep: 'Garder',
  ran: 'Le passage commence dans quelques secondes.',
  add: 'Connecter une source',
  addWebhook: 'Webhook',
  addWebhookLead:
    'Un outil d’enquête, un formulaire ou une automatisation envoie ici chaque réponse ou événement au moment où il a lieu. Chacun compte une fois, quels que soient le nombre d’envois et leur ordre.',
  addFolder: 'Dossier surveillé',
  addFolderLead:
    'Ce que vos systèmes déposent dans ce dossier est lu dès que le fichier est complet. Rien n’est lu deux fois, rien n’est déplacé ni supprimé.',
  name: 'Nom',
  sender: 'Envoyé par',
  secret: 'Secret de signature',
  secretHelp: 'Tel que l’outil l’affiche. Il est gardé chiffré et ne sera plus montré.',
  source: 'Les identifiants sont ceux de',
  sourceHelp:
    'Deux enregistrements de même identifiant sous le même nom n’en font qu’un. Gardez « crm » si les identifiants sont ceux de votre CRM.',
  schedule: 'Passe',
  schedules: {
    '*/15 * * * *': 'toutes les 15 minutes',
    '0 * * * *': 'toutes les heures',
    '0 6 * * *': 'tous les jours à 6 h',
    '0 6 * * MON': 'tous les lundis à 6 h',
  },
  scheduleAs: (cron) => `selon ${cron}`,
  connect: 'Connecter',
  addressOnce:
    'Donnez cette adresse à l’outil. Elle n’est montrée que cette fois : qui la possède peut envoyer.',
  addressName: 'Adresse du webhook',
  folderPlace: 'Déposez les fichiers ici :',
  folderName: 'Dossier',
  done: 'Terminé',
  inZone: (zone) => `Les heures sont celles du fuseau de l’organisation (${zone}).`,
  templates: 'Modèles à remplir',
}

export const dataHealthFr: typeof dataHealthEn = {
  title: 'Santé des données',
  lead: 'Pour chaque indicateur : ce qui est là, ce qui manque, et quel export ou quelle colonne l’apporterait.',
  states: {
    connected: 'connecté',
    partly: 'connecté en partie',
    'not-connected': 'non connecté',
  },
  counts: (connected, partly, missing) =>
    `${connected} connectés, ${partly} en partie, ${missing} non connectés`,
  lacking: (lacking, among, name) => `${lacking} sur ${among} ${name}`,
  sampled: (lacking, among, name) => `environ ${lacking} sur ${among} ${name}`,
  whole: 'Rien ne manque.',
  answersLost: (answers) => `Sans cela, pas de : ${answers}`,
  tables: 'Ce qui est là',
  table: 'Table',
  rows: 'Lignes',
  feeds: 'Alimente',
  aboutRows: (rows) => `environ ${rows}`,
  open: 'Ouvrir',
}
