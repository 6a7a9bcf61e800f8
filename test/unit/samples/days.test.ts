import { describe, expect, it } from 'vitest';
import { photograph } from '../../../samples/images/photograph.ts';
import { drawProduct } from '../../../samples/images/product.ts';
import { allSamples } from '../../../samples/listings/index.ts';
import { analyser } from '../../../samples/mix/analyser.ts';
import { openKnowledge, screenSample } from './screen-sample.ts';

describe('the sample set keeps', () => {
  it('says the same of every sample in the years to come', async () => {
    const knowledge = await openKnowledge();
    const picture = await (await analyser())(await photograph(drawProduct({ shape: 'box', hue: 30 }, 1), 1));
    const answers = async (today: string) => {
      const samples = allSamples(today);
      return Promise.all(
        samples.map(async (sample) => [
          sample.document.listingId.replace(/-\d{8}$/, ''),
          await screenSample(sample, picture, knowledge, today),
        ]),
      );
    };
    const now = await answers('2026-11-22');
    expect(await answers('2027-02-28')).toEqual(now);
    expect(await answers('2028-12-31')).toEqual(now);
  });
});
