/** Tails under construction: what is left of each term behind its last branch, with its id before it. */
export class Tails {
  #units = new Uint16Array(1024);
  #size = 0;

  /** Adds the rest of a term from `from` on; answers where its tail starts. */
  add(key: string, from: number, payload: number): number {
    const start = this.#size;
    const length = key.length - from;
    if (start + length + 3 > this.#units.length) {
      const larger = new Uint16Array((start + length + 3) * 2);
      larger.set(this.#units);
      this.#units = larger;
    }
    this.#units[this.#size++] = length;
    this.#units[this.#size++] = payload & 0xffff;
    this.#units[this.#size++] = payload >>> 16;
    for (let i = from; i < key.length; i++) this.#units[this.#size++] = key.charCodeAt(i);
    return start;
  }

  get units(): Uint16Array {
    return this.#units.subarray(0, this.#size);
  }
}
