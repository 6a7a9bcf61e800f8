import { createRequire } from 'node:module';

/** A grey picture, 8 bits a pixel, row-major. */
export type Grey = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** Keypoints with binary descriptors; parallel arrays. */
export type Features = {
  readonly count: number;
  /** x, y, size (pixels), angle (degrees): four numbers a keypoint. */
  readonly points: Float32Array;
  /** `width` bytes a keypoint. */
  readonly descriptors: Uint8Array;
  readonly width: number;
};

/** The two detectors used, over OpenCV compiled to WebAssembly. Every native handle is freed here. */
export type FeatureEngine = {
  /** At most `most` keypoints, strongest first; 256-bit descriptors. */
  orb(grey: Grey, most: number): Features;
  /** Keypoints of a nonlinear scale space; 61-byte descriptors padded to 64. */
  akaze(grey: Grey, most: number, threshold: number): Features;
};

type Handle = { delete(): void };
type Mat = Handle & { data: Uint8Array; rows: number; cols: number };
type KeyPoint = { pt: { x: number; y: number }; size: number; angle: number; response: number };
type KeyPoints = Handle & { size(): number; get(i: number): KeyPoint };
type Detector = Handle & {
  detectAndCompute(image: Mat, mask: Mat, points: KeyPoints, descriptors: Mat): void;
};
type OpenCv = {
  Mat: { new (): Mat; new (rows: number, cols: number, type: number): Mat };
  KeyPointVector: new () => KeyPoints;
  ORB: new (most: number) => Detector;
  AKAZE: new () => Detector & { setThreshold(value: number): void; setNOctaveLayers(count: number): void };
  CV_8UC1: number;
  exceptionFromPtr(address: number): { msg: string };
  onRuntimeInitialized?: () => void;
};

/** Loads OpenCV (about half a second, 60 MB): only where a picture needs it; `anew` after one that was aborted. */
export async function loadFeatureEngine(anew = false): Promise<FeatureEngine> {
  const { cv } = await loadOpenCv(anew);
  return {
    orb: (grey, most) => detect(cv, () => new cv.ORB(most), grey, most, 32),
    akaze: (grey, most, threshold) => detect(cv, () => akazeOf(cv, threshold), grey, most, 64),
  };
}

/**
 * Sizes looked at within an octave. Two find about as many marks as the usual four (61 and 60 of 72 on goods, none wrong), at half
 * the time, which is most of what a picture costs.
 */
const octaveLayers = 2;

/** Set after construction: the constructor with arguments builds a detector that fails near the picture's edge. */
function akazeOf(cv: OpenCv, threshold: number): Detector {
  const detector = new cv.AKAZE();
  detector.setThreshold(threshold);
  detector.setNOctaveLayers(octaveLayers);
  return detector;
}

/** The module is thenable and resolves to itself, so a bare await would never end: it travels in a box. */
function loadOpenCv(anew: boolean): Promise<{ cv: OpenCv }> {
  const require = createRequire(import.meta.url);
  if (anew) delete require.cache[require.resolve('@techstark/opencv-js')];
  const loaded: unknown = require('@techstark/opencv-js');
  return new Promise((resolve) => {
    if (loaded instanceof Promise) {
      loaded.then(
        (cv: OpenCv) => resolve({ cv }),
        () => undefined,
      );
      return;
    }
    const cv = loaded as OpenCv;
    if (typeof cv.Mat === 'function') resolve({ cv });
    else cv.onRuntimeInitialized = () => resolve({ cv });
  });
}

function detect(cv: OpenCv, make: () => Detector, grey: Grey, most: number, width: number): Features {
  const handles: Handle[] = [];
  const own = <T extends Handle>(handle: T): T => {
    handles.push(handle);
    return handle;
  };
  try {
    const image = own(new cv.Mat(grey.height, grey.width, cv.CV_8UC1));
    image.data.set(grey.data);
    const points = own(new cv.KeyPointVector());
    const descriptors = own(new cv.Mat());
    own(make()).detectAndCompute(image, own(new cv.Mat()), points, descriptors);
    return strongest(points, descriptors, most, width);
  } catch (error) {
    // OpenCV throws the address of its exception.
    throw typeof error === 'number' ? new Error(`OpenCV failed: ${cv.exceptionFromPtr(error).msg}`) : error;
  } finally {
    for (const handle of handles) handle.delete();
  }
}

function strongest(points: KeyPoints, descriptors: Mat, most: number, width: number): Features {
  const all = Array.from({ length: points.size() }, (_, i) => ({ i, point: points.get(i) }));
  all.sort((a, b) => b.point.response - a.point.response || a.i - b.i);
  const kept = all.slice(0, most);
  const numbers = new Float32Array(kept.length * 4);
  const bytes = new Uint8Array(kept.length * width);
  const source = kept.length > 0 ? descriptors.data : new Uint8Array();
  for (const [k, { i, point }] of kept.entries()) {
    numbers.set([point.pt.x, point.pt.y, point.size, point.angle], k * 4);
    bytes.set(source.subarray(i * descriptors.cols, (i + 1) * descriptors.cols), k * width);
  }
  return { count: kept.length, points: numbers, descriptors: bytes, width };
}
