import type { Row } from "../files/index.ts";
import type { TrajectoryRecord } from "../record/index.ts";
import { TOOLS, nestedConversations, type Message } from "./chat/index.ts";
import type { FileFormat, TextFile } from "./format.ts";

/** Newest version that its consumers accept; nothing that is written here needs v1.8. */
const SCHEMA = "ATIF-v1.7";

/**
 * The Agent Trajectory Interchange Format (Harbor RFC 0001): a directory for each trajectory with
 * `main.json` and one numbered file for each coder. The main agent's calls of `delegate` refer to
 * those files by `trajectory_path`, the only way that readers of directories follow.
 */
export const atif: FileFormat = {
  *files(record) {
    let count = 0;
    const coders: TextFile[] = [];
    const names = new Map<string, string>();
    const [main, ...others] = [...nestedConversations(record)];
    for (const { path = "", messages } of others) {
      count += 1;
      const name = `${String(count).padStart(5, "0")}.json`;
      names.set(path, name);
      coders.push(fileOf(record, name, { path, messages, names }));
    }
    if (main) yield fileOf(record, "main.json", { messages: main.messages, names });
    yield* coders;
  },
};

interface Part {
  readonly path?: string;
  readonly messages: readonly Message[];
  /** Names of the coders' files, by path. */
  readonly names: ReadonlyMap<string, string>;
}

function fileOf(record: TrajectoryRecord, name: string, part: Part): TextFile {
  const { path } = part;
  const steps = stepsOf(record, part);
  const files = record.files.filter((file) => path === undefined || file.path === path);
  const trajectory = {
    schema_version: SCHEMA,
    session_id: record.session,
    trajectory_id: idOf(record, name),
    agent: {
      name: path === undefined ? "hindcast-main" : "hindcast-coder",
      version: record.configuration.slice(0, 12),
      tool_definitions: TOOLS,
    },
    steps,
    final_metrics: { total_steps: steps.length },
    extra: {
      repo: record.repo,
      commit: record.commit,
      license: record.license,
      seed: record.seed,
      ...(path === undefined ? {} : { path }),
      files,
    },
  };
  return { path: `${record.id}/${name}`, text: `${JSON.stringify(trajectory)}\n` };
}

function idOf(record: TrajectoryRecord, name: string): string {
  return `${record.id}-${name.replace(/\.json$/, "")}`;
}

function stepsOf(record: TrajectoryRecord, { messages, names }: Part): Row[] {
  const steps: Row[] = [];
  for (const [at, message] of messages.entries()) {
    if (message.role === "tool") continue;
    const step = { step_id: steps.length + 1 };
    if (message.role === "user") {
      steps.push({ ...step, source: "user", message: message.text });
      continue;
    }
    const { thoughts, call } = message;
    const answer = messages[at + 1];
    steps.push({
      ...step,
      source: "agent",
      message: "",
      ...(thoughts.length > 0 ? { reasoning_content: thoughts.join("\n\n") } : {}),
      ...(call
        ? {
            tool_calls: [
              { tool_call_id: call.id, function_name: call.name, arguments: call.arguments },
            ],
            observation: {
              results: [
                {
                  source_call_id: call.id,
                  content: answer?.role === "tool" ? answer.text : "",
                  ...referenceOf(record, call.name, names.get(call.arguments["path"] ?? "")),
                },
              ],
            },
          }
        : {}),
    });
  }
  return steps;
}

function referenceOf(record: TrajectoryRecord, tool: string, name: string | undefined): Row {
  if (tool !== "delegate" || name === undefined) return {};
  const reference = {
    session_id: record.session,
    trajectory_id: idOf(record, name),
    trajectory_path: name,
  };
  return { subagent_trajectory_ref: [reference] };
}
