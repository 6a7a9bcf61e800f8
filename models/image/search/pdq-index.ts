import { matchRadius } from '../pdq/pdq.ts';
import { headerBytes, type IndexEntry, type Layout, layoutOf, magic } from './index-file.ts';
import { type Kernel, kernelOver } from './kernel.ts';
import { createTail } from './tail.ts';

export type IndexHit = { readonly featureId: string; readonly distance: number };

export type QueryOptions = {
  /** `flat` looks at every entry, `tables` needs an index built with them. @default tables once they pay */
  readonly method?: 'flat' | 'tables';
};

/** A loaded index: an immutable file, a tail of later entries, and tombstones. */
export type PdqIndex = {
  /** Live entries, tail included. */
  readonly size: number;
  /**
   * Every feature with a hash within `radius` bits (0-31), nearest first, then by id; one hit a feature, at its
   * smallest distance. Exact: equal to comparing with every entry.
   */
  query(pdq: Uint8Array, radius?: number, options?: QueryOptions): IndexHit[];
  /** Adds entries after the fact; they match at once. */
  add(entries: readonly IndexEntry[]): void;
  /** Takes a feature out, whatever number of hashes it has; it may be added again. */
  remove(featureId: string): void;
};

const outBytes = 64 * 1024;
const queryBytes = 32;

/**
 * How many questions are answered by the flat scan before the tables, half of a large file, are moved in: about as many
 * as take as long as moving them (at a million entries 1.7 ms more each, 55 ms once). A function that starts for one
 * picture never pays for them.
 */
const tablesAfter = 32;

/**
 * Readies an index file: all but its tables are copied; those are taken from `file` when they pay, so it must not change.
 * Throws RangeError when the bytes are not one.
 */
export function loadIndex(file: Uint8Array): PdqIndex {
  const layout = readLayout(file);
  const scratch = Math.ceil(file.length / 16) * 16;
  const pages = Math.max(1, Math.ceil((scratch + queryBytes + outBytes) / 65536));
  const memory = new WebAssembly.Memory({ initial: pages });
  const target = new Uint8Array(memory.buffer);
  target.set(file.subarray(0, layout.starts));
  target.set(file.subarray(layout.ids), layout.ids);
  return openIndex(memory, layout, scratch, file.subarray(layout.starts, layout.ids));
}

function openIndex(
  memory: WebAssembly.Memory,
  layout: Layout,
  scratch: number,
  tablesInFile: Uint8Array,
): PdqIndex {
  let unmoved: Uint8Array | undefined = layout.postingBytes > 0 ? tablesInFile : undefined;
  let asked = 0;
  let bytes = new Uint8Array(memory.buffer);
  const kernel = kernelOver(memory, layout.postingBytes === 4 ? 4 : 3);
  const names = readNames(bytes, layout);
  const dead = new Set<number>();
  const tail = createTail();
  let deadEntries = 0;

  /** Whether to ask the tables; moves them in when they pay, or are wished for. */
  function byTables(method: QueryOptions['method']): boolean {
    if (layout.postingBytes === 0 || method === 'flat') return false;
    if (unmoved && method !== 'tables' && asked++ < tablesAfter) return false;
    if (unmoved) bytes.set(unmoved, layout.starts);
    unmoved = undefined;
    return true;
  }

  function run(hash: Uint8Array, radius: number, tables: boolean): [number, number][] {
    bytes.set(hash, scratch);
    let out = scratch + queryBytes;
    for (;;) {
      const capacity = Math.floor((bytes.length - out) / 8);
      const found = execute(kernel, layout, { tables, query: scratch, radius, out, capacity });
      if (found <= capacity) return pairs(bytes, out, found, layout.entries);
      memory.grow(Math.ceil((found * 8) / 65536));
      bytes = new Uint8Array(memory.buffer);
      names.rebind(bytes);
      out = scratch + queryBytes;
    }
  }

  return {
    get size() {
      return layout.entries - deadEntries + tail.size;
    },
    query(pdq, radius = matchRadius, options = {}) {
      if (pdq.length !== 32) throw new RangeError('a PDQ value has 32 bytes');
      if (!(radius >= 0 && radius <= matchRadius)) throw new RangeError('the radius must be 0-31');
      const tables = byTables(options.method);
      const best = new Map<string, number>();
      for (const [entry, distance] of run(pdq, Math.floor(radius), tables)) {
        const feature = names.featureOf(entry);
        if (!dead.has(feature)) keep(best, names.idOf(feature), distance);
      }
      for (const { featureId, distance } of tail.query(pdq, radius)) keep(best, featureId, distance);
      return [...best]
        .map(([featureId, distance]) => ({ featureId, distance }))
        .sort((a, b) => a.distance - b.distance || (a.featureId < b.featureId ? -1 : 1));
    },
    add(entries) {
      for (const { featureId, pdq } of entries) {
        if (pdq.length !== 32) throw new RangeError(`the PDQ value of ${featureId} has not 32 bytes`);
        tail.add(featureId, pdq.slice());
      }
    },
    remove(featureId) {
      tail.remove(featureId);
      const feature = names.find(featureId);
      if (feature === undefined || dead.has(feature)) return;
      dead.add(feature);
      deadEntries += names.entriesOf(feature);
    },
  };
}

function keep(best: Map<string, number>, featureId: string, distance: number): void {
  if (distance < (best.get(featureId) ?? 257)) best.set(featureId, distance);
}

function execute(
  kernel: Kernel,
  layout: Layout,
  {
    tables,
    query,
    radius,
    out,
    capacity,
  }: { tables: boolean; query: number; radius: number; out: number; capacity: number },
): number {
  const { first, second, padded, starts, postings, entries, postingBytes } = layout;
  return tables
    ? kernel.probe(first, second, starts, postings, entries * postingBytes, query, radius, out, capacity)
    : kernel.scan(first, second, padded, query, radius, out, capacity);
}

function pairs(bytes: Uint8Array, out: number, found: number, entries: number): [number, number][] {
  const view = new DataView(bytes.buffer);
  const list: [number, number][] = [];
  for (let i = 0; i < found; i++) {
    const entry = view.getUint32(out + i * 8, true);
    // Padding entries are all zero and could be near a query.
    if (entry < entries) list.push([entry, view.getUint32(out + i * 8 + 4, true)]);
  }
  return list;
}

function readLayout(file: Uint8Array): Layout {
  const wrong = new RangeError('not a PDQ index file');
  if (file.length < headerBytes || new TextDecoder().decode(file.subarray(0, 8)) !== magic) throw wrong;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [entries, features, idBytes, width] = [8, 12, 16, 20].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
    number,
  ];
  if (width !== 0 && width !== 3 && width !== 4) throw wrong;
  const layout = layoutOf(entries, features, idBytes, width);
  if (layout.total !== file.length) throw wrong;
  return layout;
}

/** Feature ids, decoded only when hit. */
function readNames(memory: Uint8Array, layout: Layout) {
  let bytes = memory;
  let view = new DataView(memory.buffer);
  const decoder = new TextDecoder();
  const firstEntry = (feature: number): number => view.getUint32(layout.featureStarts + feature * 4, true);
  function idOf(feature: number): string {
    const from = view.getUint32(layout.idOffsets + feature * 4, true);
    const to = view.getUint32(layout.idOffsets + feature * 4 + 4, true);
    return decoder.decode(bytes.slice(layout.ids + from, layout.ids + to));
  }
  return {
    idOf,
    entriesOf: (feature: number): number => firstEntry(feature + 1) - firstEntry(feature),
    rebind(grown: Uint8Array): void {
      bytes = grown;
      view = new DataView(grown.buffer);
    },
    featureOf(entry: number): number {
      let low = 0;
      let high = layout.features - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (firstEntry(middle) <= entry) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    find(featureId: string): number | undefined {
      let low = 0;
      let high = layout.features - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const id = idOf(middle);
        if (id === featureId) return middle;
        if (id < featureId) low = middle + 1;
        else high = middle - 1;
      }
      return undefined;
    },
  };
}
