import { atif } from "./atif.ts";
import { chat } from "./chat/index.ts";
import { documents } from "./documents.ts";
import type { FileFormat, TableFormat } from "./format.ts";
import { pairs } from "./pairs.ts";
import { raw } from "./raw.ts";
import { sts } from "./sts.ts";

export {
  CONTENTS,
  DIALECTS,
  STRUCTURES,
  spansOf,
  type Content,
  type Dialect,
  type FormatContext,
  type Structure,
  type TableFormat,
} from "./format.ts";
export { TOKENISED_COLUMNS, sequenceOf, tokenisedRow, tokenizerOf } from "./tokenised.ts";

/** Formats that are tables: a row, or a few, for each trajectory. */
export const TABLE_FORMATS = { documents, chat, raw, pairs } as const satisfies Record<
  string,
  TableFormat
>;

/** Formats that are a directory of text files. */
export const FILE_FORMATS = { atif, sts } as const satisfies Record<string, FileFormat>;
