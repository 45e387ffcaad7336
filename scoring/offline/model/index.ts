export {
  anyByte,
  ByteModel,
  defaultContexts,
  type ByteModelOptions,
  type ByteStem,
} from "./byte-model.ts";
export { contextNames, type ContextName } from "./contexts.ts";
