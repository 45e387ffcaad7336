import { OnnxModel } from "../../model-servers/onnx/index.ts";
import { HindcastError } from "../../protocols/index.ts";
import { LocalTokenizer, TextTokens, type Encoder } from "../tokens/index.ts";
import { lengthOf } from "./answer.ts";
import type { EndpointSettings } from "./options.ts";
import type { EndpointParts } from "./servers/index.ts";

/**
 * A model in this process as an endpoint. Its tokeniser is read as those of servers are: what a
 * text spells is never a special token.
 *
 * @param given what follows `onnx:` in the SPEC
 */
export function onnxParts(
  name: string,
  given: string,
  { tokenizer }: Pick<EndpointSettings, "tokenizer">,
  load: (given: string) => Promise<OnnxModel> = (model) => OnnxModel.load(model),
): EndpointParts {
  let opened: Promise<{ model: OnnxModel; encoder: Encoder }> | undefined;
  const open = () =>
    (opened ??= (async () => {
      const model = await load(given);
      return { model, encoder: await LocalTokenizer.load(tokenizer ?? model.tokenizerFile) };
    })());
  return {
    // Prefixes are kept by the model, which works on one item at a time.
    traits: { itemsPerRequest: 8, reusesPrefixes: true },
    tokens: new TextTokens({
      plain: async (text, signal) => (await open()).encoder.plain(text, signal),
      prompt: async (text, signal) => (await open()).encoder.prompt(text, signal),
      texts: async (ids, signal) => (await open()).encoder.texts?.(ids, signal),
    }),
    describe: async () => {
      const { model } = await open();
      return { model: model.name, contextLength: model.contextLength };
    },
    score: async (items, signal) => {
      const { model } = await open();
      const { contextLength = Infinity } = model;
      const long = items.find((item) => lengthOf(item) > contextLength);
      if (long) {
        const detail = `${name}: item ${long.id}: ${lengthOf(long)} tokens, the model takes ${contextLength}`;
        throw new HindcastError("ENDPOINT_REFUSED", detail);
      }
      const ids = items.map(({ context, target }) => ({
        context: context.ids,
        target: target.ids,
      }));
      return model.score(ids, signal);
    },
    close: async () => {
      const known = await opened?.catch(() => undefined);
      await known?.model.close();
    },
  };
}
