const RealDate = Date;
let aheadMs = 0;
let installed = false;

/**
 * Sets what time it is in this thread: `now` in milliseconds since 1970, running on from here. A runtime that was given a clock
 * of its own turns its functions' clocks too, so that days can pass in a test as they do in the world.
 */
export function turnClock(now: number): void {
  aheadMs = now - RealDate.now();
  if (installed) return;
  installed = true;
  const time = () => RealDate.now() + aheadMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [time()] : args, newTarget) as object,
    apply: () => new RealDate(time()).toString(),
    get: (target, property) => (property === 'now' ? time : (Reflect.get(target, property) as unknown)),
  });
}
