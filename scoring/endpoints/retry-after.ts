/** A header as undici gives it. */
type Header = string | string[] | undefined;

/**
 * Milliseconds that a server asks to be left alone: `retry-after-ms`, or `Retry-After` as seconds
 * or as an HTTP date. Undefined when it asks for nothing or for something that cannot be read.
 */
export function retryAfter(
  headers: Readonly<Record<string, Header>>,
  now: number,
): number | undefined {
  const exact = seconds(first(headers["retry-after-ms"]));
  if (exact !== undefined) return exact;
  const value = first(headers["retry-after"]);
  if (value === undefined) return undefined;
  const relative = seconds(value);
  if (relative !== undefined) return relative * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function first(header: Header): string | undefined {
  return (Array.isArray(header) ? header[0] : header)?.trim();
}

function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
