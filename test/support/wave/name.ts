/** Image names as Wave reads them, which is not as Docker does. */
import { crash } from "./refusal.ts";

export interface Coordinates {
  /** Kept for messages only. */
  readonly scheme: "" | "oras://";
  readonly registry: string;
  readonly image: string;
  readonly reference: string;
}

export const readName = (text: string): Coordinates => {
  if (text.includes(" ")) throw crash(`Invalid container name - offending image: '${text}'`);
  const at = text.indexOf("://");
  if (at >= 0 && text.slice(0, at) !== "oras") {
    throw crash(`Invalid container scheme: '${text.slice(0, at)}' - offending image: '${text}'`);
  }
  const invalid = (): Error => crash(`Invalid container image name: ${text}`);
  const parts = (at < 0 ? text : text.slice(at + 3)).split("/").filter((part) => part !== "");
  const last = parts.pop();
  if (last === undefined) throw crash("Negative array index [-1] too large for array size 0");
  const cut = last.includes("@") ? last.indexOf("@") : last.indexOf(":");
  const reference = cut < 0 ? "latest" : last.slice(cut + 1);
  const name = cut < 0 ? last : last.slice(0, cut);
  if (name === "" || reference === "") throw invalid();
  const path = [...parts, name];
  const scheme = at < 0 ? "" : "oras://";
  const [first = "", ...rest] = path;
  if (!/[.:]/u.test(first)) {
    return { scheme, registry: "docker.io", image: path.length === 1 ? `library/${first}` : path.join("/"), reference };
  }
  const colon = first.indexOf(":");
  if (colon >= 0 && !/^\d+$/u.test(first.slice(colon + 1))) throw invalid();
  const implied = first === "docker.io" && rest.length === 1 ? "library/" : "";
  return { scheme, registry: first, image: implied + rest.join("/"), reference };
};

/** Where the registry of a name is asked; plain http for `localhost` alone. */
export const hostNameOf = (registry: string): string => {
  if (registry === "docker.io") return "https://registry-1.docker.io";
  return /^localhost(?::\d+)?$/u.test(registry) ? `http://${registry}` : `https://${registry}`;
};

/** The image as Wave's messages show it. */
export const shown = ({ scheme, registry, image, reference }: Coordinates): string =>
  `${scheme}${registry}/${image}${reference.startsWith("sha256:") ? "@" : ":"}${reference}`;

/** The checks that Java makes of `https://HOST/v2/` before it connects. */
export const checkHost = (hostName: string): void => {
  const start = hostName.indexOf("://") + 3;
  if (/[^\w.\-~!$&'()*+,;=:@[\]%]/u.test(hostName.slice(start))) {
    throw crash(`Illegal character in authority at index ${start}: ${hostName}/v2/`);
  }
  const host = hostName.slice(start).replace(/:\d+$/u, "");
  if (!/^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)*[a-z\d](?:[a-z\d-]*[a-z\d])?$/iu.test(host)) {
    throw crash(`unsupported URI ${hostName}/v2/`);
  }
};

/** The path of a URL as Java would send it: nothing is encoded for the caller, what is illegal is an exception. */
export const checkedPath = (hostName: string, path: string): string => {
  const end = path.search(/[?#]/u);
  const plain = end < 0 ? path : path.slice(0, end);
  for (let at = 0; at < plain.length; at += 1) {
    const index = hostName.length + at;
    if (plain[at] === "%") {
      if (!/^[\da-f]{2}/iu.test(plain.slice(at + 1)))
        throw crash(`Malformed escape pair at index ${index}: ${hostName}${path}`);
    } else if (!/[\w\-.!~*'():@&=+$,;/]|[^\0-\u007F]/u.test(plain[at] ?? "")) {
      throw crash(`Illegal character in path at index ${index}: ${hostName}${path}`);
    }
  }
  const fragment = path.indexOf("#");
  return (fragment < 0 ? path : path.slice(0, fragment)).replaceAll(/[^\0-\u007F]+/gu, encodeURIComponent);
};
