/** What the bundler is taught: to leave out what is never used, and to write what starts fast. */
import { sep } from "node:path";
import type { Plugin } from "rolldown";

/**
 * @actions/core reaches its HTTP client, and through it undici, for getIDToken() alone. This action asks for no ID
 * token; with the edge cut, a check that needs no network starts in a third of the time.
 */
export const withoutIdTokens: Plugin = {
  name: "without-id-tokens",
  resolveId(source, importer) {
    const fromCore = importer?.split(sep).join("/").endsWith("/@actions/core/lib/core.js") === true;
    return fromCore && source === "./oidc-utils.js" ? "\0without-id-tokens" : null;
  },
  load(id) {
    if (id !== "\0without-id-tokens") return null;
    return 'export class OidcClient { static getIDToken() { throw new Error("ID tokens are not part of this bundle"); } }';
  },
};

/** undici's index also brings in what tests mock a server with, a tenth of it. */
export const withoutMocks: Plugin = {
  name: "without-mocks",
  resolveId(source, importer) {
    const fromIndex = importer?.split(sep).join("/").endsWith("/undici/index.js") === true;
    return fromIndex && source.startsWith("./lib/mock/") ? "\0without-mocks" : null;
  },
  load(id) {
    return id === "\0without-mocks" ? "module.exports = {};" : null;
  },
};

/** A text with any other character takes two bytes for each of them in V8, and longer to read. */
export function asAscii(code: string): string {
  return code.replaceAll(/[^\0-\x7F]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
