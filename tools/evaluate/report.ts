import { table } from '../bench/table.ts';
import { type Tally, wilson } from './score.ts';

/** A set as the reports show it; `precision` and `recall` are undefined where nothing was to be found. */
export type Line = {
  readonly name: string;
  readonly inputs: number;
  readonly found: number;
  readonly wanted: number;
  readonly wrong: number;
  readonly precision?: number;
  readonly precision95?: [low: number, high: number];
  readonly recall?: number;
  readonly recall95?: [low: number, high: number];
  /** Wrong findings an input, where nothing was to be found. */
  readonly wrongShare95: [low: number, high: number];
  readonly target: Tally['target'];
  readonly holds: boolean;
};

export function lineOf({ name, score, target }: Tally): Line {
  const { inputs, found, wanted, wrong } = score;
  const wrongShare95 = wilson(Math.min(wrong, inputs), inputs);
  const counts = { name, inputs, found, wanted, wrong, wrongShare95, target };
  if (wanted === 0) return { ...counts, holds: wrong / Math.max(1, inputs) <= 1 - (target.precision ?? 0) };
  const precision = found / Math.max(1, found + wrong);
  const recall = found / wanted;
  return {
    ...counts,
    precision,
    precision95: wilson(found, found + wrong),
    recall,
    recall95: wilson(found, wanted),
    holds: precision >= (target.precision ?? 0) && recall >= (target.recall ?? 0),
  };
}

const shown = (value: number) => value.toFixed(3);
const range = (interval: readonly number[] | undefined) => interval?.map(shown).join('-') ?? '';

export function tableOf(lines: readonly Line[], seed: number): string {
  return table(
    `识别准确率 / accuracy on generated sets, seed ${seed}; every error in build/evaluation/*.ndjson`,
    ['what', 'inputs', 'precision', '95 %', 'recall', '95 %', 'target', 'holds'],
    lines.map((line) => {
      const { precision, recall, target, holds } = line;
      if (precision === undefined || recall === undefined)
        return [
          line.name,
          `${line.inputs}`,
          `${line.wrong} false`,
          range(line.wrongShare95),
          '',
          '',
          target.precision === undefined ? '' : `<= ${shown(1 - target.precision)}`,
          holds ? 'yes' : 'NO',
        ];
      const asked = [
        target.precision === undefined ? '' : `P ${target.precision}`,
        target.recall === undefined ? '' : `R ${target.recall}`,
      ];
      return [
        line.name,
        `${line.inputs}`,
        shown(precision),
        range(line.precision95),
        shown(recall),
        range(line.recall95),
        asked.filter(Boolean).join(' '),
        asked.every((text) => text === '') ? '' : holds ? 'yes' : 'NO',
      ];
    }),
  );
}
