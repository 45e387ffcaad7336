/** The id of the n-th message (from 0) that an actor sends. */
export function messageId(from: string, n: number): string {
  return `${from}#${n}`;
}

/** The id of the only answer to a request, whoever gives it. */
export function replyId(requestId: string): string {
  return `${requestId}.reply`;
}

/** The request that an id answers, or undefined when the id is not an answer's. */
export function requestOfReply(id: string): string | undefined {
  return id.endsWith(".reply") ? id.slice(0, -".reply".length) : undefined;
}

/** The count in an id made by {@link messageId}; undefined for answers. */
export function countOf(id: string): number | undefined {
  const match = /#(\d+)$/.exec(id);
  return match ? Number(match[1]) : undefined;
}

/** The count in an id that this sender made with {@link messageId}; undefined for any other id. */
export function countOfSender(id: string, from: string): number | undefined {
  const count = countOf(id);
  return count !== undefined && messageId(from, count) === id ? count : undefined;
}
