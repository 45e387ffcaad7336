import type { Row } from "../../files/index.ts";
import type { TextSpan } from "../../text/index.ts";
import type { ToolCall, Message } from "./conversation.ts";
import { TOOLS } from "./tools.ts";

/** Thoughts of one message as one text. */
function joined(thoughts: readonly string[]): string {
  return thoughts.join("\n\n");
}

/** A call with its arguments as a JSON string, as OpenAI has it and `datasets` can store it. */
function openAiCall({ id, name, arguments: values }: ToolCall): Row {
  return { id, type: "function", function: { name, arguments: JSON.stringify(values) } };
}

/** OpenAI's messages. */
function openAiMessage(message: Message): Row {
  if (message.role === "user") return { role: "user", content: message.text };
  if (message.role === "tool") {
    return { role: "tool", tool_call_id: message.id, name: message.name, content: message.text };
  }
  return {
    role: "assistant",
    content: joined(message.thoughts),
    ...(message.call ? { tool_calls: [openAiCall(message.call)] } : {}),
  };
}

/**
 * OpenAI's messages. TRL masks all but the assistant's with `assistant_only_loss=True`, and knows no
 * other mask: a thought that is not trained on is said by the user.
 */
export function trlMessages(messages: readonly Message[]): Row[] {
  return messages.map((message) =>
    message.role === "assistant" && !message.loss
      ? { role: "user", content: joined(message.thoughts) }
      : openAiMessage(message),
  );
}

/** OpenAI's messages with Axolotl's `train` on each. */
export function axolotlMessages(messages: readonly Message[]): Row[] {
  return messages.map((message) => ({
    ...openAiMessage(message),
    train: message.role === "assistant" && message.loss,
  }));
}

/**
 * ms-swift joins neighbouring messages of the assistant and takes the loss of each: with
 * `use_chat_template=False` that is the flattened text with its spans.
 */
export function swiftMessages(spans: Iterable<TextSpan>): Row[] {
  return Array.from(spans, ({ text, loss }) => ({ role: "assistant", content: text, loss }));
}

/** LLaMA-Factory v1: parts with types, and a weight of the loss for each message. */
export function llamaFactoryMessages(messages: readonly Message[]): Row[] {
  return messages.map((message) => {
    if (message.role !== "assistant") {
      const part = { type: "text", value: message.text };
      return { role: message.role, content: [part], loss_weight: 0 };
    }
    const { thoughts, call, loss } = message;
    const parts = thoughts.length > 0 ? [{ type: "text", value: joined(thoughts) }] : [];
    const called = call
      ? [
          {
            type: "tool_call",
            value: JSON.stringify({ name: call.name, arguments: call.arguments }),
          },
        ]
      : [];
    return { role: "assistant", content: [...parts, ...called], loss_weight: loss ? 1 : 0 };
  });
}

/** Tools as the JSON string that tables hold. */
export const TOOLS_JSON = JSON.stringify(TOOLS);
