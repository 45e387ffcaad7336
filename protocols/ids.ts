/** The id of the n-th message (from 0) that an actor sends. */
export function messageId(from: string, n: number): string {
  return `${from}#${n}`;
}

/** The id of the only answer to a request, whichever host sends it. */
export function replyId(requestId: string): string {
  return `${requestId}.reply`;
}

/** The request that an id answers, or undefined when the id is not an answer's. */
export function requestOfReply(id: string): string | undefined {
  return id.endsWith(".reply") ? id.slice(0, -".reply".length) : undefined;
}

/** The count in an id made by {@link messageId}; undefined for answers. */
export function countOf(id: string): number | undefined {
  return digitsFrom(id, id.lastIndexOf("#") + 1);
}

/** The count in an id that this sender made with {@link messageId}; undefined for any other id. */
export function countOfSender(id: string, from: string): number | undefined {
  const start = from.length + 1;
  // Every publish comes through here twice: comparing parts is cheaper than building the id.
  if (id.charCodeAt(from.length) !== HASH || !id.startsWith(from)) return undefined;
  const count = digitsFrom(id, start);
  const canonical = id.length === start + 1 || id.charCodeAt(start) !== DIGIT_ZERO;
  return count !== undefined && canonical && Number.isSafeInteger(count) ? count : undefined;
}

const HASH = 35;
const DIGIT_ZERO = 48;

/** The number that decimal digits up to the end of an id spell; undefined for anything else. */
function digitsFrom(id: string, start: number): number | undefined {
  if (start === 0 || start === id.length) return undefined;
  let count = 0;
  for (let at = start; at < id.length; at += 1) {
    const digit = id.charCodeAt(at) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return undefined;
    count = 10 * count + digit;
  }
  return count;
}
