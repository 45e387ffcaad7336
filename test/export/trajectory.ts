import { sha256, type Trajectory } from "../../protocols/index.ts";

/** What {@link trajectoryOf} makes a trajectory of. */
export interface Fixture {
  readonly repo?: string;
  readonly files: readonly {
    readonly path: string;
    readonly content: string;
    readonly thoughts: readonly string[];
    readonly first?: string;
    /** Files read before this one is written. */
    readonly reads?: readonly string[];
  }[];
}

/** A small trajectory with the given texts, as a run would have written it. */
export function trajectoryOf({ repo = "sample", files }: Fixture): Trajectory {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  return {
    format: "hindcast.trajectory/1",
    session: `${repo}-000000`,
    repository: {
      name: repo,
      commit: null,
      licence: "MIT",
      files: files.map(({ path, content }) => ({
        path,
        bytes: Buffer.byteLength(content),
        included: true,
        sha256: sha256(content),
        encoding: "utf-8" as const,
      })),
    },
    configuration: "0".repeat(64),
    seed: 1,
    violations: [],
    steps: [
      { kind: "think", purpose: "requirements", text: `What ${repo} is.` },
      { kind: "think", purpose: "plan", text: files.map(({ path }) => path).join("\n") },
      ...files.map(({ path, content, thoughts, first, reads = [] }) => ({
        kind: "act" as const,
        tool: "delegate" as const,
        path,
        instruction: `write ${path}`,
        violations: [],
        steps: [
          ...thoughts.map((text) => ({
            kind: "think" as const,
            purpose: "design" as const,
            text,
            search: { candidates: 1, ...(first === undefined ? {} : { first }) },
          })),
          ...reads.flatMap((read) => [
            { kind: "act" as const, tool: "read_file" as const, path: read, reason: "used" },
            { kind: "observe" as const, path: read, content: contents.get(read) ?? "" },
          ]),
          { kind: "act" as const, tool: "write_file" as const, path, content },
        ],
      })),
    ],
  };
}
