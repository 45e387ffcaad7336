/** One change of one value somewhere inside a message. */
export interface Alteration {
  /** Such as `.body.variants[0].score.logprob`. */
  readonly place: string;
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * One alteration for every value of a message: texts become longer, numbers larger, lists shorter.
 * Of the items of a list, the first stands for all.
 */
export function alterationsOf(value: unknown, place = ""): Alteration[] {
  if (Array.isArray(value)) {
    const shorter = { place, from: value, to: value.slice(0, -1) };
    return value.length === 0 ? [] : [shorter, ...alterationsOf(value[0], `${place}[0]`)];
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => alterationsOf(item, `${place}.${key}`));
  }
  const to = altered(value);
  return to === undefined ? [] : [{ place, from: value, to }];
}

function altered(value: unknown): unknown {
  if (typeof value === "string") {
    // A hash stays a hash, and a text stays one that its schema takes.
    return /^[0-9a-f]{64}$/.test(value)
      ? value.replace(/./, (c) => (c === "0" ? "1" : "0"))
      : `${value}x`;
  }
  if (typeof value === "number") return Number.isInteger(value) ? value + 1 : value * 1.001;
  return typeof value === "boolean" ? !value : undefined;
}

/** The value with one alteration made. */
export function withAlteration<T>(value: T, { place, to }: Alteration): T {
  const copy = structuredClone(value) as Record<string, unknown>;
  const keys = [...place.matchAll(/\.([^.[]+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? index!);
  let parent = copy;
  for (const key of keys.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  parent[keys.at(-1)!] = to;
  return copy as T;
}
