/** Secrets, and what is shown in their place wherever a server may have put them into its words. */

import { IssuedTokens } from "./issued-tokens.ts";

const MASK = "***";
/** A shorter one would be found in every second word. */
const SHORTEST = 4;
/** As much of a secret that was cut (of a long message) is enough to know it by. */
const HEAD = 8;
/** Shorter ones are found in other words once they are packed. */
const SHORTEST_PACKED = 6;

/** What a client sends to say who it is, whoever gave it the token. */
const authorization = /\b(Bearer|Basic)(?: +|%20|\+)(?=[^\s"',;]*\d)[\w.~+/=-]{8,}/gi;
const webToken = /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g;
/** Of digests nothing is taken away: who reads a report must be able to compare them. */
const digest = /^sha(?:256|384|512):[0-9a-f]+$/;

/**
 * Knows the secrets of a run and finds them again in text of strangers: as they are, in whole or cut, escaped for JSON,
 * HTML or a URL, and packed in base64 or hex. Letters may be of either case.
 */
export class Redactor {
  readonly #secrets = new Set<string>();
  readonly #tokens = new IssuedTokens();
  /** Every form of every secret, by its beginning; built anew after a secret was added. */
  #forms: { readonly heads: RegExp; readonly byHead: ReadonlyMap<string, readonly string[]> } | undefined;

  add(secret: string): void {
    if (secret.length < SHORTEST || this.#secrets.has(secret)) return;
    this.#secrets.add(secret);
    this.#forms = undefined;
  }

  /** A token that a server gave: see `IssuedTokens`. Its beginning is enough to know it by. */
  addToken(token: string): void {
    this.#tokens.add(formsOf(token.slice(0, 32)).map(lowered));
  }

  /** Gives back what it got where there is nothing to hide. */
  redact(text: string): string {
    if (digest.test(text)) return text;
    return this.#withoutTokens(this.#withoutSecrets(text.replace(authorization, `$1 ${MASK}`).replace(webToken, MASK)));
  }

  /** The same for every text in JSON-like data, names of fields included; what holds no secret is kept as it is. */
  redactAll<T>(value: T): T {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- texts stay texts, lists lists, fields fields
    return this.#cleaned(value) as T;
  }

  #cleaned(value: unknown): unknown {
    if (typeof value === "string") return this.redact(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const clean = items.map((item) => this.#cleaned(item));
      return clean.some((item, at) => item !== items[at]) ? clean : value;
    }
    const fields = Object.entries(value);
    const clean = fields.map(([name, field]) => [this.redact(name), this.#cleaned(field)] as const);
    const isSame = clean.every(([name, field], at) => name === fields[at]?.[0] && field === fields[at][1]);
    return isSame ? value : Object.fromEntries(clean);
  }

  #withoutTokens(text: string): string {
    if (this.#tokens.isEmpty) return text;
    let clean = "";
    let done = 0;
    for (const [start, end] of this.#tokens.find(lowered(text))) {
      clean += text.slice(done, start) + MASK;
      done = end;
    }
    return done === 0 ? text : clean + text.slice(done);
  }

  #withoutSecrets(text: string): string {
    if (this.#secrets.size === 0) return text;
    const { heads, byHead } = (this.#forms ??= indexForms(this.#secrets));
    const lower = lowered(text);
    let clean = "";
    let done = 0;
    for (const { 0: head, index } of lower.matchAll(heads)) {
      if (index < done) continue;
      const runs = byHead.get(head)?.map((form) => commonLength(lower, index, form)) ?? [];
      clean += text.slice(done, index) + MASK;
      done = index + Math.max(head.length, ...runs);
    }
    return done === 0 ? text : clean + text.slice(done);
  }
}

function indexForms(secrets: ReadonlySet<string>): {
  readonly heads: RegExp;
  readonly byHead: ReadonlyMap<string, readonly string[]>;
} {
  const forms = new Set([...secrets].flatMap(formsOf).map(lowered));
  const byHead = Map.groupBy(forms, (form) => form.slice(0, HEAD));
  // Of two that begin alike the longer one first.
  const heads = [...byHead.keys()].sort((a, b) => b.length - a.length);
  return { heads: new RegExp(heads.map(escapeRegExp).join("|"), "g"), byHead };
}

/** How a secret may be written. */
function formsOf(secret: string): readonly string[] {
  const json = inJson(secret);
  const bytes = Buffer.from(secret);
  const packed = bytes.length < SHORTEST_PACKED ? [] : [bytes.toString("hex"), ...base64Of(bytes)];
  const forms = [
    secret,
    secret.trim().replace(/\s+/g, " "),
    json,
    inJson(json),
    percentEncoded(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    // As platforms are shown.
    secret.replace(/[^\w./-]/g, "?"),
    ...packed,
  ];
  return forms.filter((form) => form.length >= SHORTEST);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a character has no such form.
    return text;
  }
}

/**
 * Base64 takes three bytes at a time, so that what stands before a text decides between three forms of it; those without
 * the characters that also hold bits of the neighbours. Each in both alphabets.
 */
function base64Of(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const packed = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const own = packed.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** In lower case, at the same length: only ASCII. */
function lowered(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function commonLength(text: string, start: number, form: string): number {
  let length = 0;
  while (length < form.length && text[start + length] === form[length]) length++;
  return length;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
