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

const DIGIT_ZERO = 48;

/** The count in an id made by {@link messageId}; undefined for answers. */
export function countOf(id: string): number | undefined {
  const start = id.lastIndexOf("#") + 1;
  if (start === 0 || start === id.length) return undefined;
  let count = 0;
  for (let at = start; at < id.length; at += 1) {
    const digit = id.charCodeAt(at) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return undefined;
    count = 10 * count + digit;
  }
  return count;
}

/** The count in an id that this sender made with {@link messageId}; undefined for any other id. */
export function countOfSender(id: string, from: string): number | undefined {
  const count = countOf(id);
  return count !== undefined && messageId(from, count) === id ? count : undefined;
}
