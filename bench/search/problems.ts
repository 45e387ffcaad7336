import { createAuthor } from "../../agents/author/index.ts";
import { coderAgent } from "../../agents/coder/index.ts";
import { graphService } from "../../agents/graph/index.ts";
import { mainAgent } from "../../agents/main/index.ts";
import {
  sha256,
  type Body,
  type Draft,
  type MainInput,
  type SearchInput,
  type SessionSettings,
} from "../../protocols/index.ts";
import { defaults, hashedSettings } from "../../runtime/config/index.ts";
import type { ServiceTools } from "../../runtime/define/index.ts";
import { unitOf } from "../../scoring/scorer/index.ts";
import { play, type Cast } from "./actors.ts";
import type { Project } from "./corpus.ts";

/** The settings that searches start from, those of a run without configuration. */
export function settings(): SessionSettings {
  return hashedSettings(defaults, unitOf(defaults.scorers));
}

/** Which files of a project are taken. */
export interface Taking {
  /** At most so many of each project. */
  readonly files: number;
  /** Bytes of one file, at least and at most. */
  readonly bytes: readonly [least: number, most: number];
}

/** The services that lead up to a search. */
export function openCast(): Cast {
  return { graph: graphService({ threads: 0 }), author: createAuthor("offline") };
}

/**
 * What the searches of a project's files would start from: its main agent plans, its coders think
 * and read, and where a coder hands its thoughts over to the search, that is the problem. Files are
 * drawn by the hash of their path.
 *
 * @param coding the services of the coders, where they are not those of the main agent
 */
export async function problemsOf(
  project: Project,
  taking: Taking,
  session: SessionSettings,
  cast: Cast,
  tools: ServiceTools,
  coding: Cast = cast,
): Promise<SearchInput[]> {
  const input: MainInput = {
    source: { path: project.root },
    settings: session,
    seed: 1,
    coders: 100_000,
  };
  const coders = spawnedBy(await play(mainAgent, "main", input, cast, tools));
  const problems: SearchInput[] = [];
  const drawn = coders
    .filter(({ key }) => project.files.test(key))
    .toSorted((a, b) => (sha256(a.key) < sha256(b.key) ? -1 : 1));
  for (const { key, input: coder } of drawn) {
    if (problems.length === taking.files) break;
    const sent = await play(coderAgent, key, coder, coding, tools);
    const [search] = spawnedBy(sent);
    if (!search) continue;
    const problem = search.input as SearchInput;
    const { length } = Buffer.from(await tools.blobs.getText(problem.target));
    if (length >= taking.bytes[0] && length <= taking.bytes[1]) problems.push(problem);
  }
  return problems;
}

function spawnedBy(sent: readonly Draft[]): Body<"agent.spawn">[] {
  return sent
    .filter(({ kind }) => kind === "agent.spawn")
    .map(({ body }) => body as Body<"agent.spawn">);
}
