export { packBestFit } from "./best-fit.ts";
export { piecesOf, type Piece } from "./pieces.ts";
export { PACKED_COLUMNS, packedRow } from "./rows.ts";
export { sequencesOf, trainedIn, withTrained, type SequenceLimit } from "./sequences.ts";
export { SequenceSpill } from "./spill.ts";
