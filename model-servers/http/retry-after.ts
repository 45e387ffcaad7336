/**
 * Milliseconds for which a server asks to be left alone: `retry-after-ms`, or `Retry-After` as
 * seconds or as an HTTP date. Undefined without such a header, or with one that cannot be read.
 *
 * @param header the value of a header by its name in lower case
 * @param now milliseconds since the epoch
 */
export function readRetryAfter(
  header: (name: string) => string | undefined,
  now: number,
): number | undefined {
  const exact = number(header("retry-after-ms"));
  if (exact !== undefined) return exact;
  const value = header("retry-after")?.trim();
  if (!value) return undefined;
  const seconds = number(value);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function number(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? "";
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}
