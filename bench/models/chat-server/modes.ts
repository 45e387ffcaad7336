/** What a server answers a chat request with. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a text as it is. */
  readonly body: unknown;
  /** Whether the connection is dropped in the middle of the body. */
  readonly cut?: boolean;
}

/** The parameters of a request. */
export type ChatBody = Readonly<Record<string, unknown>>;

/** One way in which servers of language models were reported to behave. */
export interface Mode {
  readonly name: string;
  /**
   * What becomes of the answer: `taken` as it is or with something removed; `repaired`: asked once
   * more; `retried`: the attempt failed and is made again; `adapted`: the request is changed and
   * sent again; `declined`: the file goes without this text.
   */
  readonly fate: "taken" | "repaired" | "retried" | "adapted" | "declined";
  /** Undefined for a request that is answered in the usual way. */
  readonly reply: (answer: string, body: ChatBody) => Reply | undefined;
}

interface Choice {
  readonly content?: unknown;
  readonly finish?: string | null;
  readonly [field: string]: unknown;
}

/** A completion with one choice. */
export function completionOf({ content = "", finish = "stop", ...fields }: Choice): Reply {
  const message = { role: "assistant", content, ...fields };
  return {
    body: {
      id: "c",
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: finish }],
      usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
    },
  };
}

const THINKING = "Okay, the user wants a note. A <note>first draft</note> comes to mind. Hmm.";

/** Modes that put something around an answer. */
const around: Readonly<Record<string, (answer: string) => string>> = {
  "think tags": (answer) => `<think>\n${THINKING}\n</think>\n\n${answer}`,
  "thought tags": (answer) => `<thought>${THINKING}</thought>${answer}`,
  "a closing tag alone": (answer) => `${THINKING}\n</think>\n\n${answer}`,
  "Mistral's thinking": (answer) => `[THINK]${THINKING}[/THINK]${answer}`,
  "Seed's thinking": (answer) => `<seed:think>${THINKING}</seed:think>${answer}`,
  "Gemma's channel": (answer) => `<|channel>thought\n${THINKING}<channel|>${answer}`,
  "Kimi's thinking": (answer) => `◁think▷${THINKING}◁/think▷${answer}`,
  "harmony's channels": (answer) =>
    `<|channel|>analysis<|message|>${THINKING}<|end|><|start|>assistant<|channel|>final<|message|>${answer}<|return|>`,
  "harmony without its tokens": (answer) => `analysis${THINKING}assistantfinal${answer}`,
  "an end of turn": (answer) => `${answer}<|im_end|>`,
  "a preamble": (answer) =>
    `Sure! Here is the note, following your rules:\n\n${answer}\n\nLet me know if you would like me to adjust it.`,
  "a fence around all": (answer) => `\`\`\`markdown\n${answer}\n\`\`\``,
};

/** Texts in place of an answer that nobody wants to train on. */
const instead: Readonly<Record<string, string>> = {
  "endless repetition": "<note>I read the settings and then I read the settings. </note>"
    .replace("</note>", "I read the settings and then I read the settings. ".repeat(160))
    .concat("</note>"),
  "fenced code":
    "<note>It goes like this:\n```js\nexport const a = 1;\nexport const b = 2;\n```\n</note>",
  "template tokens inside": "<note>I begin.<|im_end|>\n<|im_start|>user\nGo on.</note>",
  "a turn of the user": "<note>I begin.\n<start_of_turn>user\nGo on.</note>",
  "a refusal in words": "I'm sorry, but I can't help with that request.",
  "nothing at all": "",
  "thinking without an end": `<think>\n${THINKING}`,
};

const refusal = (status: number, error: unknown, headers?: Reply["headers"]): Reply => ({
  status,
  body: { error },
  ...(headers && { headers }),
});

/** A parameter that is refused as long as it is sent. */
const refuses = (name: string, message: string): Mode => ({
  name: `${name} refused`,
  fate: "adapted",
  reply: (_, body) =>
    name in body
      ? refusal(400, { message, param: name, type: "invalid_request_error" })
      : undefined,
});

const failing: Readonly<Record<string, Reply>> = {
  "an error under status 200": { body: { error: { message: "provider failed", code: 502 } } },
  "a page of a proxy": {
    headers: { "content-type": "text/html" },
    body: "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
  },
  "JSON that is cut": { body: '{"choices": [{"message": {"content": "I beg' },
  "a dropped connection": { body: '{"choices": [', cut: true },
  "a rate limit": refusal(429, { message: "slow down" }, { "retry-after": "0" }),
  "a rate limit in words": refusal(429, { message: "Please try again in 5ms." }),
  "an overloaded server": refusal(529, { type: "overloaded_error", message: "Overloaded" }),
  "an internal error": refusal(500, { message: "CUDA error" }),
};

const events = (answer: string): string =>
  [
    { choices: [{ index: 0, delta: { role: "assistant", content: "" } }] },
    { choices: [{ index: 0, delta: { content: answer.slice(0, 20) } }] },
    { choices: [{ index: 0, delta: { content: answer.slice(20) }, finish_reason: "stop" }] },
  ]
    .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
    .concat("data: [DONE]\n\n")
    .join("");

const stream = { headers: { "content-type": "text/event-stream" } };

/** Every way, by what was reported of vLLM, SGLang, llama.cpp, Ollama and hosted services. */
export const modes: readonly Mode[] = [
  ...Object.entries(around).map(([name, wrap]): Mode => ({
    name,
    fate: "taken",
    reply: (answer) => completionOf({ content: wrap(answer) }),
  })),
  {
    name: "content in parts",
    fate: "taken",
    reply: (answer) =>
      completionOf({
        content: [
          { type: "thinking", thinking: [{ type: "text", text: THINKING }] },
          { type: "text", text: answer },
        ],
      }),
  },
  {
    name: "reasoning in a field",
    fate: "taken",
    reply: (answer) => completionOf({ content: answer, reasoning_content: THINKING }),
  },
  {
    name: "a stream that nobody asked for",
    fate: "taken",
    reply: (answer) => ({ ...stream, body: events(answer) }),
  },
  {
    name: "a number that is none",
    fate: "taken",
    reply: (answer) => ({
      body: JSON.stringify(completionOf({ content: answer, score: 0.125 }).body).replace(
        "0.125",
        "NaN",
      ),
    }),
  },
  ...Object.entries(instead).map(([name, content]): Mode => ({
    name,
    fate: "repaired",
    reply: () => completionOf({ content }),
  })),
  {
    name: "cut off at the limit",
    fate: "repaired",
    reply: (answer) => completionOf({ content: answer.slice(0, 30), finish: "length" }),
  },
  {
    name: "aborted",
    fate: "repaired",
    reply: (answer) => completionOf({ content: answer.slice(0, 30), finish: "abort" }),
  },
  {
    name: "filtered at the end",
    fate: "repaired",
    reply: (answer) => completionOf({ content: answer.slice(0, 30), finish: "content_filter" }),
  },
  {
    name: "a refusal in its field",
    fate: "repaired",
    reply: () => completionOf({ content: null, refusal: "I can't help with that." }),
  },
  {
    name: "tokens used up by thinking",
    fate: "repaired",
    reply: () => completionOf({ content: "", reasoning_content: THINKING, finish: "length" }),
  },
  {
    name: "far too many words",
    fate: "repaired",
    reply: () =>
      completionOf({
        content: `<note>${Array.from({ length: 900 }, (_, n) => `item${n}`).join(" ")}.</note>`,
      }),
  },
  ...Object.entries(failing).map(([name, reply]): Mode => ({
    name,
    fate: "retried",
    reply: () => reply,
  })),
  refuses("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'."),
  refuses("temperature", "'temperature' does not support 0.7 with this model."),
  refuses("seed", "Extra inputs are not permitted: seed"),
  {
    name: "streaming only",
    fate: "adapted",
    reply: (answer, body) =>
      body["stream"] === true
        ? { ...stream, body: events(answer) }
        : refusal(400, { message: "This model only supports streaming (stream must be true)." }),
  },
  {
    name: "a prompt that is filtered",
    fate: "declined",
    reply: () =>
      refusal(400, { code: "content_filter", message: "The prompt was filtered by our policy." }),
  },
];
