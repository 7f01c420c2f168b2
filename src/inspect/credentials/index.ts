/** Logins for registries, and who knows them. */

/** What opens a registry. `origin` says for a person where it was found; it holds no secret. */
export type Credential = { readonly origin: string } & (
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  /** A refresh token, exchanged at the token server (`docker login` at Azure, `<token>` of a helper). */
  | { readonly kind: "identity-token"; readonly token: string }
  /** A bearer token for the registry as it is. */
  | { readonly kind: "registry-token"; readonly token: string }
);

export interface CredentialSource {
  /** `registry` is the name's registry (`docker.io`, `quay.io`, `localhost:5000`). Never rejects. */
  find(registry: string, repository: string): Promise<Credential | undefined>;
}

export const noCredentials: CredentialSource = { find: () => Promise.resolve(undefined) };
