export { openDestination, type LogDestination } from "./destination.ts";
export { childLogger, createLogger, type LogContext, type LoggerOptions } from "./logger.ts";
export { redactor, type Redact } from "./redact.ts";
export { type Logger } from "pino";
