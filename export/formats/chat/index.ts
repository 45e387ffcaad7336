import type { Row } from "../../files/index.ts";
import { flatten } from "../../text/index.ts";
import { SOURCE_COLUMNS, sourceOf, type Dialect, type TableFormat } from "../format.ts";
import { flatConversation, nestedConversations, type Message } from "./conversation.ts";
import {
  TOOLS_JSON,
  axolotlMessages,
  llamaFactoryMessages,
  swiftMessages,
  trlMessages,
} from "./dialects.ts";

export {
  flatConversation,
  nestedConversations,
  type ToolCall,
  type Message,
} from "./conversation.ts";
export { TOOLS } from "./tools.ts";

/**
 * Conversations with tools. `flat` is one row for a trajectory, `nested` one for each agent, whose id
 * ends with the coder's path. `files` holds what the calls do not say of the files.
 */
export const chat: TableFormat = {
  columns: ({ dialect }) =>
    dialect === "ms-swift"
      ? [...SOURCE_COLUMNS, { name: "messages", type: "JSON" }, { name: "channel", type: "STRING" }]
      : [
          ...SOURCE_COLUMNS,
          { name: "messages", type: "JSON" },
          { name: "tools", type: "STRING" },
          { name: "files", type: "JSON" },
        ],
  *rows(record, { dialect, structure, template }) {
    const source = sourceOf(record);
    if (dialect === "ms-swift") {
      yield { ...source, messages: swiftMessages(flatten(record, template)), channel: record.repo };
      return;
    }
    const conversations =
      structure === "flat" ? [flatConversation(record)] : nestedConversations(record);
    for (const { path, messages } of conversations) {
      const files = record.files.filter((file) => path === undefined || file.path === path);
      const id = path === undefined ? record.id : `${record.id}/${path}`;
      yield { ...source, id, messages: written(messages, dialect), tools: TOOLS_JSON, files };
    }
  },
};

function written(messages: readonly Message[], dialect: Exclude<Dialect, "ms-swift">): Row[] {
  if (dialect === "axolotl") return axolotlMessages(messages);
  if (dialect === "llama-factory") return llamaFactoryMessages(messages);
  return trlMessages(messages);
}
