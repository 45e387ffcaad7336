/** The actions as function tools, in OpenAI's schema, which every chat format takes. */
export const TOOLS = [
  tool("delegate", "Hand a file to a coder.", {
    path: "Path of the file, relative to the root of the repository.",
    instruction: "What the file is for.",
  }),
  tool("read_file", "Read a file that was written before.", {
    path: "Path of the file.",
    reason: "What the file has to do with the one that is being written.",
  }),
  tool("write_file", "Write a whole file.", {
    path: "Path of the file.",
    content: "Its text.",
  }),
] as const;

function tool(name: string, description: string, parameters: Readonly<Record<string, string>>) {
  const properties = Object.fromEntries(
    Object.entries(parameters).map(([key, text]) => [key, { type: "string", description: text }]),
  );
  return {
    type: "function",
    function: {
      name,
      description,
      parameters: { type: "object", properties, required: Object.keys(parameters) },
    },
  };
}
