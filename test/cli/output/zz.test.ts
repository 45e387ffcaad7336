import * as fc from "fast-check";
fc.configureGlobal({ numRuns: 300000 });
import "../../runtime/config/spec.test.ts";
