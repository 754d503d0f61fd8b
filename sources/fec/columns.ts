// Columns of numbers that grow: millions of values without an object for each.

/** Whole numbers of 32 bits. */
export class Numbers {
  #values = new Int32Array(first)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const more = new Int32Array(this.#length * 2)
      more.set(this.#values)
      this.#values = more
    }
    this.#values[this.#length++] = value
  }

  at(index: number): number {
    return this.#values[index]!
  }

  set(index: number, value: number): void {
    this.#values[index] = value
  }
}

/** Cents, exact at any size: sums beyond 64 bits stand apart. */
export class Cents {
  #values = new BigInt64Array(first)
  readonly #large = new Map<number, bigint>()
  #length = 0

  push(value: bigint): void {
    if (this.#length === this.#values.length) {
      const more = new BigInt64Array(this.#length * 2)
      more.set(this.#values)
      this.#values = more
    }
    this.set(this.#length++, value)
  }

  at(index: number): bigint {
    return this.#large.get(index) ?? this.#values[index]!
  }

  set(index: number, value: bigint): void {
    if (BigInt.asIntN(64, value) === value) {
      this.#values[index] = value
      this.#large.delete(index)
    } else this.#large.set(index, value)
  }
}

const first = 1024

/** Whole numbers up to 2^53 of which only is asked whether they were met; 0 stands for an empty place. */
export class NumberSet {
  #places = new Float64Array(first)
  #size = 0

  add(number: number): void {
    if (this.#size * 2 >= this.#places.length) this.#grow()
    const place = this.#placeOf(number)
    if (this.#places[place] === 0) this.#size++
    this.#places[place] = number
  }

  has(number: number): boolean {
    return this.#places[this.#placeOf(number)] === number
  }

  #placeOf(number: number): number {
    const mask = this.#places.length - 1
    let place = number % this.#places.length
    while (this.#places[place] !== 0 && this.#places[place] !== number) place = (place + 1) & mask
    return place
  }

  #grow(): void {
    const before = this.#places
    this.#places = new Float64Array(before.length * 2)
    for (const number of before) if (number !== 0) this.#places[this.#placeOf(number)] = number
  }
}

/** Texts with their places in the order in which they came: their bytes stand one after another, and no text is an object. */
export class TextTable {
  #bytes = Buffer.allocUnsafe(16 * first)
  readonly #ends = new Numbers()
  /** Numbers of texts, from 1, by the hash of their bytes; 0 is an empty place. */
  #slots = new Int32Array(first)
  #scratch = Buffer.allocUnsafe(first)

  get size(): number {
    return this.#ends.length
  }

  /** The place of a text, which is added where it is new. */
  add(text: string): number {
    const length = this.#write(text)
    const slot = this.#slotOf(length)
    const known = this.#slots[slot]!
    if (known !== 0) return known - 1
    const start = this.#startOf(this.size)
    if (start + length > this.#bytes.length) {
      const more = Buffer.allocUnsafe((start + length) * 2)
      this.#bytes.copy(more, 0, 0, start)
      this.#bytes = more
    }
    this.#scratch.copy(this.#bytes, start, 0, length)
    this.#ends.push(start + length)
    this.#slots[slot] = this.size
    if (this.size * 2 >= this.#slots.length) this.#grow()
    return this.size - 1
  }

  /** The place of a text; -1 where it is not there. */
  find(text: string): number {
    return this.#slots[this.#slotOf(this.#write(text))]! - 1
  }

  #startOf(place: number): number {
    return place === 0 ? 0 : this.#ends.at(place - 1)
  }

  /** UTF-16, so that texts that differ differ in their bytes. @returns how many bytes */
  #write(text: string): number {
    if (text.length * 2 > this.#scratch.length) this.#scratch = Buffer.allocUnsafe(text.length * 4)
    return this.#scratch.write(text, 0, 'utf16le')
  }

  /** Where what stands in the scratch is, or would be. */
  #slotOf(length: number): number {
    const mask = this.#slots.length - 1
    let slot = hashOf(this.#scratch, 0, length) & mask
    for (;;) {
      const known = this.#slots[slot]!
      if (known === 0) return slot
      const [start, end] = [this.#startOf(known - 1), this.#ends.at(known - 1)]
      if (end - start === length && this.#scratch.compare(this.#bytes, start, end, 0, length) === 0)
        return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let place = 0; place < this.size; place++) {
      let slot = hashOf(this.#bytes, this.#startOf(place), this.#ends.at(place)) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = place + 1
    }
    this.#slots = slots
  }
}

function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return hash ^ (hash >>> 15)
}
