export { ByteModel, type ByteModelOptions, type ByteStem, anyByte } from "./byte-model.ts";
