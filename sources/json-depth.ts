// How deep a JSON text goes, counted before it is parsed, so that nothing recurses into a hostile one.

/** The deepest nesting of objects and arrays; brackets inside of strings do not count. In one pass over the text. */
export function jsonDepth(text: string): number {
  let depth = 0
  let most = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (isQuoted) {
      if (sign === '\\') at++
      else if (sign === '"') isQuoted = false
    } else if (sign === '"') isQuoted = true
    else if (sign === '{' || sign === '[') most = Math.max(most, ++depth)
    else if (sign === '}' || sign === ']') depth--
  }
  return most
}
