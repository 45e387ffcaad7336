export { childLogger, createLogger, type LoggerOptions } from "./logger.ts";
