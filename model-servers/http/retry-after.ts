/**
 * Milliseconds for which a server asks to be left alone: `retry-after-ms`, or `Retry-After` as
 * seconds or as an HTTP date, or when an exhausted limit is reset. Undefined without such a header, or with one that cannot be read.
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
  if (!value) return resetOf(header, "tokens") ?? resetOf(header, "requests");
  const seconds = number(value);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** When an exhausted limit is reset: `x-ratelimit-reset-tokens: 1m6.5s`. */
function resetOf(
  header: (name: string) => string | undefined,
  what: "tokens" | "requests",
): number | undefined {
  if (number(header(`x-ratelimit-remaining-${what}`)) !== 0) return undefined;
  const text = header(`x-ratelimit-reset-${what}`)?.trim() ?? "";
  const parts =
    /^(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,6}(?:\.\d{1,6})?)s)?(?:(\d{1,7})ms)?$/.exec(text);
  if (text === "" || parts === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

function number(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? "";
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}
