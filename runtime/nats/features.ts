/** What newer servers can do, and what happens without it. Everything works on the oldest. */
const table = {
  /** Wildcards are looked up in an index of the subjects instead of by a walk over all of them. */
  "subject-index": {
    since: [2, 10],
    without: "where a mailbox begins is asked subject by subject, and many are read in one scan",
  },
  /** Republished messages carry the time of the log. */
  "republish-time": {
    since: [2, 10],
    without: "a message that arrives live carries the time of its arrival",
  },
} as const satisfies Record<string, { since: readonly [number, number]; without: string }>;

/** Something that not every supported server can do. */
export type NatsFeature = keyof typeof table;

/** Every feature, with the lowest server version that has it and what is done without it. */
export const natsFeatures: Readonly<
  Record<NatsFeature, { readonly since: readonly [number, number]; readonly without: string }>
> = table;

/** The oldest server that the project works with. */
export const OLDEST_SERVER: readonly [number, number] = [2, 9];

/** Whether a server of this version (`2.10.27`, `2.11.0-beta.1`) is at least as new. */
export function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  if (!match) return false;
  const [own, ownMinor] = [Number(match[1]), Number(match[2])];
  return own > major || (own === major && ownMinor >= minor);
}

/** Whether a server of this version has a feature. */
export function supports(version: string, feature: NatsFeature): boolean {
  return isAtLeast(version, table[feature].since);
}
