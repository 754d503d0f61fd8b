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
