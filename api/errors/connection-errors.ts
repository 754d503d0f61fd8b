// What the address of a webhook refuses, as sentences.
import type { Entry } from './error-entry.ts'

export const connectionErrors = {
  'wrong-signature': {
    status: 401,
    fr: 'La signature manque, est fausse, ou date de plus de cinq minutes : rien n’a été gardé.',
    en: 'The signature is missing, wrong, or more than five minutes old: nothing was kept.',
  },
  'event-conflict': {
    status: 409,
    fr: 'Un événement du même identifiant est déjà venu avec un autre contenu : le premier reste.',
    en: 'An event with the same id came before with another content: the first one stays.',
  },
  'hook-paused': {
    status: 503,
    fr: 'Cette connexion est en pause : renvoyez l’événement plus tard.',
    en: 'This connection is paused: send the event again later.',
  },
} as const satisfies Record<string, Entry>
