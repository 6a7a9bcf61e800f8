import type { LogoDetector } from '../../models/image/local/detect.ts';
import type { MarkDetector } from './picture-looker.ts';

/** Longest one picture may take; on half a gigabyte of Lambda an ordinary one takes about a second. */
const PICTURE_SECONDS = 30;

/**
 * The detector, loaded with the function — Lambda gives a whole processor while a function starts, and a third of one
 * afterwards — and anew after it broke down. The engine lies beside the function: nothing is fetched. Pictures are opened under the
 * same guard as in intake.
 */
export function markDetector(elapsed: () => number): MarkDetector {
  let broken = false;
  let starting: Promise<LogoDetector> | undefined = start(false);
  // Whoever looks first hears of a failure; until then it must not end the process.
  starting.catch(() => undefined);

  async function start(anew: boolean): Promise<LogoDetector> {
    const [{ loadFeatureEngine }, { createLogoDetector }] = await Promise.all([
      import('../../models/image/local/opencv.ts'),
      import('../../models/image/local/detect.ts'),
    ]);
    return createLogoDetector(await loadFeatureEngine(anew));
  }

  return async (bytes, index) => {
    const [{ openImage }, { decodeScaled }, { findMarksIn, LOOKED_AT_SIDE }] = await Promise.all([
      import('../../models/image/guard.ts'),
      import('../../models/image/decode.ts'),
      import('../../models/marks/find.ts'),
    ]);
    const image = openImage(bytes);
    const decoded = image.ok ? await decodeScaled(image, LOOKED_AT_SIDE, LOOKED_AT_SIDE) : image;
    if (!decoded.ok) return { status: 'unavailable', reason: decoded.error.code };
    starting ??= start(broken);
    const mine = starting;
    const late = elapsed() + PICTURE_SECONDS * 1000;
    try {
      return findMarksIn(decoded.frame, index, await mine, { expired: () => elapsed() > late });
    } catch (error) {
      // WebAssembly that was aborted never works again.
      broken = true;
      starting = undefined;
      throw error;
    }
  };
}
