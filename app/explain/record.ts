import {
  HindcastError,
  SearchInput,
  nearest,
  requestOfReply,
  type Body,
  type Envelope,
} from "../../protocols/index.ts";
import { readMessages } from "../log/index.ts";

/** A text that the search asked for, and what the graph said of it. */
export interface Proposal {
  readonly request: Body<"author.rewrite">;
  /** Of the author's answer. */
  readonly seq: number;
  readonly text: Body<"author.written">["text"];
}

/** What the log says of the search for the thoughts of one file. */
export interface SearchRecord {
  readonly session: string;
  readonly input: SearchInput;
  /** By their numbers. */
  readonly proposals: readonly Proposal[];
  /** What the graph refused, by the JSON of the text that was checked. */
  readonly violations: ReadonlyMap<string, Body<"graph.thought_checked">["violations"]>;
  /** A request to the scorer, for the contexts that texts may repeat. */
  readonly scored: Body<"scorer.score"> | undefined;
  readonly finished: Body<"search.finished">;
  readonly coder: Body<"coder.finished"> | undefined;
}

/**
 * Reads what the log says of one file.
 *
 * @param file path of the file, in its repository
 * @param session needed when several sessions have such a file
 * @throws HindcastError USAGE when the log holds no finished search for it
 */
export async function readSearch(
  log: string,
  file: string,
  session?: string,
): Promise<SearchRecord> {
  const requests = new Map<string, Envelope>();
  const violations = new Map<string, Body<"graph.thought_checked">["violations"]>();
  const known = new Set<string>();
  const sessions = new Set<string>();
  let proposals = new Map<number, Proposal>();
  let input: SearchInput | undefined;
  let scored: Body<"scorer.score"> | undefined;
  let finished: Body<"search.finished"> | undefined;
  let coder: Body<"coder.finished"> | undefined;
  for await (const envelope of readMessages(log)) {
    const { id, kind, from, to } = envelope;
    if (session !== undefined && envelope.session !== session) continue;
    if (kind === "agent.spawn") {
      const body = envelope.body as Body<"agent.spawn">;
      if (body.role !== "search") continue;
      known.add(body.key);
      if (body.key !== file) continue;
      input = SearchInput.parse(body.input);
      proposals = new Map();
      sessions.add(envelope.session);
    } else if (isOf(from, file) || isOf(to, file)) {
      const request = requests.get(requestOfReply(id) ?? "");
      if (kind === "author.rewrite" || kind === "graph.check_thought") requests.set(id, envelope);
      else if (kind === "scorer.score" && from.includes("/search/")) {
        scored ??= envelope.body as Body<"scorer.score">;
      } else if (kind === "author.written" && request?.kind === "author.rewrite") {
        const asked = request.body as Body<"author.rewrite">;
        const { text } = envelope.body as Body<"author.written">;
        proposals.set(asked.number, { request: asked, seq: envelope.seq, text });
      } else if (kind === "graph.thought_checked" && request) {
        const { text } = request.body as Body<"graph.check_thought">;
        const body = envelope.body as Body<"graph.thought_checked">;
        violations.set(JSON.stringify(text), body.violations);
      } else if (kind === "search.finished") finished = envelope.body as Body<"search.finished">;
      else if (kind === "coder.finished") coder = envelope.body as Body<"coder.finished">;
    }
  }
  if (sessions.size > 1) {
    const names = [...sessions].join(", ");
    throw new HindcastError("USAGE", `${file} is in several sessions: give --session of ${names}`);
  }
  const [own] = sessions;
  if (!input || !finished || own === undefined) throw noSearch(log, file, [...known], input);
  const ordered = [...proposals].toSorted(([a], [b]) => a - b).map(([, proposal]) => proposal);
  return { session: own, input, proposals: ordered, violations, scored, finished, coder };
}

function isOf(address: string, file: string): boolean {
  return address.endsWith(`/search/${file}`) || address.endsWith(`/coder/${file}`);
}

function noSearch(
  log: string,
  file: string,
  known: readonly string[],
  input: SearchInput | undefined,
): HindcastError {
  if (input) return new HindcastError("USAGE", `the search for ${file} has not ended in ${log}`);
  const near = nearest(file, known);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return new HindcastError("USAGE", `${log} holds no search for the thoughts of ${file}${hint}`);
}
