// How a text file is written: in which encoding, with which sign between its cells.
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15' | 'macintosh'
/** ' ' stands for columns kept apart by blanks, however many. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' '
