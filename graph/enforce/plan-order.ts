/** The order in which files are implemented. */
export interface Plan {
  readonly paths: readonly string[];
  /** Position of a path from 0; undefined when the plan does not have it. */
  position: (path: string) => number | undefined;
}

/** A plan with its positions looked up once. */
export function planOf(paths: readonly string[]): Plan {
  const positions = new Map(paths.map((path, index) => [path, index]));
  return { paths, position: (path) => positions.get(path) };
}
