// What a person reads for each fault of a row.
import type { RowFaultCode } from './fault.ts'
import type { Sayable, Sentence, Sentences } from './sentence.ts'

const w = (fr: string, en: string): Sentence => ({ fr, en })

export const rowSentences: Record<RowFaultCode, Sentences> = {
  ROW_FIELD_COUNT: w(
    'La ligne a {found} cellules, l’en-tête en a {expected}.',
    'The row has {found} cells, the header has {expected}.',
  ),
  ROW_BAD_QUOTE: w(
    'Du texte suit un guillemet fermant : les guillemets de cette ligne ne vont pas ensemble.',
    'Text follows a closing quote: the quotes of this row do not match.',
  ),
  VALUE_REQUIRED: sayRequired,
  VALUE_UNKNOWN: ({ detail }) =>
    detail['knownFr'] === undefined
      ? w('« {value} » n’est pas une valeur connue ici.', '“{value}” is not a value known here.')
      : w(
          '« {value} » n’est pas une valeur connue ici. Connues : {knownFr}.',
          '“{value}” is not a value known here. Known: {knownEn}.',
        ),
  TEXT_TOO_LONG: ({ detail }) =>
    detail['limit'] === undefined
      ? w('Le texte est trop long.', 'The text is too long.')
      : w('Le texte dépasse {limit} caractères.', 'The text is longer than {limit} characters.'),
  TEXT_NUL: w(
    'Le texte contient un caractère nul, qui ne peut pas être enregistré.',
    'The text holds a null character, which cannot be stored.',
  ),
  CELL_ERROR: w(
    'La cellule contient une erreur du tableur ({value}). Corrigez sa formule.',
    'The cell holds a spreadsheet error ({value}). Correct its formula.',
  ),
  NUMBER_INVALID: sayNumber,
  NUMBER_AMBIGUOUS: w(
    '« {value} » peut vouloir dire deux montants. Écrivez les milliers avec une espace, ou les décimales avec une virgule.',
    '“{value}” can mean two amounts. Write thousands with a space, or decimals with a comma.',
  ),
  NUMBER_OUT_OF_RANGE: ({ detail }) =>
    detail['reason'] === 'range'
      ? w('« {value} » n’est pas entre {least} et {most}.', '“{value}” is not between {least} and {most}.')
      : w(
          '« {value} » dépasse ce qui peut être enregistré (10 millions de milliards).',
          '“{value}” is beyond what can be stored (10 million billion).',
        ),
  CURRENCY_UNKNOWN: w(
    '« {value} » n’est pas une devise (code à trois lettres, comme EUR).',
    '“{value}” is not a currency (a three-letter code, such as EUR).',
  ),
  DATE_INVALID: sayDate,
  DATE_OUT_OF_RANGE: ({ detail }) =>
    detail['reason'] === 'too-late'
      ? w('« {value} » est après l’an 9999.', '“{value}” is after the year 9999.')
      : w('« {value} » est avant l’an 2000.', '“{value}” is before the year 2000.'),
  RANGE_INVERTED: w('La fin est avant le début.', 'The end is before the beginning.'),
  DURATION_TOO_LONG: w('La durée dépasse 24 heures.', 'The interval is longer than 24 hours.'),
  TIME_ZONE_UNKNOWN: sayZone,
  TIME_NONEXISTENT: w(
    'L’heure « {value} » n’existe pas : les horloges la sautent au passage à l’heure d’été.',
    'The time “{value}” does not exist: clocks skip it when they go forward.',
  ),
  TIME_IN_FUTURE: w(
    '« {value} » est à plus de 24 heures dans l’avenir.',
    '“{value}” is over 24 hours in the future.',
  ),
  ID_DUPLICATE_CONFLICT: sayConflict,
  ID_SUSPECT: w(
    '« {value} » semble être un identifiant abîmé par un tableur. Exportez cette colonne en texte.',
    '“{value}” looks like an id that a spreadsheet has damaged. Export that column as text.',
  ),
  REFERENCE_UNKNOWN: w('« {value} » n’est pas connu de Douze.', '“{value}” is not known to Douze.'),
  EMAIL_INVALID: w('« {value} » n’est pas une adresse e-mail.', '“{value}” is not an e-mail address.'),
  RECURRENCE_TOO_LARGE: w(
    'La règle de répétition donne plus de 10 000 dates.',
    'The recurrence gives more than 10,000 dates.',
  ),
  ROBOT_VIEW: w(
    'Un robot a ouvert ce contenu, pas une personne : cela n’est pas compté.',
    'A robot opened this content, not a person: it is not counted.',
  ),
  XAPI_INVALID: w(
    'La déclaration xAPI n’est pas valide ({reason}).',
    'The xAPI statement is not valid ({reason}).',
  ),
  ENTRY_UNBALANCED: w(
    'Le débit et le crédit de cette écriture ne sont pas égaux.',
    'The debit and credit of this entry differ.',
  ),
  ENTRY_INCOMPLETE: w(
    'Une autre ligne de la même écriture est refusée : l’écriture entière l’est.',
    'Another line of the same entry is refused, so the whole entry is.',
  ),
  JSON_INVALID: w('Le JSON de la ligne {line} est mal formé.', 'The JSON of line {line} is not well formed.'),
  SCHEMA_VIOLATION: w(
    'La ligne ne respecte pas la description de sa table.',
    'The row does not follow the description of its table.',
  ),
}

function sayRequired({ detail }: Sayable): Sentence {
  if (detail['reason'] === 'formula')
    return w(
      'La cellule contient une formule sans résultat enregistré. Ouvrez le classeur dans un tableur et enregistrez-le.',
      'The cell holds a formula without a stored result. Open the workbook in a spreadsheet program and save it.',
    )
  return w(
    'Une valeur est nécessaire ici, et la cellule est vide.',
    'A value is needed here, and the cell is empty.',
  )
}

const numberReasons: Record<string, Sentence> = {
  decimals: w(
    '« {value} » a trop de décimales pour un montant ; rien n’est arrondi à l’entrée, sauf avec l’option « arrondir les montants » (--allow round-amounts).',
    '“{value}” has too many decimals for an amount; nothing is rounded on the way in, unless with the option “round amounts” (--allow round-amounts).',
  ),
  style: w(
    '« {value} » n’est pas écrit comme les autres nombres de la colonne.',
    '“{value}” is not written like the other numbers of the column.',
  ),
  exponent: w(
    '« {value} » est en notation scientifique ; écrivez le nombre en entier.',
    '“{value}” is in scientific notation; write the number in full.',
  ),
  'not-whole': w('« {value} » doit être un nombre entier.', '“{value}” must be a whole number.'),
  'other-currency': w(
    '« {value} » est dans une autre devise que celle de la ligne.',
    '“{value}” is in another currency than its row.',
  ),
  duration: w('« {value} » n’est pas une durée (h:mm:ss).', '“{value}” is not a duration (h:mm:ss).'),
}

function sayNumber({ detail }: Sayable): Sentence {
  return (
    numberReasons[String(detail['reason'])] ??
    w('« {value} » n’est pas un nombre.', '“{value}” is not a number.')
  )
}

const dateReasons: Record<string, Sentence> = {
  'no-such-day': w(
    '« {value} » n’existe pas dans le calendrier.',
    '“{value}” does not exist in the calendar.',
  ),
  'two-digit-year': w(
    '« {value} » : l’année doit avoir quatre chiffres, sauf avec l’option « années à deux chiffres : 20xx » (--allow short-years).',
    '“{value}”: the year needs four digits, unless with the option “years of two digits are 20xx” (--allow short-years).',
  ),
  order: w(
    '« {value} » n’est pas dans le même ordre (jour, mois) que le reste de la colonne.',
    '“{value}” is not in the same order (day, month) as the rest of the column.',
  ),
  'no-such-time': w('« {value} » : cette heure n’existe pas.', '“{value}”: there is no such time.'),
}

function sayDate({ detail }: Sayable): Sentence {
  return (
    dateReasons[String(detail['reason'])] ??
    w(
      '« {value} » n’est pas une date (2026-03-31 ou 31/03/2026).',
      '“{value}” is not a date (2026-03-31 or 31/03/2026).',
    )
  )
}

function sayZone({ detail }: Sayable): Sentence {
  if (detail['reason'] === 'missing')
    return w(
      '« {value} » n’a pas de fuseau horaire (Z ou +02:00).',
      '“{value}” carries no time zone (Z or +02:00).',
    )
  return w(
    'Le fuseau horaire de « {value} » n’est pas connu ; écrivez Z ou un décalage comme +02:00.',
    'The time zone of “{value}” is not known; write Z or an offset such as +02:00.',
  )
}

function sayConflict({ detail }: Sayable): Sentence {
  if (detail['file'] !== undefined)
    return w(
      'Le même identifiant est aussi dans « {file} » (ligne {rows}), avec un contenu différent. Aucune des lignes n’est gardée : si ce sont deux exports du même CRM, importez-les l’un après l’autre, le plus ancien d’abord.',
      'The same id is also in “{file}” (row {rows}), with different contents. None of the rows is kept: if these are two exports of one CRM, import them one after the other, the older first.',
    )
  return w(
    'Le même identifiant est sur plusieurs lignes, avec des contenus différents (aussi à la ligne {rows}). Aucune n’est gardée.',
    'The same id is on several rows, with different contents (also on row {rows}). None is kept.',
  )
}
