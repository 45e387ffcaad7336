/** One operation of a JSON patch (RFC 6902); `old` is what was there, which the RFC leaves open. */
export interface PatchOperation {
  readonly op: "add" | "remove" | "replace";
  /** A JSON pointer (RFC 6901). */
  readonly path: string;
  readonly value?: unknown;
  readonly old?: unknown;
}

/** What turns one plain value into another. Values that are the same object are not looked into. */
export function patchOf(before: unknown, after: unknown, path = ""): PatchOperation[] {
  if (before === after || Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return patchOfLists(before, after, path);
  if (!isRecord(before) || !isRecord(after)) {
    return [{ op: "replace", path, value: after, old: before }];
  }
  const operations: PatchOperation[] = [];
  for (const key of Object.keys(before)) {
    const at = `${path}/${escaped(key)}`;
    if (after[key] !== undefined) operations.push(...patchOf(before[key], after[key], at));
    else if (before[key] !== undefined)
      operations.push({ op: "remove", path: at, old: before[key] });
  }
  for (const key of Object.keys(after)) {
    if (before[key] !== undefined || after[key] === undefined) continue;
    operations.push({ op: "add", path: `${path}/${escaped(key)}`, value: after[key] });
  }
  return operations;
}

/** Lists are compared by place: agents append to them and replace items. */
function patchOfLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
): PatchOperation[] {
  const operations: PatchOperation[] = [];
  const shared = Math.min(before.length, after.length);
  for (let index = 0; index < shared; index += 1) {
    operations.push(...patchOf(before[index], after[index], `${path}/${index}`));
  }
  for (let index = before.length - 1; index >= shared; index -= 1) {
    operations.push({ op: "remove", path: `${path}/${index}`, old: before[index] });
  }
  for (let index = shared; index < after.length; index += 1) {
    operations.push({ op: "add", path: `${path}/-`, value: after[index] });
  }
  return operations;
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
