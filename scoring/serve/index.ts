export { protocolNames, type ProtocolName } from "./protocols/index.ts";
export {
  startLikelihoodServer,
  type LikelihoodServer,
  type LikelihoodServerOptions,
  type LikelihoodServerStats,
} from "./server.ts";
