import type { SessionProfile } from "./profile.ts";

/** A profile as lines that people read: per session and per file, then what crosses the wire. */
export function profileText({
  session,
  files,
  source,
  traffic,
  opening,
  evaluations,
  author,
  scoring,
}: SessionProfile): string {
  const { messages, bytes } = traffic.total;
  const requests = [...traffic.requests].map(([role, count]) => [`requests to ${role}`, count]);
  const rows: (readonly [string, number])[] = [
    ["source bytes", source],
    ["messages", messages],
    ["message bytes", bytes],
    ["blobs", traffic.blobs.messages],
    ["blob bytes", traffic.blobs.bytes],
    ["agent steps", traffic.steps],
    ...(requests as [string, number][]),
    ["author: prompt bytes", author.prompts],
    ["author: prompt bytes not seen before", author.fresh],
    ["author: answer bytes", author.answers],
    ["evaluations", evaluations],
    ["scoring: items", scoring.items],
    ["scoring: bytes of targets", scoring.targets],
    ["scoring: bytes before targets", scoring.before],
    ["scoring: those not seen before", scoring.fresh],
  ];
  const lines = rows.map(
    ([name, count]) => `  ${name.padEnd(40)}${shown(count)}${shown(count / Math.max(1, files))}`,
  );
  const kinds = [...traffic.kinds]
    .toSorted(([, a], [, b]) => b.bytes - a.bytes)
    .map(([kind, each]) => `    ${kind.padEnd(38)}${shown(each.messages)}${shown(each.bytes)}`);
  return [
    `${session}: ${files} files, ${opening} bytes of the first record`,
    `  ${"".padEnd(40)}${"session".padStart(14)}${"per file".padStart(14)}`,
    ...lines,
    `    ${"kind".padEnd(38)}${"messages".padStart(14)}${"bytes".padStart(14)}`,
    ...kinds,
    "",
  ].join("\n");
}

function shown(count: number): string {
  const text = count >= 100 ? Math.round(count).toLocaleString("en") : count.toPrecision(3);
  return text.padStart(14);
}
