import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const time = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`));

const COMMON_NAME = "550403";
const ECDSA_SHA256 = "2a8648ce3d040302";
const RSA_SHA256 = "2a864886f70d01010b";
const ALTERNATIVE_NAMES = "551d11";
const BASIC_CONSTRAINTS = "551d13";
const DAY = 86_400_000;

/**
 * A self-signed certificate for some host names and IPv4 addresses, valid for a day; it can be trusted as a root.
 * Without keys (RSA or P-256) it gets some of its own.
 */
export function certificateFor(
  names: readonly string[],
  keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
  }),
): Certificate {
  const { privateKey, publicKey } = keys;
  const algorithm =
    privateKey.asymmetricKeyType === "rsa" ? sequence(oid(RSA_SHA256), der(0x05)) : sequence(oid(ECDSA_SHA256));
  const subject = sequence(der(0x31, sequence(oid(COMMON_NAME), der(0x0c, Buffer.from("wave-inspect test")))));
  const alternatives = names.map((name) =>
    /^[\d.]+$/.test(name) ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name)),
  );
  const now = Date.now();
  const tbs = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    subject,
    sequence(time(new Date(now - DAY)), time(new Date(now + DAY))),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(
      0xa3,
      sequence(
        sequence(oid(ALTERNATIVE_NAMES), der(0x04, sequence(...alternatives))),
        sequence(
          oid(BASIC_CONSTRAINTS),
          der(0x01, Buffer.from([255])),
          der(0x04, sequence(der(0x01, Buffer.from([255])))),
        ),
      ),
    ),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", tbs, privateKey));
  const pem =
    sequence(tbs, algorithm, signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${pem.join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}
