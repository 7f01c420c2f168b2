/**
 * undici's dispatchers alone. Its index also loads fetch, WebSocket and caches, which takes as long again and does not
 * work before Node 22; what the index adds to a dispatcher, and a proxy is reached by, is `connect`.
 */
import connect from "undici/lib/api/api-connect.js";
import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
import EnvHttpProxyAgent from "undici/lib/dispatcher/env-http-proxy-agent.js";

Object.assign(Dispatcher.prototype, { connect });

export { EnvHttpProxyAgent };
