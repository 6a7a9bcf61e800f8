import { textLimits } from '../limits.ts';

/** Hits as flat columns, reused from scan to scan. */
export class Hits {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly ids: Int32Array;
  count = 0;
  /** True when the text had more hits than fit. */
  truncated = false;

  constructor(capacity: number = textLimits.hits) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.ids = new Int32Array(capacity);
  }

  clear(): void {
    this.count = 0;
    this.truncated = false;
  }

  add(start: number, end: number, id: number): void {
    const n = this.count;
    if (n >= this.starts.length) {
      this.truncated = true;
      return;
    }
    this.starts[n] = start;
    this.ends[n] = end;
    this.ids[n] = id;
    this.count = n + 1;
  }
}
