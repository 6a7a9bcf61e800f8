import type { Frame } from '../image/decode.ts';
import type { LogoDetector } from '../image/local/detect.ts';
import type { MarkAnswer, MarkHit } from './mark-answer.ts';
import type { MarkIndex } from './mark-index.ts';

/** Longest side a picture is decoded to: what the detector looks at, with a little to average from. */
export const LOOKED_AT_SIDE = 1200;
const MOST_HITS = 12;

/** What of the marks is in a picture; a detector that was stopped by its deadline has said nothing. */
export function findMarksIn(
  frame: Frame,
  { marks }: MarkIndex,
  detector: LogoDetector,
  deadline: { expired(): boolean },
): MarkAnswer {
  const brands = marks.flatMap(({ references }) => references);
  const { status, hits } = detector.detect(frame, { brands, deadline });
  if (status === 'timeout') return { status };
  if (status === 'unavailable') return { status, reason: 'detector' };
  const features = new Map(marks.map(({ feature }) => [feature.featureId, feature]));
  const found = hits.flatMap(({ brand: featureId, kind, score, distance, box, evidence }): MarkHit[] => {
    const feature = features.get(featureId);
    if (!feature) return [];
    const { x, y, width, height } = box;
    return [
      {
        featureId,
        brand: feature.brand,
        feature: feature.kind,
        kind,
        score: Math.round(score * 1000) / 1000,
        inliers: evidence.inliers,
        distance,
        region: {
          x: Math.round(x),
          y: Math.round(y),
          width: Math.max(1, Math.round(width)),
          height: Math.max(1, Math.round(height)),
        },
      },
    ];
  });
  return { status: 'ok', hits: found.slice(0, MOST_HITS) };
}
