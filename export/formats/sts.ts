import type { Row } from "../files/index.ts";
import { flatConversation, type Message } from "./chat/index.ts";
import type { FileFormat } from "./format.ts";

/**
 * Session traces as the Hub's viewer reads them: a line for the session, then a line for each
 * message. One file for each trajectory.
 */
export const sts: FileFormat = {
  *files(record) {
    const { messages } = flatConversation(record);
    const session = { type: "session", harness: "hindcast", id: record.id, name: record.repo };
    const lines = [
      session,
      ...messages.map((message) => ({ type: "message", message: traced(message) })),
    ];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    yield { path: `${record.id}.jsonl`, text };
  },
};

function traced(message: Message): Row {
  if (message.role === "user") return { role: "user", content: message.text };
  if (message.role === "tool") {
    return { role: "tool", toolCallId: message.id, content: message.text };
  }
  const { thoughts, call } = message;
  return {
    role: "assistant",
    content: "",
    ...(thoughts.length > 0 ? { reasoningContent: thoughts.join("\n\n") } : {}),
    ...(call
      ? {
          toolCalls: [
            {
              id: call.id,
              function: { name: call.name, arguments: JSON.stringify(call.arguments) },
            },
          ],
        }
      : {}),
  };
}
