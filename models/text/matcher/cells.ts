/** After this many occupied tries, nodes of that width start their search further on. */
const PATIENCE = 24;

/** The cells of a double array under construction, the free ones in a list. */
export class Cells {
  data = new Int32Array(1 << 16);
  #next = new Int32Array(1 << 15);
  #previous = new Int32Array(1 << 15);
  #used = new Uint8Array(1 << 15);
  #head = -1;
  #tail = -1;
  size: number;
  /** Where the search for nodes with 2, 4, 8, ... children starts: wide nodes leave crowded cells to narrow ones. */
  readonly #cursors = new Int32Array(12).fill(-1);

  /** Cells below `first` stay empty so that a base never goes below 1. */
  constructor(first: number) {
    this.size = first;
    this.#grow(first);
  }

  #grow(size: number): void {
    let room = this.#used.length;
    if (size > room) {
      while (room < size) room *= 2;
      const copy = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
        to.set(from);
        return to;
      };
      this.data = copy(this.data, new Int32Array(room * 2));
      this.#next = copy(this.#next, new Int32Array(room));
      this.#previous = copy(this.#previous, new Int32Array(room));
      this.#used = copy(this.#used, new Uint8Array(room));
    }
    for (let cell = this.size; cell < size; cell++) {
      this.#previous[cell] = this.#tail;
      this.#next[cell] = -1;
      if (this.#tail >= 0) this.#next[this.#tail] = cell;
      else this.#head = cell;
      this.#tail = cell;
    }
    if (size > this.size) {
      for (let width = 0; width < this.#cursors.length; width++) {
        if (this.#cursors[width] === -1) this.#cursors[width] = this.size;
      }
      this.size = size;
    }
  }

  /** Takes a cell for a child of the cell `parent`. */
  take(cell: number, parent: number): void {
    this.#grow(cell + 1);
    const before = this.#previous[cell] as number;
    const after = this.#next[cell] as number;
    if (before >= 0) this.#next[before] = after;
    else this.#head = after;
    if (after >= 0) this.#previous[after] = before;
    else this.#tail = before;
    this.#used[cell] = 1;
    for (let width = 0; width < this.#cursors.length; width++) {
      if (this.#cursors[width] === cell) this.#cursors[width] = after;
    }
    this.data[cell * 2 + 1] = parent + 1;
  }

  /** A base under which every code has a free cell. */
  findBase(codes: readonly number[]): number {
    const lead = codes[0] as number;
    const width = Math.min(31 - Math.clz32(codes.length), this.#cursors.length - 1);
    const from = codes.length === 1 ? this.#head : (this.#cursors[width] as number);
    let cell = from;
    for (let tries = 0; cell >= 0; tries++) {
      const base = cell - lead;
      let fits = true;
      for (let k = 1; k < codes.length; k++) {
        const wanted = base + (codes[k] as number);
        if (wanted < this.size && this.#used[wanted] === 1) {
          fits = false;
          break;
        }
      }
      if (fits) {
        if (tries > PATIENCE) this.#cursors[width] = cell;
        return base;
      }
      cell = this.#next[cell] as number;
    }
    this.#cursors[width] = -1;
    return this.size - lead;
  }
}
