// How far this process grows while a vector runs.
const mib = (bytes) => Math.round((bytes / 1024 / 1024) * 10) / 10;

/** Starts sampling resident memory; `stop` gives the growth over the start, in MiB. */
export function watchMemory() {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
  return {
    stop: () => {
      clearInterval(timer);
      return { before_mib: mib(before), growth_mib: mib(Math.max(peak, process.memoryUsage().rss) - before) };
    },
  };
}
