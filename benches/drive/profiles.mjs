// The machines and networks that are played. Megabits as the networks count them.

const network = (megabits, latency) => ({
  offline: false,
  latency,
  downloadThroughput: (megabits * 1e6) / 8,
  uploadThroughput: (megabits * 1e6) / 16,
});

/** How many times slower the processor is, and the network if it is not this machine's own. */
export const PROFILES = {
  'unthrottled': { slower: 1, network: null },
  'school': { slower: 4, network: network(5, 40) },
  'slow-4g': { slower: 4, network: network(1.6, 150) },
};
