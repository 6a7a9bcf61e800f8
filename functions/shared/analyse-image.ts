import type { AnalyseImage } from './images.ts';

/** models/image is loaded when the first unknown image arrives: most batches need no pixels at all. */
export const analyseImage: AnalyseImage = async (bytes) => {
  const { analyse } = await import('../../models/image/analyse.ts');
  return analyse(bytes);
};
