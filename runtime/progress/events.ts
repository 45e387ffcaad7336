import {
  MainInput,
  type RepositorySource,
  messages,
  parseAddress,
  type Body,
  type Draft,
  type FileReport,
  type Kind,
} from "../../protocols/index.ts";

/** What a session is busy with. */
export type Stage = "survey" | "requirements" | "plan" | "files" | "record";

/** Something that happened in a run and that somebody who waits for it may want to know. */
export type ProgressEvent =
  | { readonly type: "run.started"; readonly run: string; readonly sessions: number }
  | { readonly type: "session.started"; readonly session: string; readonly repository: string }
  | {
      readonly type: "survey";
      readonly session: string;
      readonly included: number;
      readonly excluded: number;
    }
  | { readonly type: "stage"; readonly session: string; readonly stage: Stage }
  | {
      readonly type: "plan";
      readonly session: string;
      readonly files: number;
      readonly violations: number;
    }
  | { readonly type: "file.started"; readonly session: string; readonly path: string }
  /** `evaluations` more were made for a file that is not finished. */
  | {
      readonly type: "file.scored";
      readonly session: string;
      readonly path: string;
      readonly evaluations: number;
    }
  | { readonly type: "file.finished"; readonly session: string; readonly report: FileReport }
  | { readonly type: "session.finished"; readonly session: string; readonly files: number }
  | {
      readonly type: "session.failed";
      readonly session: string;
      readonly code: string;
      readonly reason: string;
    }
  /** Somebody asked to stop: what is in flight has a second to finish, nothing new is begun. */
  | { readonly type: "run.stopping"; readonly run: string }
  | {
      readonly type: "run.finished";
      readonly run: string;
      readonly done: number;
      readonly failed: number;
    };

/** The event of a log message; undefined for most messages. */
export function progressOf(envelope: Draft): ProgressEvent | undefined {
  const { session } = envelope;
  const is = <K extends Kind>(kind: K): Body<K> | undefined => {
    if (envelope.kind !== kind) return undefined;
    const parsed = messages[kind].safeParse(envelope.body);
    return parsed.success ? (parsed.data as Body<K>) : undefined;
  };
  switch (envelope.kind) {
    case "agent.spawn":
      return spawned(session, is("agent.spawn"));
    case "graph.survey":
      return { type: "stage", session, stage: "survey" };
    case "author.requirements":
      return { type: "stage", session, stage: "requirements" };
    case "author.plan":
      return { type: "stage", session, stage: "plan" };
    case "recorder.record":
      return { type: "stage", session, stage: "record" };
    case "graph.surveyed": {
      const body = is("graph.surveyed");
      if (body === undefined) return undefined;
      return { type: "survey", session, included: body.included, excluded: body.excluded };
    }
    case "graph.plan_checked": {
      const body = is("graph.plan_checked");
      if (body === undefined) return undefined;
      const violations = body.violations.length + body.more;
      return { type: "plan", session, files: body.total ?? body.entries.length, violations };
    }
    case "scorer.scored": {
      const body = is("scorer.scored");
      const { role, key } = parseAddress(envelope.to);
      if (body === undefined || role !== "search") return undefined;
      return { type: "file.scored", session, path: key, evaluations: body.variants.length };
    }
    case "coder.finished": {
      const report = is("coder.finished")?.report;
      return report === undefined ? undefined : { type: "file.finished", session, report };
    }
    case "session.finished": {
      // Every included file has been reconstructed, else there is no such message.
      const files = is("session.finished")?.included;
      return files === undefined ? undefined : { type: "session.finished", session, files };
    }
    case "session.failed": {
      const body = is("session.failed");
      if (body === undefined) return undefined;
      return { type: "session.failed", session, code: body.code, reason: body.reason };
    }
    default:
      return undefined;
  }
}

function spawned(
  session: string,
  body: Body<"agent.spawn"> | undefined,
): ProgressEvent | undefined {
  if (body?.role === "coder") return { type: "file.started", session, path: body.key };
  if (body?.role !== "main") return undefined;
  const input = MainInput.safeParse(body.input);
  const repository = input.success ? placeOf(input.data.source) : undefined;
  return { type: "session.started", session, repository: repository ?? session };
}

/** Where a repository is, for people; undefined for one that came with the run. */
function placeOf(source: RepositorySource): string | undefined {
  if ("path" in source) return source.path;
  return "git" in source ? source.git : undefined;
}
