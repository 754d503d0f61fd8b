// Reads 'won', 'lost' or 'open' out of a word written by a CRM or a person, in several European languages.
// Careful on purpose: "Lost contact" and "Negotiation won back" are stages of an open opportunity.
import { foldName } from '../../model/names.ts'
import type { Outcome } from '../../model/tables/stages.ts'
import type { Vendor } from '../plan.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Say "won" alone or beside neutral words. */
const wonWords = words(`won win gagne gagnee gagnes gagnees gagnant gagnante gagnantes remporte remportee
  ganado ganada ganados ganadas ganada gewonnen vinto vinta vinti vinte ganho ganha ganhos ganhas
  wygrana wygrane wygrany vunnen vundet vunnet voitettu castigat castigata closedwon`)

/** Say "won" unless a word for "lost" stands beside them: a deal can be concluded and lost, or signed and cancelled. */
const concludingWords =
  words(`signe signee signes signees signed conclu conclue conclus conclues concluded sold vendu vendue
  vendus vendues firmado firmada firmato firmata assinado assinada unterzeichnet`)

const lostWords =
  words(`lost loss perdu perdue perdus perdues perdant perdante perdantes perdido perdida perdidos perdidas
  verloren perso persa persi perse przegrana przegrane przegrany forlorad forlorat tabt tapt havitty pierdut pierduta
  closedlost abandonne abandonnee abandonnes abandonnees abandoned abandon abandonado abandonada annule annulee annules annulees
  cancelled canceled cancelado cancelada annullato annullata storniert abgesagt dead mort morte rejete rejetee rejected
  rechazado rechazada refuse refusee refused declined decline declinee abgelehnt disqualified disqualifie disqualifiee
  withdrawn nogo ko echec failed outsold`)

/** Beside the words above, these change nothing: "Affaire gagnée", "5 - Closed Won (100 %)", "Lost to competitor". */
const neutralWords =
  words(`closed close closing clos close cloture cloturee clotures cloturees ferme fermee fermes fermees termine terminee
  cerrado cerrada cerrados cerradas chiuso chiusa fechado fechada geschlossen abgeschlossen gesloten zamkniete lukket stangd
  deal deals opportunity opportunities opp affaire affaires opportunite opportunites transaction vente ventes sale sales contrat contrats
  contract contracts contrato vertrag auftrag kunde commande order oportunidad opportunita negocio cliente client customer
  dossier projet project business devis quote bon affaire status statut stage etape phase state etat archive archivee archived
  to by par contre au aux a the le la l les un une d de du des nous us competitor competition concurrent concurrence price prix
  and et definitivement`)

const openWords =
  words(`open ouvert ouverte ouverts ouvertes abierto abierta offen aperto aperta aberto aberta otwarte oppen aben
  ongoing active actif active activo encours inprogress pending attente enattente new nouveau nouvelle neu nuevo nueva`)

/** Whole phrases that no rule of single words would read rightly. */
const phrases: Readonly<Record<string, Outcome>> = {
  'en cours': 'open',
  'in progress': 'open',
  'in bearbeitung': 'open',
  'en curso': 'open',
  'in corso': 'open',
  'en attente': 'open',
  'on hold': 'open',
  'sans suite': 'lost',
  'classee sans suite': 'lost',
  'classe sans suite': 'lost',
  'sans decision': 'lost',
  'no decision': 'lost',
  'no sale': 'lost',
  'no go': 'lost',
  'not interested': 'lost',
  'pas interesse': 'lost',
  'non abouti': 'lost',
  'non aboutie': 'lost',
  'non retenu': 'lost',
  'non retenue': 'lost',
  'not won': 'lost',
  'non gagne': 'lost',
  'non gagnee': 'lost',
  'out sold': 'lost',
  'contrat signe': 'won',
  'commande signee': 'won',
  'bon pour accord': 'won',
}

/** Dynamics writes the state of an opportunity as a number in raw exports. */
const dynamicsStates: Readonly<Record<string, Outcome>> = { '0': 'open', '1': 'won', '2': 'lost' }

/** The parts of "Closed - Won", "Perdue : prix" and "Won (100 %)", folded, without punctuation. */
function parts(text: string): string[] {
  const found: string[] = []
  for (const part of foldName(text.slice(0, 300)).split(/ [-–—] |[-–—/|:;,()[\]{}>→]/u)) {
    const bare = part
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .replace(/^n (?=go$)/, 'no ')
    if (bare !== '') found.push(bare)
  }
  return found
}

function readPart(part: string): Outcome | null {
  const phrase = phrases[part]
  if (phrase !== undefined) return phrase
  const tokens = part.split(' ')
  let won = false
  let concluded = false
  let lost = false
  let open = false
  for (const token of tokens) {
    if (wonWords.has(token)) won = true
    else if (concludingWords.has(token)) concluded = true
    else if (lostWords.has(token)) lost = true
    else if (openWords.has(token)) open = true
    else if (!neutralWords.has(token) && !/^[0-9]+$/.test(token)) return null
  }
  if (Number(won) + Number(lost) + Number(open) > 1) return null
  if (lost) return 'lost'
  if (won) return 'won'
  if (open) return 'open'
  // "a signer" and "signature" are not among the words; "contrat signe" is.
  return concluded ? 'won' : null
}

/** "Conclue - perdue": a part that says concluded or signed gives way to one that says lost. */
function onlyConcludes(part: string): boolean {
  return (
    part.split(' ').some((token) => concludingWords.has(token)) &&
    !part.split(' ').some((token) => wonWords.has(token))
  )
}

/**
 * What a status or the name of a stage says about the outcome: 'won', 'lost', 'open', or null when it does not say
 * or says two things. Numbers are read as states of Dynamics only when the vendor is Dynamics.
 */
export function readOutcome(word: string, vendor?: Vendor): Outcome | null {
  const numbered = vendor === 'dynamics' ? dynamicsStates[word.trim()] : undefined
  if (numbered !== undefined) return numbered
  const whole = foldName(word.slice(0, 300))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const phrase = phrases[whole]
  if (phrase !== undefined) return phrase
  const outcomes = new Set<Outcome>()
  const concluded = new Set<Outcome>()
  for (const part of parts(word)) {
    const outcome = readPart(part)
    if (outcome === null) continue
    if (outcome === 'won' && onlyConcludes(part)) concluded.add(outcome)
    else outcomes.add(outcome)
  }
  if (outcomes.size === 0) return concluded.size > 0 ? 'won' : null
  const [only] = outcomes
  return outcomes.size === 1 && only !== undefined ? only : null
}

const closedWords =
  words(`closed close clos cloture cloturee ferme fermee termine terminee cerrado cerrada chiuso chiusa fechado
  fechada geschlossen abgeschlossen done finished complete completed archived archivee archive`)

/** True when a word says that something is over without saying how: "Closed", "Clôturée". */
export function saysClosed(word: string): boolean {
  return parts(word).some((part) => part.split(' ').every((token) => closedWords.has(token)))
}
