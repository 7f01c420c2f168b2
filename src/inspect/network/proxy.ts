/** The proxies that an environment names. */
import { ConfigurationError } from "../../errors.ts";

/** Texts, as undici takes them; an empty one keeps undici from reading the environment of the process. */
export interface Proxies {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * The proxies of an environment: `https_proxy`, `http_proxy`, `no_proxy`, or the same in upper case. An address without
 * a scheme (`proxy.corp:3128`) is http, as for curl. Throws ConfigurationError for one that cannot be used.
 */
export function proxiesOf(env: Readonly<Record<string, string | undefined>>): Proxies {
  const valueOf = (name: string): string => env[name] || env[name.toUpperCase()] || "";
  const proxy = (name: string): string => {
    const value = valueOf(name).trim();
    const url = value === "" || value.includes("://") ? value : `http://${value}`;
    if (url !== "" && !(URL.canParse(url) && /^(?:https?|socks5?):$/.test(new URL(url).protocol))) {
      throw new ConfigurationError(
        `${name.toUpperCase()} is not an address of a proxy; write one such as http://proxy.example.com:3128.`,
      );
    }
    return url;
  };
  return { httpProxy: proxy("http_proxy"), httpsProxy: proxy("https_proxy"), noProxy: valueOf("no_proxy") };
}

/** The passwords in the addresses, as they are written and as they are meant. */
export function passwordsOf({ httpProxy, httpsProxy }: Proxies): readonly string[] {
  return [httpProxy, httpsProxy].flatMap((url) => {
    const password = url === "" ? "" : new URL(url).password;
    return password === "" ? [] : [password, unescape(password)];
  });
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
