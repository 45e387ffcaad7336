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
  /** Its number within the search. */
  readonly number: number;
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

/** What the graph refused, by the JSON of the text that was checked. */
type CheckedTexts = Map<string, Body<"graph.thought_checked">["violations"]>;

/** What was read so far of the search for one file. */
interface OpenSearch {
  readonly session: string;
  readonly input: SearchInput;
  readonly proposals: Map<number, Proposal>;
  readonly violations: CheckedTexts;
  scored: Body<"scorer.score"> | undefined;
  finished: Body<"search.finished"> | undefined;
  coder: Body<"coder.finished"> | undefined;
}

/** Collects what a log says of the searches in it. */
class SearchReader {
  readonly #wanted: (file: string) => boolean;
  readonly #requests = new Map<string, Envelope>();
  // A coder has its thoughts checked before it starts the search for them.
  readonly #checked = new Map<string, CheckedTexts>();
  /** By session and path. */
  readonly open = new Map<string, OpenSearch>();
  /** Files that the log holds a search for, wanted or not. */
  readonly known = new Set<string>();

  constructor(wanted: (file: string) => boolean) {
    this.#wanted = wanted;
  }

  /** Takes the next message; returns the key of a search that it ends. */
  add(envelope: Envelope): string | undefined {
    const { id, kind, from, to, session } = envelope;
    if (kind === "agent.spawn") {
      const body = envelope.body as Body<"agent.spawn">;
      if (body.role !== "search") return undefined;
      this.known.add(body.key);
      if (!this.#wanted(body.key)) return undefined;
      this.open.set(keyOf(session, body.key), {
        session,
        input: SearchInput.parse(body.input),
        proposals: new Map(),
        violations: this.#checkedOf(keyOf(session, body.key)),
        scored: undefined,
        finished: undefined,
        coder: undefined,
      });
      return undefined;
    }
    const file = fileOf(from) ?? fileOf(to);
    if (file === undefined || !this.#wanted(file)) return undefined;
    const key = keyOf(session, file);
    const search = this.open.get(key);
    this.#answered(key, search, envelope);
    if (numberOf(envelope) !== undefined || kind === "graph.check_thought") {
      this.#requests.set(id, envelope);
    }
    if (!search) return undefined;
    if (kind === "scorer.score" && from.includes("/search/")) {
      search.scored ??= envelope.body as Body<"scorer.score">;
    } else if (kind === "search.finished") {
      search.finished = envelope.body as Body<"search.finished">;
    } else if (kind === "coder.finished") {
      search.coder = envelope.body as Body<"coder.finished">;
      this.#checked.delete(key);
      return key;
    }
    return undefined;
  }

  #checkedOf(key: string): CheckedTexts {
    const known = this.#checked.get(key);
    if (known) return known;
    const created: CheckedTexts = new Map();
    this.#checked.set(key, created);
    return created;
  }

  #answered(key: string, search: OpenSearch | undefined, { id, kind, seq, body }: Envelope): void {
    const asked = requestOfReply(id);
    const request = asked === undefined ? undefined : this.#requests.get(asked);
    if (asked === undefined || !request) return;
    this.#requests.delete(asked);
    const number = numberOf(request);
    if (kind === "author.written" && number !== undefined) {
      const { text } = body as Body<"author.written">;
      search?.proposals.set(number, { number, seq, text });
    } else if (kind === "graph.thought_checked") {
      const { text } = request.body as Body<"graph.check_thought">;
      const { violations } = body as Body<"graph.thought_checked">;
      this.#checkedOf(key).set(JSON.stringify(text), violations);
    }
  }
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
  const reader = new SearchReader((path) => path === file);
  for await (const envelope of readMessages(log)) {
    if (session === undefined || envelope.session === session) reader.add(envelope);
  }
  const found = [...reader.open.values()];
  if (found.length > 1) {
    const names = found.map((search) => search.session).join(", ");
    throw new HindcastError("USAGE", `${file} is in several sessions: give --session of ${names}`);
  }
  const record = recordOf(found[0]);
  if (!record) throw noSearch(log, file, [...reader.known], found[0]?.input);
  return record;
}

/**
 * What the log says of every search that ended, in the order in which their coders did.
 *
 * @param session those of this session alone
 */
export async function* readSearches(log: string, session?: string): AsyncGenerator<SearchRecord> {
  const reader = new SearchReader(() => true);
  for await (const envelope of readMessages(log)) {
    if (session !== undefined && envelope.session !== session) continue;
    const ended = reader.add(envelope);
    if (ended === undefined) continue;
    const record = recordOf(reader.open.get(ended));
    reader.open.delete(ended);
    if (record) yield record;
  }
}

function recordOf(search: OpenSearch | undefined): SearchRecord | undefined {
  if (!search?.finished) return undefined;
  const { finished, proposals } = search;
  const ordered = [...proposals].toSorted(([a], [b]) => a - b).map(([, proposal]) => proposal);
  return { ...search, finished, proposals: ordered };
}

/** The number of a text that a search asks for; undefined for every other message. */
function numberOf({ kind, body }: Envelope): number | undefined {
  if (kind === "author.rewrite") return (body as Body<"author.rewrite">).number;
  return kind === "author.thought" ? (body as Body<"author.thought">).sample : undefined;
}

function keyOf(session: string, file: string): string {
  return `${session}\n${file}`;
}

/** The file of a search's or a coder's address. */
function fileOf(address: string): string | undefined {
  return /^[^/]*\/(?:search|coder)\/(.*)$/s.exec(address)?.[1];
}

function noSearch(
  log: string,
  file: string,
  known: readonly string[],
  input: SearchInput | undefined,
): HindcastError {
  if (input) return new HindcastError("USAGE", `the search for ${file} has not ended in ${log}`);
  // What follows the last dot counts for itself in names of settings, and not in those of files.
  const plain = (name: string): string => name.replaceAll(".", "_");
  const meant = nearest(plain(file), known.map(plain));
  const near = known.find((name) => plain(name) === meant);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return new HindcastError("USAGE", `${log} holds no search for the thoughts of ${file}${hint}`);
}
