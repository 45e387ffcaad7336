export { REPORT_LIMIT, reportOf } from "./report.ts";
