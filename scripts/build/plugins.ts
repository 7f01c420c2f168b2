/** What the bundler is taught: to leave out what is never used, and to write what starts fast. */
import { isBuiltin } from "node:module";
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

/**
 * An `import` of a built-in module reads every export of it, and some of them load half of Node (`fs` its streams,
 * `crypto` its web interface): 15 ms of a start. Taking only what is used does not.
 */
export const builtinsAsUsed: Plugin = {
  name: "builtins-as-used",
  renderChunk(code) {
    return code.replaceAll(
      /^import (?:(.+) from )?"(?:node:)?([a-z0-9_/]+)";$/gm,
      (whole: string, bindings: string | undefined, name: string) => {
        if (!isBuiltin(name)) return whole;
        const module = `process.getBuiltinModule("node:${name}")`;
        const [, local, some] = /^(?:(?:\* as )?([\w$]+))?(?:, )?(?:\{(.+)\})?$/.exec(bindings ?? "") ?? [];
        return [
          ...(local === undefined ? [] : [`const ${local} = ${module};`]),
          ...(some === undefined ? [] : [`const {${some.replaceAll(" as ", ": ")}} = ${module};`]),
        ].join("\n");
      },
    );
  },
};

/** A text with any other character takes two bytes for each of them in V8, and longer to read. */
export const asciiOnly: Plugin = {
  name: "ascii-only",
  renderChunk: (code) =>
    code.replaceAll(/[^\0-\x7F]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`),
};
