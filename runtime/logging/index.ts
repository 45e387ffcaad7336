export { childLogger, createLogger, type LoggerOptions } from "./logger.ts";
export { redactor, type Redact } from "./redact.ts";
